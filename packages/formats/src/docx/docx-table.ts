import type { Node } from '@tiptap/pm/model';
import { Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';

/** What a document in Word consists of. */
export type DocxBlock = Paragraph | Table;

/** How wide a page's text is, in twentieths of a point, and how much a pixel is. */
const PAGE_WIDTH = 9026;
const PIXEL = 15;

/** A table, whose rows of header cells alone are repeated on each page. */
export function docxTable(table: Node, { blocks }: { blocks(cell: Node): DocxBlock[] }): Table {
  const rows = table.children.filter(({ childCount }) => childCount > 0);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: columnWidths(rows[0]),
    layout: TableLayoutType.AUTOFIT,
    rows: rows.map((row) => rowOf(row, blocks)),
  });
}

function rowOf(row: Node, blocks: (cell: Node) => DocxBlock[]): TableRow {
  return new TableRow({
    // Said as false, programs take it for true.
    ...(row.children.every(({ type }) => type.name === 'tableHeader') && { tableHeader: true }),
    children: row.children.map((cell) => {
      const { colspan, rowspan } = cell.attrs;
      const content = blocks(cell);
      return new TableCell({
        ...(colspan > 1 && { columnSpan: colspan }),
        ...(rowspan > 1 && { rowSpan: rowspan }),
        ...(cell.type.name === 'tableHeader' && { shading: { fill: 'F3F2EF', type: ShadingType.CLEAR } }),
        margins: { top: 40, bottom: 40, left: 80, right: 80 },
        // A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
        children: content.at(-1) instanceof Paragraph ? content : [...content, new Paragraph({})],
      });
    }),
  });
}

function columnWidths(row: Node | undefined): number[] {
  const widths = (row?.children ?? []).flatMap(({ attrs: { colspan, colwidth } }) =>
    Array.from({ length: colspan }, (_, index): number => (colwidth?.[index] ?? 0) * PIXEL),
  );
  const known = widths.reduce((sum, width) => sum + width, 0);
  const unknown = widths.filter((width) => width === 0).length;
  const share = unknown === 0 ? 0 : Math.max(600, (PAGE_WIDTH - known) / unknown);
  return widths.map((width) => Math.round(width || share));
}
