/** A mark in ProseMirror JSON. */
export type MarkJson = { type: string; attrs?: Record<string, unknown> };

/**
 * A node in ProseMirror JSON (https://prosemirror.net/docs/ref/#model.Node.toJSON). A document is a node of type `doc`.
 */
export type NodeJson = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: NodeJson[];
  marks?: MarkJson[];
  text?: string;
};

/** Whether a value is an object whose own properties may be read by name. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
