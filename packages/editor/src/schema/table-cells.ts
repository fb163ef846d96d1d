import type { Attributes } from '@tiptap/core';
import { TableCell, TableHeader } from '@tiptap/extension-table';
import { safeAttributes } from './attributes.ts';

/**
 * Attributes of cells as Tiptap has them, but for an alignment that is one of three: whatever else stands there would become CSS, which
 * may lay a cell over the whole page.
 */
function aligned(attributes: Attributes | undefined): Attributes {
  const renderHTML = (attrs: Record<string, unknown>) => {
    const { align } = safeAttributes('tableCell', attrs);
    return align ? { style: `text-align: ${align}` } : {};
  };
  return { ...attributes, align: { ...attributes?.align, renderHTML } };
}

/** The cells of tables. */
export const SafeTableCell = TableCell.extend({
  addAttributes() {
    return aligned(this.parent?.());
  },
});

/** The cells that say what is in a row or a column. */
export const SafeTableHeader = TableHeader.extend({
  addAttributes() {
    return aligned(this.parent?.());
  },
});
