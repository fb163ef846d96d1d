import { ADDRESSABLE_TYPES, newBlockId } from './block-id.ts';
import type { NodeJson } from './json.ts';

/** A copy of the document in which every addressable block has a new id, tasks too: it is another document's. */
export function withNewBlockIds(json: NodeJson): NodeJson {
  const copy = { ...json };
  if (ADDRESSABLE_TYPES.includes(json.type)) copy.attrs = { ...json.attrs, id: newBlockId() };
  if (json.content !== undefined) copy.content = json.content.map(withNewBlockIds);
  return copy;
}
