import type { Attribute, Attributes } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableView } from '@tiptap/extension-table';
import { MOST_COLUMNS, MOST_ROWS, safeAttributes } from './attributes.ts';

/** How far a cell reaches that is pasted; of what is no number, or none that a table can have, the nearest. */
function span(name: 'colspan' | 'rowspan', most: number): Attribute {
  return {
    default: 1,
    parseHTML: (element) => Math.min(Math.max(1, Math.trunc(Number(element.getAttribute(name))) || 1), most),
  };
}

/**
 * Attributes of cells as Tiptap has them, but for an alignment that is one of three: whatever else stands there would become CSS, which
 * may lay a cell over the whole page.
 */
function attributesOfCells({ align, ...attributes }: Attributes = {}): Attributes {
  const renderHTML = (attrs: Record<string, unknown>) => {
    const { align } = safeAttributes('tableCell', attrs);
    return align ? { style: `text-align: ${align}` } : {};
  };
  return {
    ...attributes,
    colspan: span('colspan', MOST_COLUMNS),
    rowspan: span('rowspan', MOST_ROWS),
    align: { ...align, renderHTML },
  };
}

/** The cells of tables. */
export const SafeTableCell = TableCell.extend({
  addAttributes() {
    return attributesOfCells(this.parent?.());
  },
});

/** The cells that say what is in a row or a column. */
export const SafeTableHeader = TableHeader.extend({
  addAttributes() {
    return attributesOfCells(this.parent?.());
  },
});

/**
 * A table whose view is there when an editor is drawn. Tiptap leaves it to the plugin by which columns are made wider, for which the
 * editor, once it is drawn, draws all of its document anew.
 */
export const SteadyTable = Table.extend({
  addNodeView() {
    const { cellMinWidth } = this.options;
    return this.parent?.() ?? (({ node, view }) => new TableView(node, cellMinWidth, view));
  },
});
