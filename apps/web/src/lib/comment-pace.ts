import type { Grant } from '@plenum/database/access/grant';
import { CommentLimits } from '#lib/guess-limits.ts';

const limits = new CommentLimits();

/** Counts what somebody says, changes, settles or deletes beside a document, in comments and chat together. @throws AppError `too_many`. */
export async function countComment({ actor }: Grant<'document.comment' | 'document.chat'>): Promise<void> {
  switch (actor.kind) {
    case 'member':
    case 'token':
    case 'feed':
      return limits.count({ who: actor.personId, link: null });
    case 'guest':
      return limits.count({ who: actor.guestId ?? actor.linkId, link: actor.linkId });
    case 'system':
      return;
  }
}
