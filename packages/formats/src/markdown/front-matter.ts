/** What stands before a text as its properties. */
export interface FrontMatter {
  properties: Record<string, string | string[]>;
  /** Lines that are none of what is read here: nested values, anchors, and what programs of others put there. */
  unread: string[];
  /** The text without it. */
  rest: string;
}

const MOST_LINES = 500;
const MOST_PROPERTIES = 200;
const MOST_ITEMS = 500;
const MOST_TAGS = 200;
const LONGEST = 2000;
const NAME = /^([\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,100}):(?:[ \t]+(.*)|)$/u;

/**
 * Reads the properties before a text (YAML 1.2), as far as they are names with texts or lists of texts: nothing in it refers to anything, so
 * that nothing can be unfolded. A name of JavaScript's own is a name like any other.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = matterLines(text);
  const properties: Record<string, string | string[]> = Object.create(null);
  const unread: string[] = [];
  let name: string | null = null;
  let count = 0;
  for (const line of lines ?? []) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const item = /^[ \t]*-(?:[ \t]+(.*))?$/.exec(line.slice(0, LONGEST));
    const list = name === null ? undefined : properties[name];
    if (item && name !== null && (list === '' || Array.isArray(list))) {
      const value = plainText(item[1] ?? '');
      const items: string[] = Array.isArray(list) ? list : [];
      if (value === null || items.length >= MOST_ITEMS) unread.push(line);
      else items.push(value);
      properties[name] = items;
      continue;
    }
    const [, key, value = ''] = NAME.exec(line.slice(0, LONGEST)) ?? [];
    const read = key === undefined || count >= MOST_PROPERTIES ? null : readValue(value);
    name = null;
    if (key === undefined || read === null || line.length > LONGEST) unread.push(line);
    else {
      properties[key] = read;
      name = key;
      count += 1;
    }
  }
  const length = lines === null ? 0 : lines.reduce((sum, line) => sum + line.length + 1, 4);
  return { properties, unread, rest: lines === null ? text : text.slice(length).replace(/^[^\n]*\n?/, '') };
}

/** The lines between the marks; null where there are none, or too many. */
function matterLines(text: string): string[] | null {
  if (!/^---[ \t]*\n/.test(text.slice(0, 200))) return null;
  const lines: string[] = [];
  let at = text.indexOf('\n') + 1;
  while (lines.length < MOST_LINES) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line.slice(0, 200))) return lines;
    if (end === -1) return null;
    lines.push(line);
    at = end + 1;
  }
  return null;
}

function readValue(value: string): string | string[] | null {
  const text = value.trim();
  const list = /^\[(.*)\]$/.exec(text)?.[1];
  if (list === undefined) return plainText(text);
  const items: string[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < list.length) {
    const item = ITEM.exec(list);
    const read = item && items.length < MOST_ITEMS ? plainText(item[1] ?? '') : null;
    if (read === null) return null;
    items.push(read);
  }
  return items;
}

const ITEM = /[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,'"]*)[ \t]*(?:,|$)/gy;

/** A text; null for what stands for something else (anchors, references, tags, blocks, maps). */
function plainText(value: string): string | null {
  const text = value.trim();
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')(?:[ \t]+#.*)?$/.exec(text);
  if (quoted) return quoted[1]?.replace(/\\(.)/g, '$1') ?? quoted[2]?.replaceAll("''", "'") ?? '';
  return /^[&*!|>{[%@`"']/.test(text) ? null : text.replace(/[ \t]+#.*$/, '');
}

/** A property as texts. */
export function listOf(value: string | string[] | undefined): string[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : value.split(/[,\s]+/).filter(Boolean);
}

/** A property as a text; null for none. */
export function textOfProperty(value: string | string[] | undefined): string | null {
  const [text = ''] = Array.isArray(value) ? value : [value];
  return text.trim() || null;
}

/** The tags that the properties say, and those that were `found` in the text. */
export function tagsIn({ properties }: FrontMatter, found: Iterable<string> = []): string[] {
  const said = [...listOf(properties.tags), ...listOf(properties.tag)].map((tag) => tag.replace(/^#/, ''));
  return [...new Set([...said, ...found])].filter((tag) => tag !== '').slice(0, MOST_TAGS);
}

/** The properties but for those of some names. */
export function otherProperties(
  { properties }: FrontMatter,
  names: readonly string[],
): FrontMatter['properties'] {
  const own = new Set([...names, '__proto__']);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !own.has(name)));
}
