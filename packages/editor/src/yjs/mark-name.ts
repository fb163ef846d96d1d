/** y-tiptap writes a mark that may overlap itself as its name and a hash. */
const OVERLAPPING_MARK = /^(.+)--[a-zA-Z0-9+/=]{8}$/;

/** The schema's name of a mark, from the name under which y-tiptap keeps it in a Y.XmlText. */
export function markName(attribute: string): string {
  return OVERLAPPING_MARK.exec(attribute)?.[1] ?? attribute;
}
