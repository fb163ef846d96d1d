import {
  type ContentMatch,
  Fragment,
  Mark,
  type MarkType,
  type NodeType,
  type Node as ProseMirrorNode,
} from '@tiptap/pm/model';
import { cleanText, safeAttributes } from './attributes.ts';
import { isRecord } from './json.ts';
import { documentSchema } from './schema.ts';

/** How many nodes deep a document may be; what lies deeper is dropped, so that no reader runs out of stack. */
export const MAX_DEPTH = 100;

const nodeTypes = new Map<string, NodeType>(Object.entries(documentSchema.nodes));
const markTypes = new Map<string, MarkType>(Object.entries(documentSchema.marks));

/**
 * The document that a piece of ProseMirror JSON stands for, whoever wrote it. Never throws: nodes, marks and attributes
 * that the schema doesn't know are dropped, values are vetted, and a node that misses its paragraph gets one. What comes
 * out is valid, bounded in depth and safe to render. An empty document is one empty paragraph.
 */
export function safeDocument(json: unknown): ProseMirrorNode {
  const content = isRecord(json) && json.type === 'doc' ? json.content : [];
  const type = documentSchema.topNodeType;
  return type.create(null, fit(type, buildChildren(content, 1)));
}

function buildChildren(content: unknown, depth: number): ProseMirrorNode[] {
  if (!Array.isArray(content) || depth > MAX_DEPTH) return [];
  return content.map((child: unknown) => buildNode(child, depth)).filter((node) => node !== null);
}

function buildNode(json: unknown, depth: number): ProseMirrorNode | null {
  if (!isRecord(json) || typeof json.type !== 'string') return null;
  if (json.type === 'text') return buildText(json);
  const type = nodeTypes.get(json.type);
  if (type === undefined || type === documentSchema.topNodeType) return null;
  const content = fit(type, buildChildren(json.content, depth + 1));
  if (content === null) return null;
  const attributes = safeAttributes(type.name, isRecord(json.attrs) ? json.attrs : {});
  return type.create(attributes, content, type.isInline ? buildMarks(json.marks) : Mark.none);
}

function buildText(json: Record<string, unknown>): ProseMirrorNode | null {
  const text = typeof json.text === 'string' ? cleanText(json.text) : '';
  return text === '' ? null : documentSchema.text(text, buildMarks(json.marks));
}

function buildMarks(marks: unknown): readonly Mark[] {
  if (!Array.isArray(marks)) return Mark.none;
  return marks.reduce<readonly Mark[]>((set, json: unknown) => {
    const type = isRecord(json) && typeof json.type === 'string' ? markTypes.get(json.type) : undefined;
    if (!isRecord(json) || type === undefined) return set;
    const attributes = safeAttributes(type.name, isRecord(json.attrs) ? json.attrs : {});
    // A link to nowhere, a colour that there is not.
    if (attributes.href === null || attributes.colour === null) return set;
    return type.create(attributes).addToSet(set);
  }, Mark.none);
}

/** The children that a node type allows, in order; null when too little is left for a valid node. */
function fit(type: NodeType, children: readonly ProseMirrorNode[]): Fragment | null {
  const kept: ProseMirrorNode[] = [];
  let match: ContentMatch = type.contentMatch;
  for (const child of children) {
    const missing = match.matchType(child.type) ? Fragment.empty : match.fillBefore(Fragment.from(child));
    if (missing === null) continue;
    missing.forEach((node) => void kept.push(node));
    kept.push(child.mark(type.allowedMarks(child.marks)));
    match = match.matchFragment(missing)?.matchType(child.type) ?? match;
  }
  if (match.validEnd) return Fragment.fromArray(kept);
  const end = match.fillBefore(Fragment.empty, true);
  if (end?.childCount !== 1 || !end.firstChild?.isTextblock) return null;
  return Fragment.fromArray(kept).append(end);
}
