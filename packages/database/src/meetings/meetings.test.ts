import type { Actor, Member } from '@plenum/domain/access/actor';
import type { MeetingStep } from '@plenum/domain/meetings/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { appendUpdate } from '../documents/rows.ts';
import { postgresPresences } from '../presence/postgres-presences.ts';
import { enterAsGuest } from '../shares/guests.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { aWebhook, recordedFor } from '../testing/webhook-kit.ts';
import { freezeMinutes, joinSeries, listPresentNames, reopenMinutes } from './closing.ts';
import { getMeeting } from './reads.ts';
import { lowerHand, raiseHand, runMeeting } from './writes.ts';

const NODE = '01a21938-ac32-76ad-892f-5f28dda6054a';
const CLOSING = { version: 'Minutes', withAttendance: false, leaveOut: [] };

let db: Database;
let admin: Member;
let commenter: Member;
let reader: Member;
let documentId: string;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  commenter = await aMember(db, { workspaceId, role: 'commenter' });
  reader = await aMember(db, { workspaceId, role: 'reader' });
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
});

const run = async (step: MeetingStep, actor: Actor = admin) =>
  runMeeting(await authorize(db, { actor, action: 'document.meet', on: documentId }), step);
const state = async (actor: Actor = admin) =>
  getMeeting(await authorize(db, { actor, action: 'document.readMeeting', on: documentId }));
const hand = (actor: Actor) => authorize(db, { actor, action: 'document.raiseHand', on: documentId });
const organise = () => authorize(db, { actor: admin, action: 'document.organise', on: documentId });
const arePresent = (...people: Member[]) =>
  postgresPresences(db.pool).tell(NODE, {
    came: people.map(({ personId }) => ({ documentId, kind: 'person', who: personId })),
    left: [],
  });

async function aGuest(role: 'editor' | 'reader'): Promise<Actor> {
  const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
  const { token } = await createShareLink(share, { role });
  const actor = await identify(db, { share: token, cookies: {} });
  const entered = await enterAsGuest(await authorize(db, { actor, action: 'document.read', on: documentId }));
  const { name = '', value = '' } = entered?.cookie ?? {};
  return identify(db, { share: token, cookies: { [name]: value } });
}

test('MEET-1 a document has no meeting until somebody begins one, which is the day of its minutes', async () => {
  const before = await state();
  expect(before).toMatchObject({ startedAt: null, items: [], attendees: [], speakers: [], mayRun: true });
  await run({ do: 'start' });
  const { startedAt } = await state();
  expect(Math.abs(Number(startedAt) - Date.now())).toBeLessThan(5_000);
  const { datedAt } = await db.prisma.document.findUniqueOrThrow({ where: { id: documentId } });
  expect(datedAt).toEqual(startedAt);
  await run({ do: 'start' });
  expect((await state()).startedAt).toEqual(startedAt);
});

test('MEET-2 the time of an item runs, stands still and goes on by the clock of the server', async () => {
  await run({ do: 'start' });
  await run({ do: 'item', blockId: 'a' });
  expect(await state()).toMatchObject({
    currentItem: 'a',
    items: [{ blockId: 'a', elapsed: 0, isDone: false }],
  });
  const runningSince = new Date(Date.now() - 60_000);
  await db.prisma.meeting.update({ where: { documentId }, data: { runningSince } });
  await run({ do: 'pause' });
  const paused = await state();
  expect(paused.runningSince).toBeNull();
  expect(paused.items[0]?.elapsed).toBeGreaterThanOrEqual(60_000);
  expect(paused.items[0]?.elapsed).toBeLessThan(70_000);
  await run({ do: 'resume' });
  expect((await state()).runningSince).not.toBeNull();
  await run({ do: 'next', blockId: 'b' });
  expect(await state()).toMatchObject({
    currentItem: 'b',
    items: [
      { blockId: 'a', isDone: true },
      { blockId: 'b', elapsed: 0, isDone: false },
    ],
  });
  await run({ do: 'done', blockId: 'a', isDone: false });
  await run({ do: 'next', blockId: null });
  expect(await state()).toMatchObject({
    currentItem: null,
    runningSince: null,
    items: [{ isDone: false }, { isDone: true }],
  });
});

test('MEET-3 who is in the document is offered as being there, which whoever runs the meeting corrects', async () => {
  await arePresent(admin, commenter);
  await run({ do: 'start' });
  const began = await state();
  expect(began.attendees.filter(({ isMe }) => isMe)).toHaveLength(1);
  expect(began.attendees).toHaveLength(2);
  await arePresent(reader);
  const [late] = (await state()).here;
  expect(late?.key).toBe(`person ${reader.personId}`);
  await run({ do: 'attend', who: [late?.key ?? '', { name: 'Ida from next door' }] });
  await run({ do: 'attend', who: [late?.key ?? ''] });
  const all = await state();
  expect(all.attendees.map(({ kind }) => kind)).toEqual(['person', 'person', 'person', 'typed']);
  expect(all.here).toEqual([]);
  const ida = all.attendees.find(({ kind }) => kind === 'typed');
  const me = all.attendees.find(({ isMe }) => isMe);
  await run({ do: 'present', attendeeId: me?.id ?? '', isPresent: false });
  const meet = await authorize(db, { actor: admin, action: 'document.meet', on: documentId });
  expect((await listPresentNames(meet)).names).toHaveLength(3);
  await run({ do: 'forget', attendeeId: ida?.id ?? '' });
  expect((await listPresentNames(meet)).names).toHaveLength(2);
  // Nobody learns the name of somebody who is not there by their id.
  const outsider = await aMember(db);
  await expect(run({ do: 'attend', who: [`person ${outsider.personId}`] })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('MEET-4 hands are heard in the order in which they were raised, or of those first who have not spoken', async () => {
  await run({ do: 'start' });
  const guest = await aGuest('editor');
  await raiseHand(await hand(commenter));
  await raiseHand(await hand(commenter));
  await raiseHand(await hand(guest));
  await run({ do: 'queue', name: 'Ida' });
  const kinds = async () =>
    (await state()).speakers.map(({ kind, isSpeaking }) => `${kind}${isSpeaking ? '!' : ''}`);
  expect(await kinds()).toEqual(['person', 'guest', 'typed']);
  expect((await state(commenter)).speakers.map(({ isMe }) => isMe)).toEqual([true, false, false]);
  expect((await state(guest)).speakers.map(({ isMe }) => isMe)).toEqual([false, true, false]);
  await run({ do: 'speak' });
  expect(await kinds()).toEqual(['person!', 'guest', 'typed']);
  await run({ do: 'queue', name: 'Ben' });
  await run({ do: 'speak' });
  await raiseHand(await hand(commenter));
  await run({ do: 'firstTimers', isOn: true });
  expect(await kinds()).toEqual(['guest!', 'typed', 'typed', 'person']);
  await run({ do: 'firstTimers', isOn: false });
  await lowerHand(await hand(guest));
  await lowerHand(await hand(commenter));
  expect(await kinds()).toEqual(['typed', 'typed']);
  const [ida] = (await state()).speakers;
  await run({ do: 'unqueue', speakerId: ida?.id ?? '' });
  await run({ do: 'speak' });
  await run({ do: 'speak' });
  expect(await kinds()).toEqual([]);
});

test('MEET-5 editors run it, commenters and guests who write raise hands, readers watch, and whoever reads by a link learns nothing', async () => {
  await run({ do: 'start' });
  await expect(run({ do: 'pause' }, commenter)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(run({ do: 'pause' }, await aGuest('editor'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(hand(reader)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await state(reader)).toMatchObject({ mayRun: false, mayRaiseHand: false });
  expect(await state(commenter)).toMatchObject({ mayRun: false, mayRaiseHand: true });
  expect(await state(await aGuest('editor'))).toMatchObject({ mayRun: false, mayRaiseHand: true });
  await expect(state(await aGuest('reader'))).rejects.toMatchObject({ code: 'forbidden' });
});

test('MEET-6 whoever is in the document hears of each step', async () => {
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => void heard.push(event));
  await run({ do: 'start' });
  await expect.poll(() => heard).toContainEqual({ type: 'met', documentId });
  await stop();
});

test('MEET-7 closing names a version and lets nobody write, and again it is the same', async () => {
  await run({ do: 'start' });
  await run({ do: 'item', blockId: 'a' });
  await run({ do: 'done', blockId: 'a', isDone: true });
  await raiseHand(await hand(commenter));
  const write = await authorize(db, { actor: admin, action: 'document.write', on: documentId });
  await appendUpdate(write, new Uint8Array([0, 0]));
  await aWebhook(db, { actor: admin, workspaceId, events: ['version.created'] });
  const closed = await freezeMinutes(await organise(), { ...CLOSING, nextTitle: 'Next' });
  expect(await recordedFor(db)).toMatchObject([{ what: 'version.created', documentId }]);
  expect(closed).toMatchObject({ done: ['a'], scopeId: null, closing: { nextTitle: 'Next' } });
  for (const actor of [admin, await aGuest('editor'), { kind: 'system', reason: 'test' } as const]) {
    await expect(authorize(db, { actor, action: 'document.write', on: documentId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  expect(await freezeMinutes(await organise(), { ...CLOSING, nextTitle: 'Another' })).toEqual(closed);
  const versions = await db.prisma.documentVersion.findMany({ where: { documentId } });
  expect(versions.map(({ name, seq }) => ({ name, seq }))).toEqual([{ name: 'Minutes', seq: 1 }]);
  expect(await state()).toMatchObject({ isFrozen: true, runningSince: null, speakers: [] });
  await expect(run({ do: 'pause' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(raiseHand(await hand(commenter))).rejects.toMatchObject({ code: 'conflict' });
  await reopenMinutes(await organise());
  await authorize(db, { actor: admin, action: 'document.write', on: documentId });
  expect((await freezeMinutes(await organise(), CLOSING)).nextId).toBe(closed.nextId);
});

test('MEET-8 the next agenda is of the same series, and the two lead to each other for whoever may read them', async () => {
  await run({ do: 'start' });
  const { nextId } = await freezeMinutes(await organise(), { ...CLOSING, nextTitle: 'Next' });
  const id = nextId ?? '';
  expect((await state()).next).toBeNull();
  const next = await aDocument(db, { actor: admin, workspaceId, id, title: 'Next', access: 'draft' });
  await joinSeries(await organise(), next.id);
  await joinSeries(await organise(), next.id);
  expect((await state()).next).toEqual({ id, title: 'Next' });
  expect((await state(commenter)).next).toBeNull();
  const grant = await authorize(db, { actor: admin, action: 'document.readMeeting', on: id });
  expect((await getMeeting(grant)).previous).toEqual({ id: documentId, title: 'Agenda' });
  const rows = await db.prisma.meeting.findMany({ where: { documentId: { in: [id, documentId] } } });
  expect(new Set(rows.map(({ seriesId }) => seriesId)).size).toBe(1);
});

test('MEET-8 the next agenda of a restricted document has its rules', async () => {
  await db.prisma.documentRule.create({
    data: { documentId, personId: commenter.personId, role: 'commenter' },
  });
  await db.prisma.document.update({ where: { id: documentId }, data: { scopeId: documentId } });
  const next = await aDocument(db, { actor: admin, workspaceId, rulesOf: documentId });
  const may = (actor: Actor) => authorize(db, { actor, action: 'document.read', on: next.id });
  await may(commenter);
  await expect(may(reader)).rejects.toMatchObject({ code: 'not_found' });
});
