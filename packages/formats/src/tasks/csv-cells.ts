/**
 * What a spreadsheet would take for a formula, by how it begins (OWASP, CSV Injection), also in the wide letters of East Asia. An apostrophe
 * before it makes it text; so that one can be taken off again, it also goes before those that are there.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const LIST_ITEM = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^",;\n][^,;\n]*)?)(?:[,;\n]|$)/y;

/** A text as a cell that no spreadsheet runs. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a cell that {@link safeCell} has made, or somebody else. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** Several texts as one: by commas, in quotes where one has such a sign itself. */
export function cellOfList(items: readonly string[]): string {
  return items
    .map((item) => (/["',;\n]|^\s|\s$/.test(item) ? `"${item.replaceAll('"', '""')}"` : item))
    .join(', ');
}

/** The texts of {@link cellOfList}, or whatever somebody has put between commas, semicolons or line breaks. */
export function listOfCell(text: string): string[] {
  const items: string[] = [];
  LIST_ITEM.lastIndex = 0;
  while (LIST_ITEM.lastIndex < text.length) {
    const from = LIST_ITEM.lastIndex;
    const match = LIST_ITEM.exec(text);
    // A quote where none may be: the rest is one text.
    if (!match) return [...items, text.slice(from).trim()];
    const item = match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '';
    if (item !== '') items.push(item);
  }
  return items;
}
