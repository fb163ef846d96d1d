import type { Node } from '@tiptap/pm/model';
import { containerDirection } from './direction.ts';
import { inlineHtml } from './inline.ts';
import { element } from './markup.ts';

type RenderBlocks = (parent: Node) => string;

/** A table: the header rows at its top in `thead`, every header cell with its scope. */
export function tableHtml(table: Node, renderBlocks: RenderBlocks): string {
  const rows = table.children.filter((row) => row.childCount > 0);
  const firstBodyRow = rows.findIndex((row) => !row.children.every(isHeader));
  const headLength = firstBodyRow === -1 ? rows.length : firstBodyRow;
  const head = rows.slice(0, headLength).map((row) => rowHtml(row, 'col', renderBlocks));
  const body = rows.slice(headLength).map((row) => rowHtml(row, 'row', renderBlocks));
  const html = section('thead', head) + section('tbody', body);
  return element(
    'div',
    { class: 'table-wrapper', tabindex: 0 },
    element('table', { dir: containerDirection(table) }, html),
  );
}

function section(name: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : element(name, {}, rows.join(''));
}

function isHeader(cell: Node): boolean {
  return cell.type.name === 'tableHeader';
}

function rowHtml(row: Node, headerScope: 'col' | 'row', renderBlocks: RenderBlocks): string {
  const cells = row.children.map((cell) => {
    const { colspan, rowspan, align } = cell.attrs;
    const attributes = {
      scope: isHeader(cell) ? headerScope : null,
      colspan: colspan > 1 ? colspan : null,
      rowspan: rowspan > 1 ? rowspan : null,
      'data-align': align,
    };
    const only = cell.childCount === 1 ? cell.firstChild : null;
    const plain = only?.type.name === 'paragraph';
    return element(
      isHeader(cell) ? 'th' : 'td',
      plain ? { ...attributes, dir: 'auto' } : attributes,
      plain ? inlineHtml(only) : renderBlocks(cell),
    );
  });
  return element('tr', {}, cells.join(''));
}
