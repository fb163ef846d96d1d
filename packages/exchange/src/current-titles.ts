import type { Grant } from '@plenum/database/access/grant';
import { readableTitles } from '@plenum/database/documents/titles';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';

/**
 * A text whose links to documents read as these are called now, as far as whoever reads it may read them.
 * @param among the only ones that are asked for; all that it leads to, if not given.
 */
export async function withCurrentTitles(
  read: Grant<'document.read'>,
  content: unknown,
  among?: ReadonlySet<string>,
): Promise<NodeJson> {
  const json: NodeJson = safeDocument(content).toJSON();
  const ids = new Set<string>();
  visit(json, (node) => ids.add(idOf(node)));
  const titles = await readableTitles(
    read,
    [...ids].filter((id) => !among || among.has(id)),
  );
  visit(json, (node) => {
    const label = titles.get(idOf(node));
    if (label !== undefined) node.attrs = { ...node.attrs, label };
  });
  return json;
}

function visit(node: NodeJson, onLink: (node: NodeJson) => void): void {
  if (node.type === 'documentLink' && node.attrs?.documentId) onLink(node);
  for (const child of node.content ?? []) visit(child, onLink);
}

function idOf({ attrs }: NodeJson): string {
  return String(attrs?.documentId).toLowerCase();
}
