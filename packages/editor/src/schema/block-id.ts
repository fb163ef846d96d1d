import type { NodeJson } from './json.ts';

/** The node types that carry an `id`: what people link to, comment on, move or tick off. */
export const ADDRESSABLE_TYPES: readonly string[] = [
  'paragraph',
  'heading',
  'blockquote',
  'codeBlock',
  'listItem',
  'taskItem',
  'table',
  'callout',
  'decision',
  'details',
  'footnote',
  'tableOfContents',
  'transclusion',
  'childPages',
  'image',
  'attachment',
];

/**
 * A random UUID (version 4, RFC 9562). Not `crypto.randomUUID`, which browsers withhold from pages served over plain
 * http, as a workspace in a local network may be.
 */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * A copy of the document in which every addressable block has an id of its own: missing ids are made, and of several
 * blocks with the same id the first keeps it.
 */
export function withBlockIds(json: NodeJson): NodeJson {
  const seen = new Set<string>();
  const visit = (node: NodeJson): NodeJson => {
    const copy = { ...node };
    if (ADDRESSABLE_TYPES.includes(node.type)) {
      const current = node.attrs?.id;
      const id = typeof current === 'string' && current !== '' && !seen.has(current) ? current : newBlockId();
      seen.add(id);
      copy.attrs = { ...node.attrs, id };
    }
    if (node.content !== undefined) copy.content = node.content.map(visit);
    return copy;
  };
  return visit(json);
}
