'use server';

import type { Grant } from '@plenum/database/access/grant';
import {
  reply as answer,
  editComment as edit,
  deleteComment as remove,
  settleThread as settle,
  startThread as start,
} from '@plenum/database/comments/comments';
import { listThreads } from '@plenum/database/comments/reads';
import { commentBodySchema, newThreadSchema } from '@plenum/domain/comments/schema';
import type { ThreadCard } from '@plenum/domain/comments/types';
import { idSchema } from '@plenum/domain/ids';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { countComment } from '#lib/comment-pace.ts';
import { formAction } from '#lib/form-action.ts';
import { documentCommentsPath } from '#lib/paths.ts';
import { grantBy } from '#lib/session.ts';

/** A document, and for a guest the link by which they came. */
const byDocument = z.object({ documentId: idSchema, token: z.string().max(100).optional() });

/** A grant to comment, which is counted: there is a pace at which one may. */
async function toComment(place: z.infer<typeof byDocument>): Promise<Grant<'document.comment'>> {
  const grant = await grantBy('document.comment', place);
  await countComment(grant);
  return grant;
}

/** The comments of a document that somebody has open. */
export async function loadThreads(documentId: string, token?: string): Promise<ThreadCard[]> {
  return listThreads(await grantBy('document.readComments', byDocument.parse({ documentId, token })));
}

/** Has the page with all comments shown anew, the member's or the guest's. */
function refreshPage({ documentId, token }: z.infer<typeof byDocument>): void {
  if (token) revalidatePath('/s/[token]/comments', 'page');
  else revalidatePath(documentCommentsPath(documentId));
}

/** Begins a thread about a place in the text, or about the whole document. */
export const startThread = formAction({
  schema: byDocument.and(newThreadSchema),
  async act({ documentId, token, ...thread }): Promise<{ threadId: string }> {
    const threadId = await start(await toComment({ documentId, token }), thread);
    refreshPage({ documentId, token });
    return { threadId };
  },
});

/** Says something more in a thread. */
export const reply = formAction({
  schema: byDocument.extend({ threadId: idSchema, body: commentBodySchema }),
  async act({ documentId, token, ...comment }): Promise<undefined> {
    await answer(await toComment({ documentId, token }), comment);
    refreshPage({ documentId, token });
  },
});

/** Says that a thread is settled, or is not. */
export const settleThread = formAction({
  schema: byDocument.extend({ threadId: idSchema, isResolved: z.stringbool() }),
  async act({ documentId, token, ...settled }): Promise<undefined> {
    await settle(await toComment({ documentId, token }), settled);
    refreshPage({ documentId, token });
  },
});

/** Says something else than before. */
export const editComment = formAction({
  schema: byDocument.extend({ commentId: idSchema, body: commentBodySchema }),
  async act({ documentId, token, ...comment }): Promise<undefined> {
    await edit(await toComment({ documentId, token }), comment);
    refreshPage({ documentId, token });
  },
});

/** Deletes a comment. */
export const deleteComment = formAction({
  schema: byDocument.extend({ commentId: idSchema }),
  async act({ documentId, token, commentId }): Promise<undefined> {
    await remove(await toComment({ documentId, token }), commentId);
    refreshPage({ documentId, token });
  },
});
