import { cleanId } from '../dokuwiki/page-ids.ts';
import { decodeText } from '../text/decode-text.ts';
import { baseName, type Folder, folderName } from './folder.ts';

/** A version of a page that lies in the attic. */
export interface AtticFile {
  time: number;
  name: string;
}

/** Where everything lies in the folder of a DokuWiki. */
export interface WikiFiles {
  /** Files of pages by their ids. */
  pages: ReadonlyMap<string, string>;
  /** Two files that are one page: the second is named. */
  doubles: string[];
  media: ReadonlyMap<string, string>;
  attic: ReadonlyMap<string, AtticFile[]>;
  changes: ReadonlyMap<string, string>;
  /** Files of the configuration by their names. */
  conf: ReadonlyMap<string, string>;
  /** Everything else, by the folder that it lies in, with how many there are. */
  others: ReadonlyMap<string, number>;
}

const PAGES = /^(.*?)pages\/[^/].*\.txt$/;
const ATTIC = /^(.*)\.(\d{1,11})\.txt(?:\.(?:gz|bz2))?$/;
const CONF = /\.(?:conf|php|protected)$/;

/** Where the data of a DokuWiki begin in a folder; null where there are none. */
export function wikiRoot(names: readonly string[]): string | null {
  for (const name of names) {
    const root = PAGES.exec(name)?.[1];
    if (root !== undefined && (root === '' || root.endsWith('/'))) return root;
  }
  return null;
}

/** Sorts the files of a DokuWiki. */
export function findWikiFiles({ names }: Folder, root: string): WikiFiles {
  const pages = new Map<string, string>();
  const media = new Map<string, string>();
  const attic = new Map<string, AtticFile[]>();
  const changes = new Map<string, string>();
  const conf = new Map<string, string>();
  const others = new Map<string, number>();
  const doubles: string[] = [];
  const take = (into: Map<string, string>, id: string, name: string): void => {
    if (id === '' || into.has(id)) doubles.push(name);
    else into.set(id, name);
  };
  for (const name of names) {
    const path = name.startsWith(root) ? name.slice(root.length) : '';
    const [, place = '', rest = ''] = /^(pages|media|attic|meta)\/(.+)$/.exec(path) ?? [];
    const version = place === 'attic' ? ATTIC.exec(rest) : null;
    if (place === 'pages' && rest.endsWith('.txt')) take(pages, idOfPath(rest.slice(0, -4)), name);
    else if (place === 'media') take(media, idOfPath(rest), name);
    else if (version) {
      const id = idOfPath(version[1] ?? '');
      attic.set(id, [...(attic.get(id) ?? []), { time: Number(version[2]), name }]);
    } else if (place === 'meta' && rest.endsWith('.changes') && !baseName(rest).startsWith('_'))
      changes.set(idOfPath(rest.slice(0, -8)), name);
    else if (CONF.test(name) && /(?:^|\/)conf\//.test(name)) conf.set(baseName(name), name);
    else {
      // Of what DokuWiki makes anew by itself there may be thousands of files.
      const group =
        place === 'meta' ? `${root}meta/*${/\.[^.]{1,20}$/.exec(rest)?.[0] ?? ''}` : otherGroup(name, root);
      others.set(group, (others.get(group) ?? 0) + 1);
    }
  }
  for (const versions of attic.values()) versions.sort((a, b) => a.time - b.time);
  return { pages, doubles, media, attic, changes, conf, others };
}

function otherGroup(name: string, root: string): string {
  const made = /^(?:cache|index|locks|log|tmp|media_attic|media_meta)\//.exec(name.slice(root.length))?.[0];
  return name.startsWith(root) && made
    ? `${root}${made}`
    : folderName(name) === ''
      ? name
      : `${folderName(name)}/${baseName(name)}`;
}

/** DokuWiki writes what is no plain letter as in addresses. */
function idOfPath(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // It is written in another way.
  }
  return cleanId(decoded.replaceAll('/', ':'));
}

/** What a file of the configuration says of a setting, where that is a plain text. */
export function settingIn(folder: Folder, files: WikiFiles, setting: string): string | null {
  for (const name of ['local.protected.php', 'local.php', 'dokuwiki.php']) {
    const path = files.conf.get(name);
    const content = path === undefined ? null : folder.read(path);
    if (!content) continue;
    const text = decodeText(content.subarray(0, 2 ** 20));
    const at = text.lastIndexOf(`$conf['${setting}']`);
    const value =
      at === -1 ? null : /^[^=\n]{1,100}=\s*(['"])([^'"\n]{0,500})\1/.exec(text.slice(at, at + 700));
    if (value) return value[2] ?? null;
  }
  return null;
}
