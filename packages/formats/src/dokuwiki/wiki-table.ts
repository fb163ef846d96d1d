import type { NodeJson } from '@plenum/editor/schema/json';
import type { InlineReader } from './inline.ts';

const SPANNED = ':::';

interface Cell {
  type: 'tableHeader' | 'tableCell';
  text: string;
  colspan: number;
  rowspan: number;
}

/** Rows of a table: each cell begins with a sign that says whether it is a header; an empty one widens the one before it. */
export function tableFromLines(lines: readonly string[], inline: InlineReader): NodeJson {
  const above: Cell[] = [];
  const rows = lines.map((line) => {
    const cells: Cell[] = [];
    let column = 0;
    for (const [type, text] of cellsIn(line)) {
      const before = cells.at(-1);
      const over = above[column];
      if (text === '' && before && above[column - 1] === before) {
        before.colspan += 1;
        above[column] = before;
      } else if (text.trim() === SPANNED && over) {
        // Where the one above is wide, only its first column says so.
        if (above[column - 1] !== over || column === 0) over.rowspan += 1;
      } else {
        const cell: Cell = { type, text, colspan: 1, rowspan: 1 };
        cells.push(cell);
        above[column] = cell;
      }
      column += 1;
    }
    return cells;
  });
  return {
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map(({ type, text, colspan, rowspan }) => ({
        type,
        attrs: { colspan, rowspan, align: alignOf(text) },
        content: inline.blocks(text, (content) => ({ type: 'paragraph', content })),
      })),
    })),
  };
}

function* cellsIn(line: string): Generator<[Cell['type'], string]> {
  const signs = [...line.matchAll(/[|^]/g)].map(({ index }) => index);
  for (const [number, at] of signs.entries()) {
    const end = signs[number + 1] ?? line.length;
    const text = line.slice(at + 1, end);
    // What follows the last sign is no cell, unless there is something in it.
    if (number === signs.length - 1 && text.trim() === '') return;
    yield [line[at] === '^' ? 'tableHeader' : 'tableCell', text];
  }
}

/** By two spaces or more on the other side; those behind the text alone only make the source look tidy. */
function alignOf(text: string): 'right' | 'center' | null {
  const isMovedRight = /^[ \t]{2}/.test(text);
  const isMovedLeft = /[ \t]{2}$/.test(text);
  if (text.trim() === '' || !isMovedRight) return null;
  return isMovedLeft ? 'center' : 'right';
}
