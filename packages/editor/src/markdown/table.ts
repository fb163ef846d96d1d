import type { Node } from '@tiptap/pm/model';
import type { AlignType, PhrasingContent, Table, TableCell } from 'mdast';
import { filePhrasing, type NoteLabels, phrasingFrom } from './phrasing.ts';

/** From this column on spans are ignored, so that a few hostile cells can't become millions. */
const MAX_SPANNED_COLUMNS = 200;

/**
 * A table in mdast. Markdown has neither spans nor blocks in cells: a span leaves empty cells, and blocks become lines
 * separated by breaks, with their list markers as text. The first row becomes the header, as wide as the widest row,
 * because readers drop the cells beyond it (GFM 0.29 §4.10).
 */
export function tableFrom(table: Node, labels: NoteLabels): Table {
  const rows = cellGrid(table);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return {
    type: 'table',
    align: Array.from({ length: width }, (_, column): AlignType => rows[0]?.[column]?.attrs.align ?? null),
    children: rows.map((row) => ({ type: 'tableRow', children: row.map((cell) => cellFrom(cell, labels)) })),
  };
}

/** The rows, with each cell in the column where it begins and null where only a span reaches. */
function cellGrid(table: Node): (Node | null)[][] {
  const rowsLeft = new Map<number, number>();
  return table.children.map((row) => {
    const cells: (Node | null)[] = [];
    const skipSpans = (): void => {
      for (let left = rowsLeft.get(cells.length) ?? 0; left > 0; left = rowsLeft.get(cells.length) ?? 0) {
        rowsLeft.set(cells.length, left - 1);
        cells.push(null);
      }
    };
    for (const cell of row.children) {
      skipSpans();
      const start = cells.length;
      const { colspan, rowspan } = start < MAX_SPANNED_COLUMNS ? cell.attrs : { colspan: 1, rowspan: 1 };
      for (let column = start; column < start + colspan; column += 1) {
        rowsLeft.set(column, rowspan - 1);
        cells.push(column === start ? cell : null);
      }
    }
    skipSpans();
    return cells;
  });
}

function cellFrom(cell: Node | null, labels: NoteLabels): TableCell {
  const lines = cell === null ? [] : linesOf(cell, labels);
  return {
    type: 'tableCell',
    children: lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line])),
  };
}

function linesOf(parent: Node, labels: NoteLabels): PhrasingContent[][] {
  return parent.children.flatMap((node, index) => {
    if (node.type.name === 'codeBlock') return codeLines(node);
    if (node.isTextblock) return [phrasingFrom(node, labels)];
    if (node.type.name === 'image' || node.type.name === 'attachment') return [[filePhrasing(node)]];
    const marker = markerOf({ item: node, list: parent, index });
    const [first = [], ...rest] = linesOf(node, labels);
    return marker === null ? [first, ...rest] : [[{ type: 'text', value: marker }, ...first], ...rest];
  });
}

function codeLines(codeBlock: Node): PhrasingContent[][] {
  return codeBlock.textContent
    .split('\n')
    .map((value) => (value === '' ? [] : [{ type: 'inlineCode', value }]));
}

function markerOf({ item, list, index }: { item: Node; list: Node; index: number }): string | null {
  if (item.type.name === 'taskItem') return item.attrs.checked ? '[x] ' : '[ ] ';
  if (item.type.name !== 'listItem') return null;
  return list.type.name === 'orderedList' ? `${list.attrs.start + index}. ` : '- ';
}
