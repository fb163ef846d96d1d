import type { Node } from '@tiptap/pm/model';
import { containerDirection } from './direction.ts';
import { element, openTag } from './markup.ts';

/** Writes what is in a cell. */
interface CellHtml {
  blocks(parent: Node): string;
  inline(block: Node): string;
}

/** A table: the header rows at its top in `thead`, every header cell with its scope. */
export function tableHtml(table: Node, cellHtml: CellHtml): string {
  const rows = table.children.filter((row) => row.childCount > 0);
  const firstBodyRow = rows.findIndex((row) => !row.children.every(isHeader));
  const headLength = firstBodyRow === -1 ? rows.length : firstBodyRow;
  const head = rows.slice(0, headLength).map((row) => rowHtml(row, 'col', cellHtml));
  const body = rows.slice(headLength).map((row) => rowHtml(row, 'row', cellHtml));
  const html = columnsHtml(rows[0]) + section('thead', head) + section('tbody', body);
  return element(
    'div',
    { class: 'table-wrapper', tabindex: 0 },
    element('table', { dir: containerDirection(table) }, html),
  );
}

/** How wide the columns are, in pixels, where somebody has said so; by an attribute, since a style would be refused. */
function columnsHtml(row: Node | undefined): string {
  const widths = row?.children.flatMap(({ attrs: { colspan, colwidth } }): (number | null)[] =>
    Array.from({ length: colspan }, (_, index) => colwidth?.[index] || null),
  );
  if (!widths?.some((width) => width !== null)) return '';
  return element('colgroup', {}, widths.map((width) => openTag('col', { width })).join(''));
}

function section(name: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : element(name, {}, rows.join(''));
}

function isHeader(cell: Node): boolean {
  return cell.type.name === 'tableHeader';
}

function rowHtml(row: Node, headerScope: 'col' | 'row', cellHtml: CellHtml): string {
  const cells = row.children.map((cell) => {
    const { colspan, rowspan, align } = cell.attrs;
    const only = cell.childCount === 1 ? cell.firstChild : null;
    const attributes = {
      scope: isHeader(cell) ? headerScope : null,
      colspan: colspan > 1 ? colspan : null,
      rowspan: rowspan > 1 ? rowspan : null,
      'data-align': align ?? (only?.attrs.align || null),
    };
    const plain = only?.type.name === 'paragraph';
    return element(
      isHeader(cell) ? 'th' : 'td',
      plain ? { ...attributes, dir: only.attrs.dir ?? 'auto' } : attributes,
      plain ? cellHtml.inline(only) : cellHtml.blocks(cell),
    );
  });
  return element('tr', {}, cells.join(''));
}
