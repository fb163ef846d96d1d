import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { withIdsOf } from './align.ts';
import { knownJsonFromUpdate } from './known-json.ts';
import { updateTowards } from './update-towards.ts';

/**
 * The update (V1) that puts another text in place of the one in a state, as an import does: blocks that are in both stay as they are, with
 * their ids, and so with whoever wrote them. Null where nothing is to be changed.
 * @throws AppError `conflict` where the state has what the schema doesn't know.
 */
export function updateOver(state: Uint8Array, text: NodeJson): Uint8Array | null {
  return updateTowards(state, withBlockIds(withIdsOf(knownJsonFromUpdate(state), text)));
}
