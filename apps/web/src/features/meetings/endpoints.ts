import { authorize } from '@plenum/database/access/authorize';
import { reopenMinutes } from '@plenum/database/meetings/closing';
import { getMeeting } from '@plenum/database/meetings/reads';
import { listDecisions } from '@plenum/database/meetings/register';
import { lowerHand, raiseHand, runMeeting } from '@plenum/database/meetings/writes';
import type { Actor } from '@plenum/domain/access/actor';
import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { idSchema } from '@plenum/domain/ids';
import { closingSchema, meetingStepSchema } from '@plenum/domain/meetings/schema';
import { pageQuerySchema } from '@plenum/domain/page';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { closeMeeting } from '#lib/close-meeting.ts';
import { database } from '#lib/database.ts';
import { blockPath } from '#lib/paths.ts';

const byId = z.object({ id: idSchema });
const time = z.iso.datetime();
const votes = z.int().nullable();

const decisionSchema = z.object({
  documentId: idSchema,
  /** Of the document. */
  title: z.string(),
  blockId: z.string(),
  /** The exact place in the minutes. */
  url: z.string(),
  text: z.string(),
  result: z.enum(DECISION_RESULTS),
  yes: votes,
  no: votes,
  abstain: votes,
  at: time,
});

const someone = {
  kind: z.enum(['person', 'guest', 'typed']),
  name: z.string().nullable(),
  isMe: z.boolean(),
};
const neighbour = z.object({ id: idSchema, title: z.string() }).nullable();

const meetingSchema = z.object({
  now: time,
  startedAt: time.nullable(),
  closedAt: time.nullable(),
  /** Nobody writes in the document. */
  isFrozen: z.boolean(),
  currentItem: z.string().nullable(),
  runningSince: time.nullable(),
  /** Items by the ids of their headings; `elapsed` in milliseconds, without those since it runs. */
  items: z.array(z.object({ blockId: z.string(), elapsed: z.int(), isDone: z.boolean() })),
  attendees: z.array(z.object({ id: idSchema, isPresent: z.boolean(), ...someone })),
  /** In the document just now, and not on the list of those who are there. */
  here: z.array(z.object({ key: z.string(), ...someone })),
  speakers: z.array(z.object({ id: idSchema, isSpeaking: z.boolean(), isFirst: z.boolean(), ...someone })),
  firstTimers: z.boolean(),
  previous: neighbour,
  next: neighbour,
  mayRun: z.boolean(),
  mayRaiseHand: z.boolean(),
});

async function stateFor(actor: Actor, on: string): Promise<z.infer<typeof meetingSchema>> {
  const state = await getMeeting(await authorize(database(), { actor, action: 'document.readMeeting', on }));
  return {
    ...state,
    now: state.now.toISOString(),
    startedAt: state.startedAt?.toISOString() ?? null,
    closedAt: state.closedAt?.toISOString() ?? null,
    runningSince: state.runningSince?.toISOString() ?? null,
    attendees: state.attendees.map(({ colour: _, ...attendee }) => attendee),
    here: state.here.map(({ colour: _, ...one }) => one),
    speakers: state.speakers.map(({ colour: _, ...speaker }) => speaker),
  };
}

/** GET /workspaces/{id}/decisions */
export const getDecisions = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/decisions',
  summary:
    'The decisions of a workspace, the latest meeting first: those with all of some words, whatever their accents, or of one result',
  params: byId,
  query: pageQuerySchema.extend({
    words: z.string().trim().max(100).default(''),
    result: z.enum(DECISION_RESULTS).optional(),
  }),
  body: NO_BODY,
  answer: pageSchema(decisionSchema),
  async handle({ actor, params, query: { words, result, ...page } }) {
    const db = database();
    const grant = await authorize(db, { actor, action: 'workspace.read', on: params.id });
    const filter = { words, ...(result && { result }) };
    const { items, next } = await listDecisions(grant, { ...page, filter });
    return json({
      items: items.map(({ workspaceId: _, at, ...decision }) => ({
        ...decision,
        at: at.toISOString(),
        url: new URL(blockPath(decision.documentId, decision.blockId), db.publicUrl).href,
      })),
      next,
    });
  },
});

/** GET /documents/{id}/meeting */
export const getOneMeeting = endpoint({
  method: 'GET',
  path: '/documents/{id}/meeting',
  summary: 'What the meeting of a document is at: its time, who is there and who wants to speak',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: meetingSchema,
  handle: async ({ actor, params }) => json(await stateFor(actor, params.id)),
});

/** POST /documents/{id}/meeting */
export const postMeetingStep = endpoint({
  method: 'POST',
  path: '/documents/{id}/meeting',
  summary: 'Do a step of a meeting: begin it, go on in the agenda, say who is there, give the word',
  params: byId,
  query: z.object({}),
  body: meetingStepSchema,
  answer: meetingSchema,
  async handle({ actor, params, body }) {
    await runMeeting(await authorize(database(), { actor, action: 'document.meet', on: params.id }), body);
    return json(await stateFor(actor, params.id));
  },
});

/** PUT /documents/{id}/meeting/hand */
export const putHand = endpoint({
  method: 'PUT',
  path: '/documents/{id}/meeting/hand',
  summary: 'Raise your hand, or lower it',
  params: byId,
  query: z.object({}),
  body: z.object({ isRaised: z.boolean() }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.raiseHand', on: params.id });
    await (body.isRaised ? raiseHand(grant) : lowerHand(grant));
    return noContent();
  },
});

/** POST /documents/{id}/meeting/close */
export const postClosing = endpoint({
  method: 'POST',
  path: '/documents/{id}/meeting/close',
  summary:
    'Close a meeting: name a version, let nobody write in the minutes any more, and make the next agenda of what is left over; again it does what is missing',
  params: byId,
  query: z.object({}),
  body: closingSchema,
  answer: z.object({ nextDocumentId: idSchema.nullable() }),
  async handle({ actor, params, body }) {
    const closer = { db: database(), actor, documentId: params.id, locale: await getLocale() };
    const { nextId } = await closeMeeting(closer, body);
    return json({ nextDocumentId: nextId });
  },
});

/** DELETE /documents/{id}/meeting/close */
export const deleteClosing = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/meeting/close',
  summary: 'Open closed minutes again',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await reopenMinutes(await authorize(database(), { actor, action: 'document.organise', on: params.id }));
    return noContent();
  },
});
