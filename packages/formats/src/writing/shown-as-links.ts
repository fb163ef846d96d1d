import type { NodeJson } from '@plenum/editor/schema/json';
import { shownPath } from '@plenum/editor/schema/shown-path';
import type { ExportWords } from './export-source.ts';

/**
 * A document in which what is shown from elsewhere is a link to it, and a list of the pages below is left out: neither is part of the text, and
 * whoever gets the file may have other rights.
 */
export function shownAsLinks(node: NodeJson, words: Pick<ExportWords, 'shownPage'>): NodeJson {
  if (!node.content?.some(isPlace) && !node.content?.some(({ content }) => content)) return node;
  return { ...node, content: node.content.flatMap((child) => asLink(child, words)) };
}

function isPlace({ type }: NodeJson): boolean {
  return type === 'transclusion' || type === 'childPages';
}

function asLink(node: NodeJson, words: Pick<ExportWords, 'shownPage'>): NodeJson[] {
  if (node.type === 'childPages') return [];
  if (node.type !== 'transclusion') return [shownAsLinks(node, words)];
  const { documentId, blockId } = node.attrs ?? {};
  if (typeof documentId !== 'string') return [];
  const href = shownPath({ documentId, blockId: typeof blockId === 'string' ? blockId : null });
  const text = { type: 'text', text: words.shownPage, marks: [{ type: 'link', attrs: { href } }] };
  return [{ type: 'paragraph', content: [text] }];
}
