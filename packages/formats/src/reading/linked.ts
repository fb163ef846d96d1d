import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { textNodes } from './blocks.ts';

const ADDRESS = /\bhttps?:\/\/[^\s<>"'\\^`{|}]{1,2000}/gi;
const END = /[.,;:!?)\]]+$/;

/** A piece of text in which addresses lead to where they say. */
export function linked(text: string, marks: readonly MarkJson[]): NodeJson[] {
  if (marks.some(({ type }) => type === 'link')) return textNodes(text, marks);
  const nodes: NodeJson[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(END, '');
    const href = safeHref(address);
    if (href === null) continue;
    nodes.push(
      ...textNodes(text.slice(from, index), marks),
      ...textNodes(address, [...marks, { type: 'link', attrs: { href } }]),
    );
    from = index + address.length;
  }
  return [...nodes, ...textNodes(text.slice(from), marks)];
}
