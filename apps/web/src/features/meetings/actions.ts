'use server';

import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { reopenMinutes } from '@plenum/database/meetings/closing';
import { getMeeting } from '@plenum/database/meetings/reads';
import { lowerHand, raiseHand, runMeeting } from '@plenum/database/meetings/writes';
import { titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { blockIdSchema, meetingStepSchema } from '@plenum/domain/meetings/schema';
import type { MeetingState } from '@plenum/domain/meetings/types';
import { nameSchema } from '@plenum/domain/names';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { closeMeeting } from '#lib/close-meeting.ts';
import { database } from '#lib/database.ts';
import { formAction } from '#lib/form-action.ts';
import { documentClosingPath, documentPath } from '#lib/paths.ts';
import { grantFor, guestBy } from '#lib/session.ts';

/** A document, and for a guest the link by which they came. */
const byDocument = z.object({ documentId: idSchema, token: z.string().max(100).optional() });

async function grantBy<A extends 'document.readMeeting' | 'document.raiseHand'>(
  action: A,
  { documentId: on, token }: z.infer<typeof byDocument>,
): Promise<Grant<A>> {
  if (!token) return grantFor(action, on);
  return authorize(database(), { actor: await guestBy(token), action, on });
}

/** What the meeting of a document is at that somebody has open. */
export async function loadMeeting(documentId: string, token?: string): Promise<MeetingState> {
  return getMeeting(await grantBy('document.readMeeting', byDocument.parse({ documentId, token })));
}

/** What is sent as JSON in a field. */
const stepInField = z
  .string()
  .max(100_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  });

/** Does a step of a meeting, for whoever runs it. */
export const takeStep = formAction({
  schema: z.object({ documentId: idSchema, step: stepInField.pipe(meetingStepSchema) }),
  async act({ documentId, step }): Promise<undefined> {
    await runMeeting(await grantFor('document.meet', documentId), step);
  },
});

/** Asks for the word, or does not any more. */
export const changeHand = formAction({
  schema: byDocument.extend({ isRaised: z.stringbool() }),
  async act({ isRaised, ...place }): Promise<undefined> {
    const grant = await grantBy('document.raiseHand', place);
    await (isRaised ? raiseHand(grant) : lowerHand(grant));
  },
});

const checked = z.literal('on').optional();

/** Closes a meeting, and makes the next agenda. */
export const closeTheMeeting = formAction({
  schema: z.object({
    documentId: idSchema,
    version: nameSchema,
    withAttendance: checked,
    makesNext: checked,
    nextTitle: titleSchema.or(z.literal('')),
    nextDate: z.iso.date().or(z.literal('')),
    offered: z.array(blockIdSchema).max(2_000),
    carried: z.array(blockIdSchema).max(2_000),
  }),
  lists: ['offered', 'carried'],
  async act({
    documentId,
    version,
    withAttendance,
    makesNext,
    nextTitle,
    nextDate,
    offered,
    carried,
  }): Promise<undefined> {
    const { actor } = await grantFor('document.organise', documentId);
    const comes = new Set(carried);
    await closeMeeting(
      { db: database(), actor, documentId, locale: await getLocale() },
      {
        version,
        withAttendance: withAttendance === 'on',
        nextTitle: makesNext === 'on' ? titleSchema.parse(nextTitle || version) : null,
        nextDate: nextDate || null,
        leaveOut: offered.filter((id) => !comes.has(id)).slice(0, 1_000),
      },
    );
    revalidatePath(documentPath(documentId));
    redirect(documentPath(documentId));
  },
});

/** Opens closed minutes again. */
export const openMinutesAgain = formAction({
  schema: z.object({ documentId: idSchema }),
  async act({ documentId }): Promise<undefined> {
    await reopenMinutes(await grantFor('document.organise', documentId));
    revalidatePath(documentClosingPath(documentId));
    revalidatePath(documentPath(documentId));
    redirect(documentPath(documentId));
  },
});
