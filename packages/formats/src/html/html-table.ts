import type { NodeJson } from '@plenum/editor/schema/json';
import { attribute, type HtmlElement, type HtmlNode, isElement } from './tree.ts';

/** A table, with its caption before it. */
export function tableFromHtml(
  table: HtmlElement,
  { blocks }: { blocks(nodes: readonly HtmlNode[]): NodeJson[] },
): NodeJson[] {
  const before: NodeJson[] = [];
  const rows: NodeJson[] = [];
  const read = (parent: HtmlElement): void => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      if (child.tagName === 'tr') rows.push(rowFrom(child, blocks));
      else if (/^(thead|tbody|tfoot)$/.test(child.tagName)) read(child);
      else if (child.tagName === 'caption') before.push(...blocks(child.childNodes));
    }
  };
  read(table);
  const filled = rows.filter(({ content }) => (content?.length ?? 0) > 0);
  return filled.length === 0 ? before : [...before, { type: 'table', content: filled }];
}

function rowFrom(row: HtmlElement, blocks: (nodes: readonly HtmlNode[]) => NodeJson[]): NodeJson {
  const cells = row.childNodes.filter(
    (child): child is HtmlElement => isElement(child) && /^t[dh]$/.test(child.tagName),
  );
  const content = cells.map((cell) => {
    const [colspan, rowspan] = ['colspan', 'rowspan'].map(
      (name) => Number.parseInt(attribute(cell, name) ?? '1', 10) || 1,
    );
    const said =
      attribute(cell, 'data-align') ??
      attribute(cell, 'align') ??
      /text-align:\s*(\w+)/i.exec(attribute(cell, 'style') ?? '')?.[1];
    const align = said && /^(left|right|center)$/.test(said) ? said : null;
    return {
      type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
      attrs: { colspan, rowspan, align },
      content: blocks(cell.childNodes),
    };
  });
  return { type: 'tableRow', content };
}
