import type { Node } from '@tiptap/pm/model';
import { xml } from '../xml/write-xml.ts';
import type { AutomaticStyles } from './odt-automatic.ts';

/** Columns that a table may have here. */
const MOST_COLUMNS = 200;

/** Pixels that a column has where nobody has said how wide it is. */
const USUAL_WIDTH = 160;

/** A table; cells that a merged one covers are said to be covered (ODF 1.3, part 3, 9.1.4). */
export function odtTable(
  table: Node,
  { styles, blocks }: { styles: AutomaticStyles; blocks(cell: Node): string },
): string {
  const rows = table.children.filter(({ childCount }) => childCount > 0);
  const covered = new Map<number, number>();
  let width = 0;
  const written = rows.map((row) => {
    let column = 0;
    let cells = '';
    const skip = (): void => {
      for (let left = covered.get(column) ?? 0; left > 0; left = covered.get(column) ?? 0) {
        covered.set(column, left - 1);
        cells += '<table:covered-table-cell/>';
        column += 1;
      }
    };
    for (const cell of row.children) {
      skip();
      const isWide = column < MOST_COLUMNS;
      const [colspan, rowspan]: number[] = isWide ? [cell.attrs.colspan, cell.attrs.rowspan] : [1, 1];
      cells += cellXml(cell, { styles, blocks, colspan: colspan ?? 1, rowspan: rowspan ?? 1 });
      for (let offset = 0; offset < (colspan ?? 1); offset += 1) {
        if (offset > 0) cells += '<table:covered-table-cell/>';
        covered.set(column, (rowspan ?? 1) - 1);
        column += 1;
      }
    }
    skip();
    width = Math.max(width, column);
    return xml('table:table-row', {}, cells);
  });
  // No header rows by themselves: readers of these files lose them, with their text.
  return xml('table:table', {}, columnsXml(rows[0], { styles, width }) + written.join(''));
}

function cellXml(
  cell: Node,
  {
    styles,
    blocks,
    colspan,
    rowspan,
  }: { styles: AutomaticStyles; blocks(cell: Node): string; colspan: number; rowspan: number },
): string {
  const attributes = {
    'office:value-type': 'string',
    'table:style-name': styles.cell(cell.type.name === 'tableHeader'),
    'table:number-columns-spanned': colspan > 1 ? colspan : null,
    'table:number-rows-spanned': rowspan > 1 ? rowspan : null,
  };
  return xml('table:table-cell', attributes, blocks(cell));
}

function columnsXml(
  row: Node | undefined,
  { styles, width }: { styles: AutomaticStyles; width: number },
): string {
  const widths = (row?.children ?? []).flatMap(({ attrs: { colspan, colwidth } }) =>
    Array.from({ length: colspan }, (_, index): number => colwidth?.[index] || USUAL_WIDTH),
  );
  return Array.from({ length: width }, (_, index) =>
    xml('table:table-column', { 'table:style-name': styles.column(widths[index] ?? USUAL_WIDTH) }),
  ).join('');
}
