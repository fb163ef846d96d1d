import type { NodeJson } from '@plenum/editor/schema/json';
import { textNodes } from '../reading/blocks.ts';
import { tooLarge } from '../zip/read-zip.ts';

const MOST_CELLS = 100_000;

/** The rows of a table as text (RFC 4180). @throws AppError `too_large` for one of too many cells. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const source = text.replace(/^\uFEFF/, '');
  while (pattern.lastIndex < source.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(source);
    // A quote where none may be: the rest is one cell.
    if (!match) return [...rows, [...row, source.slice(from)]];
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    cells += 1;
    if (cells > MOST_CELLS) throw tooLarge();
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return row.length === 0 ? rows : [...rows, row];
}

/** A table with its first row as headers. @param href where a cell of the first column leads to. */
export function tableOf(rows: readonly string[][], href: (name: string) => string | null): NodeJson {
  return {
    type: 'table',
    content: rows.map((cells, index) => ({
      type: 'tableRow',
      content: cells.map((text, column) => {
        const target = index > 0 && column === 0 ? href(text) : null;
        const marks = target === null ? [] : [{ type: 'link', attrs: { href: target } }];
        return {
          type: index === 0 ? 'tableHeader' : 'tableCell',
          content: [{ type: 'paragraph', content: textNodes(text, marks) }],
        };
      }),
    })),
  };
}
