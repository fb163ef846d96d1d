import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { appendUpdate, readLog } from '@plenum/database/documents/rows';
import type { GuestId } from '@plenum/domain/ids';
import { type AuthoredUpdate, undoAuthor } from '@plenum/editor/yjs/undo-author';

/** Takes back all that a guest wrote in a document, and restores what they deleted. */
export async function undoGuest(grant: Grant<'document.share'>, guestId: GuestId): Promise<void> {
  const { actor, db, documentId: on } = grant;
  const write = await authorize(db, { actor, action: 'document.write', on });
  const update = await undoAuthor(rowsOf(grant, guestId));
  if (update) await appendUpdate(write, update);
}

async function* rowsOf(grant: Grant<'document.share'>, guestId: GuestId): AsyncGenerator<AuthoredUpdate> {
  for await (const { author, update } of readLog(grant)) {
    yield { update, isTheirs: author.kind === 'guest' && author.id === guestId };
  }
}
