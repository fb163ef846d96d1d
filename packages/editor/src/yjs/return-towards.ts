import type { Authorship, CreditedStretch } from '@plenum/domain/documents/types';
import * as Y from 'yjs';
import { returnTaskList } from '../tasks/return-list.ts';
import { knownJsonFromUpdate } from './known-json.ts';
import { returnedCredits } from './returned-credits.ts';
import { updateTowards } from './update-towards.ts';

/**
 * The update (V1) that makes the document in the present state what it was in a past one, and to whom what it brings back is credited, by
 * indexes into the authors of an authorship that is no older than the past. Null where nothing is to be changed.
 * @throws AppError `conflict` where the past has what the schema doesn't know; what the present has of it goes.
 */
export function returnTowards(
  { past, present }: { past: Uint8Array; present: Uint8Array },
  authorship: Pick<Authorship, 'clients'>,
): { update: Uint8Array; credits: [client: number, stretches: CreditedStretch[]][] } | null {
  const update = updateTowards(present, knownJsonFromUpdate(past), (doc) => returnList(doc, past));
  return update && { update, credits: returnedCredits({ past, present, update }, authorship) };
}

function returnList(doc: Y.Doc, past: Uint8Array): void {
  const then = new Y.Doc();
  try {
    Y.applyUpdate(then, past);
    returnTaskList(doc, then);
  } finally {
    then.destroy();
  }
}
