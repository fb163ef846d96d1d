import { isRecord, type NodeJson } from './json.ts';
import { MAX_DEPTH } from './safe-document.ts';
import { documentSchema } from './schema.ts';

type Put = (documentId: string, node: NodeJson) => NodeJson[];

/**
 * A document in which each node that stands for another document, whatever node that is, gives way to text. What such a node says may be
 * the other document's title, or its text, which not everybody may read who reads this one.
 * @param put what stands in place of such a node: text, or blocks.
 */
export function withReferences(doc: NodeJson, put: Put): NodeJson {
  return replaced(doc, put, 0);
}

/** A document without what stands for other documents. */
export function withoutReferences(doc: NodeJson): NodeJson {
  return withReferences(doc, () => []);
}

function replaced(node: NodeJson, put: Put, depth: number): NodeJson {
  if (!Array.isArray(node.content) || depth > MAX_DEPTH) return node;
  const holdsText = documentSchema.nodes[node.type]?.inlineContent ?? false;
  const content = node.content.flatMap((child) => {
    const documentId = isRecord(child) && isRecord(child.attrs) ? child.attrs.documentId : undefined;
    if (typeof documentId !== 'string') return isRecord(child) ? [replaced(child, put, depth + 1)] : [];
    const instead = put(documentId, child);
    if (holdsText || instead.every(({ type }) => type !== 'text')) return instead;
    return [{ type: 'paragraph', content: instead }];
  });
  return { ...node, content };
}
