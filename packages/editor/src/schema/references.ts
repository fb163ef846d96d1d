import { isRecord, type NodeJson } from './json.ts';
import { MAX_DEPTH } from './safe-document.ts';
import { documentSchema } from './schema.ts';

/**
 * A document in which each node that stands for another document, whatever node that is, gives way to text. What such a node says may be
 * the other document's title, or its text, which not everybody may read who reads this one.
 * @param put text nodes in place of a node with this `documentId`.
 */
export function withReferences(doc: NodeJson, put: (documentId: string) => NodeJson[]): NodeJson {
  return replaced(doc, put, 0);
}

/** A document without what stands for other documents. */
export function withoutReferences(doc: NodeJson): NodeJson {
  return withReferences(doc, () => []);
}

function replaced(node: NodeJson, put: (documentId: string) => NodeJson[], depth: number): NodeJson {
  if (!Array.isArray(node.content) || depth > MAX_DEPTH) return node;
  const holdsText = documentSchema.nodes[node.type]?.inlineContent ?? false;
  const content = node.content.flatMap((child) => {
    const documentId = isRecord(child) && isRecord(child.attrs) ? child.attrs.documentId : undefined;
    if (typeof documentId !== 'string') return isRecord(child) ? [replaced(child, put, depth + 1)] : [];
    const texts = put(documentId);
    if (holdsText || texts.length === 0) return texts;
    return [{ type: 'paragraph', content: texts }];
  });
  return { ...node, content };
}
