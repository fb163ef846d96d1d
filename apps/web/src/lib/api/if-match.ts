/** An entity tag, or what stands in its place, in a list of them (RFC 9110, 8.8.3 and 5.6.1). */
const ENTITY_TAG = /^\s*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|$)|^\s*,/;

/**
 * The entity tags that a change is bound to by If-Match (RFC 9110, 13.1.1); null where any state will do. Weak ones are left
 * out, since none of them matches here, and what cannot be understood matches nothing.
 */
export function ifMatch(headers: Headers): string[] | null {
  const header = headers.get('if-match');
  if (header === null || header.trim() === '*') return null;
  const tags: string[] = [];
  for (let rest = header; rest.trim() !== ''; ) {
    const found = ENTITY_TAG.exec(rest);
    if (!found) return [];
    if (found[1] && !found[1].startsWith('W/')) tags.push(found[1]);
    rest = rest.slice(found[0].length);
  }
  return tags;
}
