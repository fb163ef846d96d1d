import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { Node } from '@tiptap/pm/model';

/** What a document is, a line for each block, without the ids that everybody gives anew: what two of them must share to be the same. */
export function shapeOf(json: unknown): string {
  const notes = new Map<unknown, number>();
  const noteOf = (id: unknown): number => {
    if (!notes.has(id)) notes.set(id, notes.size + 1);
    return notes.get(id) ?? 0;
  };
  const lines: string[] = [];
  const visit = (node: Node, depth: number): void => {
    const { id: _, fileId: __, noteId, colwidth: ___, width: ____, height: _____, ...attrs } = node.attrs;
    const said = Object.entries(attrs).filter(([, value]) => value !== null && value !== '' && value !== 1);
    const note = noteId === undefined ? '' : ` #${noteOf(noteId)}`;
    const name = `${'  '.repeat(depth)}${node.type.name}${note}${said.map(([key, value]) => ` ${key}=${value}`).join('')}`;
    if (node.isTextblock)
      lines.push(`${name}: ${node.children.map((child) => inline(child, noteOf)).join('')}`);
    else {
      lines.push(name);
      for (const child of node.children) visit(child, depth + 1);
    }
  };
  visit(safeDocument(json), 0);
  return lines.join('\n');
}

function inline(node: Node, noteOf: (id: unknown) => number): string {
  const marks = node.marks.map(({ type, attrs }) => `${type.name}${attrs.href ?? attrs.colour ?? ''}`);
  const text =
    node.text ??
    (node.type.name === 'footnoteReference' ? `[#${noteOf(node.attrs.noteId)}]` : `[${node.type.name}]`);
  return marks.length === 0 ? text : `<${marks.sort().join(' ')}>${text}</>`;
}

/** What somebody sees of a document's text, without white space. */
export function visibleIn(json: unknown): string {
  return safeDocument(json).textContent.replace(/\s+/g, '');
}
