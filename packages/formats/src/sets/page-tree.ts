/** A place of a tree of pages. */
export interface TreePlace {
  key: string;
  parent: string | null;
  /** There is no such page: it stands for the folder alone. */
  isMade: boolean;
}

/** How pages lie in folders. */
export interface TreeOptions {
  /** What parts a key into folders and a name. */
  separator: string;
  /** The key of the page that stands for a folder, if there is one. */
  indexOf(folder: string, keys: ReadonlySet<string>): string | null;
  /** The key of a page that is made for a folder without one. */
  madeKey(folder: string): string;
}

/**
 * All pages of a tree, those above before those below, and beside each other in the order of their keys. A folder's own page lies where the
 * folder does, and what is in the folder below it.
 */
export function treeOf(pages: Iterable<string>, options: TreeOptions): TreePlace[] {
  const keys = new Set(pages);
  const { separator, indexOf, madeKey } = options;
  const folderOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf(separator)));
  const folders = new Set<string>();
  for (const key of keys)
    for (let at = folderOf(key); at !== '' && !folders.has(at); at = folderOf(at)) folders.add(at);
  const indexes = new Map([...folders].map((folder) => [folder, indexOf(folder, keys)]));
  const standsFor = new Map(
    [...indexes].flatMap(([folder, key]) => (key === null ? [] : [[key, folder] as const])),
  );
  const keyOf = (folder: string): string | null =>
    folder === '' ? null : (indexes.get(folder) ?? madeKey(folder));
  const below = new Map<string | null, TreePlace[]>();
  const put = (place: TreePlace): void => {
    const places = below.get(place.parent);
    if (places) places.push(place);
    else below.set(place.parent, [place]);
  };
  for (const key of keys) put({ key, parent: keyOf(folderOf(standsFor.get(key) ?? key)), isMade: false });
  for (const [folder, key] of indexes)
    if (key === null) put({ key: madeKey(folder), parent: keyOf(folderOf(folder)), isMade: true });
  const ordered: TreePlace[] = [];
  const open = sorted(below.get(null)).reverse();
  for (let place = open.pop(); place; place = open.pop()) {
    ordered.push(place);
    open.push(...sorted(below.get(place.key)).reverse());
  }
  return ordered;
}

function sorted(places: readonly TreePlace[] = []): TreePlace[] {
  return [...places].sort((a, b) => (a.key < b.key ? -1 : 1));
}
