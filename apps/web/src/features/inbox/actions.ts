'use server';

import { markRead as mark } from '@plenum/database/inbox/entries';
import { endFeed as end, renewFeed as renew } from '@plenum/database/inbox/feed';
import { setWatching } from '@plenum/database/inbox/watching';
import { idSchema } from '@plenum/domain/ids';
import { WATCHING } from '@plenum/domain/inbox/kinds';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { WATCHED_PATH } from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Says what one wants to hear of a document. */
export const watch = formAction({
  schema: z.object({ documentId: idSchema, watching: z.enum(WATCHING) }),
  async act({ documentId, watching }): Promise<undefined> {
    await setWatching(await grantFor('document.read', documentId), watching);
    revalidatePath('/', 'layout');
  },
});

/** Takes an entry of one's inbox as seen, or without one all that there are up to a moment. */
export const markRead = formAction({
  schema: z.object({ entryId: idSchema.optional(), until: z.coerce.date().optional() }),
  async act({ entryId, until }): Promise<undefined> {
    await mark(await grantForSelf('account.organise'), {
      ...(entryId !== undefined && { ids: [entryId] }),
      until,
    });
    revalidatePath('/', 'layout');
  },
});

/** Gives one's inbox a secret address. */
export const renewFeed = formAction({
  schema: z.object({}),
  async act(): Promise<undefined> {
    await renew(await grantForSelf('account.manage'));
    revalidatePath(WATCHED_PATH);
  },
});

/** Takes the secret address of one's inbox away. */
export const endFeed = formAction({
  schema: z.object({}),
  async act(): Promise<undefined> {
    await end(await grantForSelf('account.manage'));
    revalidatePath(WATCHED_PATH);
  },
});
