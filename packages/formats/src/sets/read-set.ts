import { AppError } from '@plenum/domain/errors';
import { dokuwikiSet } from './dokuwiki-set.ts';
import { etherpadSet } from './etherpad-set.ts';
import { commonFolder, type Folder, unfolded, within } from './folder.ts';
import { markdownSet } from './markdown-set.ts';
import type { PageSet, SetKind } from './page-set.ts';
import { wikiRoot } from './wiki-files.ts';

const NOTION = / [0-9a-f]{32}(?:_all)?\.(?:md|csv)$/;
const OUTLINE = /(?:^|\/)(?:uploads|attachments|public)\/[0-9a-f]{8}-[0-9a-f-]{27}\//;
const PAGE = /\.(?:md|markdown)$/i;

/** What a folder is, by the names of its files; null for what nothing here reads. */
export function setKindOf(names: readonly string[]): SetKind | null {
  const own = names.filter((name) => !name.startsWith('__MACOSX/'));
  const has = (pattern: RegExp): boolean => own.some((name) => pattern.test(name));
  if (has(/\.etherpad$/i)) return 'etherpad';
  if (wikiRoot(own) !== null) return 'dokuwiki';
  if (has(NOTION)) return 'notion';
  if (has(/(?:^|\/)\.obsidian\//)) return 'obsidian';
  if (has(OUTLINE)) return 'outline';
  // HedgeDoc has no folders.
  if (has(PAGE)) return own.every((name) => PAGE.test(name) && !name.includes('/')) ? 'hedgedoc' : 'obsidian';
  return has(/\.(?:html?|txt)$/i) ? 'etherpad' : null;
}

/**
 * A whole collection of pages in a folder, as what it is or is said to be.
 * @throws AppError `invalid_input` for what nothing here reads, and as the folder does.
 */
export function readSet(folder: Folder, said: SetKind | null = null): PageSet {
  const whole = said === null || said === 'notion' ? unfolded(folder) : folder;
  const kind = said ?? setKindOf(whole.names);
  const own = whole.names.filter((name) => !name.startsWith('__MACOSX/'));
  switch (kind) {
    case null:
      break;
    case 'dokuwiki': {
      const root = wikiRoot(whole.names);
      if (root !== null) return dokuwikiSet(whole, root);
      break;
    }
    case 'etherpad':
      return etherpadSet(within(whole, commonFolder(own)));
    default:
      return markdownSet(within(whole, commonFolder(own)), kind);
  }
  throw new AppError(
    'invalid_input',
    'This archive holds no pages that can be read here. Send what DokuWiki, Obsidian, Outline, Notion, HedgeDoc or Etherpad has exported.',
  );
}
