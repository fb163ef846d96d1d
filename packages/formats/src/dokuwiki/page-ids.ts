const LONGEST_ID = 1000;

/** A name as DokuWiki keeps it (its `cleanID`, with accents as they are): small letters, colons between namespaces, no special characters. */
export function cleanId(name: string): string {
  return name
    .slice(0, LONGEST_ID)
    .trim()
    .toLowerCase()
    .replace(/[;]/g, ':')
    .replace(/[^\p{L}\p{N}\p{M}:._*-]|\*/gu, '_')
    .replace(/_+/g, '_')
    .replace(/:+/g, ':')
    .split(':')
    .map((part) => part.replace(/^[._-]{1,1000}/, '').replace(/(?<![._-])[._-]{1,1000}$/, ''))
    .filter((part) => part !== '')
    .join(':');
}

/** The namespace of a page; empty for what lies at the top. */
export function namespaceOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf(':')));
}

/** The last part of an id. */
export function nameIn(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

/**
 * Where a name in a page leads: from the top where it has a colon, else beside that page, and relative where it begins with a dot. A colon at
 * its end, which stands for a whole namespace, stays.
 */
export function resolveId(name: string, from: string): string {
  const said = name.trim().replace(/\//g, ':');
  const isNamespace = said.endsWith(':') || /(?:^|:)\.{1,2}$/.test(said);
  const own = namespaceOf(from).split(':').filter(Boolean);
  let base: string[] = [];
  let rest = said;
  if (said.startsWith('.')) {
    base = own;
    rest = said.replace(/^(\.{1,2})(?=[^.:])/, '$1:');
  } else if (said.startsWith('~')) {
    base = [...own, nameIn(from)];
    rest = said.slice(1);
  } else if (!said.includes(':')) base = own;
  const parts = [...base];
  for (const part of rest.split(':').slice(0, 100)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const id = cleanId(parts.join(':'));
  return isNamespace ? `${id}:` : id;
}

/** What headings are called in addresses (`sectionID`), each of a page once. */
export class SectionIds {
  readonly #taken = new Map<string, number>();

  take(heading: string): string {
    const name = sectionId(heading);
    let number = this.#taken.get(name);
    this.#taken.set(name, (number ?? 0) + 1);
    if (number === undefined) return name;
    while (this.#taken.has(`${name}${number}`)) number += 1;
    this.#taken.set(name, number + 1);
    this.#taken.set(`${name}${number}`, 1);
    return `${name}${number}`;
  }
}

/** What a heading is called in addresses, if no other before it is called so. */
export function sectionId(heading: string): string {
  const id = cleanId(heading.replace(/:/g, ' ')).replace(/[:.]/g, '');
  const name = id.replace(/^[\d_-]+/, '');
  return name === '' ? `section${id.replace(/\D+/g, '')}` : name;
}
