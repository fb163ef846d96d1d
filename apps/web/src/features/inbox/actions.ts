'use server';

import { markRead as mark } from '@plenum/database/inbox/entries';
import { endFeed as end, renewFeed as renew } from '@plenum/database/inbox/feed';
import {
  confirmInboxMail,
  endInboxMail,
  getInboxMail,
  setInboxMail,
  stopInboxMail,
} from '@plenum/database/inbox/mail';
import { takeRefusalBack } from '@plenum/database/inbox/mail-limits';
import { setWatching } from '@plenum/database/inbox/watching';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { WATCHING } from '@plenum/domain/inbox/kinds';
import { inboxMailSchema } from '@plenum/domain/inbox/mail';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { sendsMail } from '#env.ts';
import { isLocale, LOCALES } from '#i18n/locale.ts';
import { database } from '#lib/database.ts';
import { formAction } from '#lib/form-action.ts';
import { letterPath, WATCHED_PATH } from '#lib/paths.ts';
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

/** Has what is new in one's inbox sent to an address once a day. */
export const setMail = formAction({
  schema: inboxMailSchema.extend({
    tellsTitles: z.literal('on').optional(),
    // Without scripting nobody says; what was said before stays.
    timeZone: z
      .string()
      .regex(/^[\w+/-]{1,64}$/)
      .optional(),
  }),
  async act({ tellsTitles, timeZone, ...wish }): Promise<undefined> {
    const grant = await grantForSelf('account.manage');
    if (!sendsMail()) throw new AppError('unavailable', 'Nothing is sent by e-mail from here.');
    const mail = await getInboxMail(grant);
    const locale = await getLocale();
    const language = isLocale(locale) ? locale : LOCALES[0];
    await setInboxMail(grant, {
      ...wish,
      timeZone: timeZone ?? mail?.timeZone ?? 'UTC',
      tellsTitles: tellsTitles === 'on',
      language,
    });
    revalidatePath(WATCHED_PATH);
  },
});

/** Sends nothing any more, and forgets the address. */
export const endMail = formAction({
  schema: z.object({}),
  async act(): Promise<undefined> {
    await endInboxMail(await grantForSelf('account.manage'));
    revalidatePath(WATCHED_PATH);
  },
});

const byToken = z.object({ token: z.string().regex(/^[\w-]{1,64}$/) });

/** Agrees to letters, as whoever has one. */
export const agreeToLetters = formAction({
  schema: byToken,
  async act({ token }): Promise<undefined> {
    await confirmInboxMail(database(), token);
    revalidatePath(letterPath(token));
  },
});

/** Ends letters, as whoever has one. */
export const stopLetters = formAction({
  schema: byToken,
  async act({ token }): Promise<undefined> {
    await stopInboxMail(database(), token);
    revalidatePath(letterPath(token));
  },
});

/** Takes back that one wants no letters, as whoever has one. */
export const allowLetters = formAction({
  schema: byToken,
  async act({ token }): Promise<undefined> {
    await takeRefusalBack(database(), token);
    redirect(`${letterPath(token)}?again=1`);
  },
});
