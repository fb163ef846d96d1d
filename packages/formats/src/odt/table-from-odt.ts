import type { NodeJson } from '@plenum/editor/schema/json';
import { elementsOf, textBelow, type XmlElement } from '../xml/read-xml.ts';
import { tooLarge } from '../zip/read-zip.ts';

/** Cells of one table: a few letters can stand for millions. */
const MOST_CELLS = 50_000;

/** Empty cells and rows that one element may stand for: more are the rest of a sheet. */
const MOST_EMPTY = 20;

/** A table. Cells that a merged one covers are no cells. */
export function tableFromOdt(
  table: XmlElement,
  { blocks, isHeading }: { blocks(cell: XmlElement): NodeJson[]; isHeading(paragraph: XmlElement): boolean },
): NodeJson {
  const rows: NodeJson[] = [];
  let cells = 0;
  for (const { row, isHeader } of rowsIn(table, false)) {
    const content = cellsIn(row).map((cell) => {
      const { 'table:number-columns-spanned': colspan, 'table:number-rows-spanned': rowspan } =
        cell.attributes;
      const attrs = { colspan: Number(colspan ?? 1), rowspan: Number(rowspan ?? 1) };
      const isHead = isHeader || isHeaderCell(cell, isHeading);
      return { type: isHead ? 'tableHeader' : 'tableCell', attrs, content: blocks(cell) };
    });
    const isEmpty = textBelow(row).trim() === '';
    const times = repeated(row.attributes['table:number-rows-repeated'], isEmpty);
    cells += times * content.length;
    if (cells > MOST_CELLS) throw tooLarge();
    for (let time = 0; time < times; time += 1) rows.push({ type: 'tableRow', content });
  }
  return { type: 'table', content: rows };
}

function rowsIn(parent: XmlElement, isHeader: boolean): { row: XmlElement; isHeader: boolean }[] {
  return elementsOf(parent).flatMap((element) => {
    if (element.name === 'table:table-row') return [{ row: element, isHeader }];
    const isGroup = ['table:table-header-rows', 'table:table-rows', 'table:table-row-group'].includes(
      element.name,
    );
    return isGroup ? rowsIn(element, isHeader || element.name === 'table:table-header-rows') : [];
  });
}

function cellsIn(row: XmlElement): XmlElement[] {
  const cells: XmlElement[] = [];
  for (const cell of elementsOf(row, 'table:table-cell')) {
    const times = repeated(cell.attributes['table:number-columns-repeated'], textBelow(cell).trim() === '');
    if (cells.length + times > MOST_CELLS) throw tooLarge();
    for (let time = 0; time < times; time += 1) cells.push(cell);
  }
  return cells;
}

function repeated(value: string | undefined, isEmpty: boolean): number {
  const times = Math.max(1, Number.parseInt(value ?? '1', 10) || 1);
  if (isEmpty && times > MOST_EMPTY) return 1;
  return times;
}

function isHeaderCell(cell: XmlElement, isHeading: (paragraph: XmlElement) => boolean): boolean {
  const blocks = elementsOf(cell);
  return blocks.length > 0 && blocks.every((block) => block.name === 'text:p' && isHeading(block));
}
