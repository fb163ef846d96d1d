'use server';

import { markRead as mark } from '@plenum/database/inbox/entries';
import { setWatching } from '@plenum/database/inbox/watching';
import { idSchema } from '@plenum/domain/ids';
import { WATCHING } from '@plenum/domain/inbox/kinds';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Says what one wants to hear of a document. */
export const watch = formAction({
  schema: z.object({ documentId: idSchema, watching: z.enum(WATCHING) }),
  async act({ documentId, watching }): Promise<undefined> {
    await setWatching(await grantFor('document.read', documentId), watching);
    revalidatePath('/', 'layout');
  },
});

/** Takes an entry of one's inbox as seen, or without one all that there are. */
export const markRead = formAction({
  schema: z.object({ entryId: idSchema.optional() }),
  async act({ entryId }): Promise<undefined> {
    await mark(await grantForSelf('account.organise'), entryId === undefined ? undefined : [entryId]);
    revalidatePath('/', 'layout');
  },
});
