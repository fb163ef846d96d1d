import { safeAttributes } from '@plenum/editor/schema/attributes';
import type { NodeJson } from '@plenum/editor/schema/json';

/** A document in which links to documents by their titles are text that leads there, for formats that know nothing of these; of what is yet to be written it is the name. */
export function linksAsText(node: NodeJson): NodeJson {
  if (node.type === 'documentLink') {
    const { documentId, label } = safeAttributes('documentLink', node.attrs ?? {});
    const around = (node.marks ?? []).filter(({ type }) => type !== 'link');
    const link = { type: 'link', attrs: { href: `/d/${documentId}` } };
    return { type: 'text', text: String(label), marks: documentId === null ? around : [...around, link] };
  }
  return node.content ? { ...node, content: node.content.map(linksAsText) } : node;
}
