import { type DocumentId, isId } from '@plenum/domain/ids';
import { isName } from './task-names.ts';

/** Where everything lies. */
export const ROOT = '/dav/';
const PEOPLE = `${ROOT}people/`;
/** Where the lists lie. */
export const LISTS = `${ROOT}lists/`;

/** What an address leads to. */
export type Place =
  | { is: 'root' }
  | { is: 'person'; username: string }
  | { is: 'home' }
  | { is: 'list'; id: DocumentId }
  | { is: 'task'; id: DocumentId; name: string };

/** What a path leads to, with or without a slash at its end; null for nothing. */
export function placeAt(path: string): Place | null {
  const parts = decoded(path);
  if (parts?.[0] !== 'dav') return null;
  const [, kind, first, second, ...others] = parts;
  if (others.length > 0) return null;
  if (kind === undefined) return { is: 'root' };
  if (kind === 'people' && first !== undefined && second === undefined)
    return { is: 'person', username: first };
  if (kind !== 'lists') return null;
  if (first === undefined) return { is: 'home' };
  if (!isId(first)) return null;
  if (second === undefined) return { is: 'list', id: first };
  return isName(second) ? { is: 'task', id: first, name: second } : null;
}

/** The parts of a path; null for one that cannot be read. */
function decoded(path: string): string[] | null {
  try {
    const parts = path.split('/').map(decodeURIComponent);
    return parts.slice(1, parts.at(-1) === '' ? -1 : undefined);
  } catch {
    return null;
  }
}

/** The path of a place. */
export function pathOf(place: Place): string {
  switch (place.is) {
    case 'root':
      return ROOT;
    case 'person':
      return `${PEOPLE}${encodeURIComponent(place.username)}/`;
    case 'home':
      return LISTS;
    case 'list':
      return `${LISTS}${place.id}/`;
    case 'task':
      return `${LISTS}${place.id}/${encodeURIComponent(place.name)}`;
  }
}

/** What an address in a body leads to: a path, or a whole address. */
export function placeOfHref(href: string): Place | null {
  const text = href.trim();
  if (text.startsWith('/')) return placeAt(text);
  return URL.canParse(text) ? placeAt(new URL(text).pathname) : null;
}
