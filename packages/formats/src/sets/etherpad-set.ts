import { jsonFromEtherpad } from '../etherpad/json-from-etherpad.ts';
import { jsonFromHtml } from '../html/json-from-html.ts';
import type { Loss } from '../losses.ts';
import { jsonFromMarkdownFile } from '../markdown/json-from-markdown-file.ts';
import type { ImportedDocument } from '../reading/imported.ts';
import { jsonFromText } from '../text/json-from-text.ts';
import { baseName, type Folder, withoutEnding } from './folder.ts';
import { isRefusal } from './markdown-page.ts';
import { emptyPage, type PageSet, type SetPage } from './page-set.ts';
import { type TreePlace, treeOf } from './page-tree.ts';
import { SetRecord } from './set-record.ts';

/** Endings of files of one pad, the one that says the most first. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => ImportedDocument>> = {
  etherpad: jsonFromEtherpad,
  html: jsonFromHtml,
  htm: jsonFromHtml,
  md: jsonFromMarkdownFile,
  txt: jsonFromText,
};
const ENDINGS = Object.keys(READERS);

/** Exported pads in a folder as a set of pages; of one that lies there in several formats the one that says the most. */
export function etherpadSet(folder: Folder): PageSet {
  const files = new Map<string, string>();
  const others = [...folder.refused];
  for (const name of [...folder.names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))) {
    const key = withoutEnding(name);
    if (rank(name) === -1 || files.has(key) || name.startsWith('__MACOSX/')) others.push(name);
    else files.set(key, name);
  }
  const tree = treeOf(files.keys(), {
    separator: '/',
    indexOf: (path, keys) => (keys.has(path) ? path : null),
    madeKey: (path) => `${path}/`,
  });
  const record = new SetRecord({ keys: files.keys(), media: new Map() });
  for (const place of others) record.losses.add('otherFiles', { place });
  return {
    kind: 'etherpad',
    size: tree.length,
    media: [],
    access: [],
    async *pages() {
      for (const place of tree) yield pageOf(place, { folder, name: files.get(place.key), record });
    },
    nameOf: (key) => key,
    losses: (): Loss[] => record.list(),
  };
}

function pageOf(
  place: TreePlace,
  { folder, name, record }: { folder: Folder; name: string | undefined; record: SetRecord },
): SetPage {
  const empty = emptyPage(place, baseName(place.key.replace(/\/$/, '')));
  if (name === undefined) return empty;
  try {
    const bytes = folder.read(name);
    const read = bytes && READERS[endingOf(name)]?.(bytes);
    if (read) {
      const { content, pictures, losses, tags = [] } = read;
      return { ...empty, content, pictures, losses, tags, ...record.note(place.key, content, null) };
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  record.losses.add('refusedPages', { place: name });
  return empty;
}

function endingOf(name: string): string {
  return /\.([a-z]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function rank(name: string): number {
  return ENDINGS.indexOf(endingOf(name));
}
