import type { Actor, Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { enterAsGuest } from '../shares/guests.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { deleteComment, editComment, reply, settleThread, startThread } from './comments.ts';
import { getThread, listThreadPage, listThreads } from './reads.ts';

let db: Database;
let admin: Member;
let commenter: Member;
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
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
});

const read = (actor: Actor = admin) =>
  authorize(db, { actor, action: 'document.readComments', on: documentId });
const say = (actor: Actor = admin) => authorize(db, { actor, action: 'document.comment', on: documentId });
const place = Buffer.from(
  Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(new Y.Doc().getText('content'), 0)),
).toString('base64');
const aThread = async (actor: Actor = admin, body = 'Really?') =>
  startThread(await say(actor), { from: place, to: place, quote: 'these words', body });

/** Somebody who has come by a link. */
async function aGuest(role: 'commenter' | 'reader'): Promise<Actor> {
  const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
  const { token } = await createShareLink(share, { role });
  const actor = await identify(db, { share: token, cookies: {} });
  const entered = await enterAsGuest(await authorize(db, { actor, action: 'document.read', on: documentId }));
  const { name = '', value = '' } = entered?.cookie ?? {};
  return identify(db, { share: token, cookies: { [name]: value } });
}

test('COMM-1 who may comment begins a thread, and others answer in it', async () => {
  const threadId = await aThread(commenter);
  await reply(await say(), { threadId, body: 'Yes.' });
  const [thread, ...more] = await listThreads(await read(commenter));
  expect(more).toEqual([]);
  expect(thread).toMatchObject({
    anchor: { from: place, to: place },
    quote: 'these words',
    resolvedAt: null,
  });
  expect(thread?.comments).toMatchObject([
    { body: 'Really?', isOwn: true, author: { kind: 'person', colour: expect.any(Number) } },
    { body: 'Yes.', isOwn: false },
  ]);
});

test('COMM-2 a reader sees comments and writes none, and a link for reading shows none', async () => {
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  await aThread();
  expect(await listThreads(await read(reader))).toHaveLength(1);
  await expect(say(reader)).rejects.toMatchObject({ code: 'forbidden' });
  const guest = await aGuest('reader');
  await expect(read(guest)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(read(await aMember(db))).rejects.toMatchObject({ code: 'not_found' });
});

test('COMM-3 a guest with a link for it comments under their name', async () => {
  const guest = await aGuest('commenter');
  await aThread(guest);
  const [thread] = await listThreads(await read(guest));
  expect(thread?.comments).toMatchObject([{ isOwn: true, author: { kind: 'guest', name: null } }]);
  const [seen] = await listThreads(await read());
  expect(seen?.comments).toMatchObject([{ isOwn: false }]);
  const { guestId: _, ...nobody } = { ...guest } as Extract<Actor, { kind: 'guest' }>;
  await expect(aThread({ ...nobody, guestId: null })).rejects.toMatchObject({ code: 'forbidden' });
});

test('COMM-11 a thread keeps what it suggests', async () => {
  const suggest = async (replacement: string) =>
    startThread(await say(commenter), { from: place, to: place, quote: 'Monday', replacement, body: '' });
  await suggest('Tuesday');
  await suggest('');
  await aThread();
  const threads = await listThreads(await read());
  expect(threads.map(({ replacement }) => replacement)).toEqual([null, '', 'Tuesday']);
});

test('COMM-4 a thread is resolved and opened again, also by an answer', async () => {
  const threadId = await aThread();
  const state = async () => (await listThreads(await read()))[0];
  await settleThread(await say(commenter), { threadId, isResolved: true });
  const { displayName } = await db.prisma.person.findUniqueOrThrow({ where: { id: commenter.personId } });
  expect(await state()).toMatchObject({ resolvedAt: expect.any(Date), resolvedBy: displayName });
  await settleThread(await say(), { threadId, isResolved: false });
  expect(await state()).toMatchObject({ resolvedAt: null, resolvedBy: null });
  await settleThread(await say(), { threadId, isResolved: true });
  await reply(await say(commenter), { threadId, body: 'One more thing' });
  expect(await state()).toMatchObject({ resolvedAt: null });
});

test('COMM-5 one changes and deletes one’s own, an editor deletes any, and the last one takes the thread with it', async () => {
  const threadId = await aThread(admin);
  const own = await reply(await say(commenter), { threadId, body: 'Mine' });
  const [first] = (await listThreads(await read()))[0]?.comments ?? [];
  const theirs = first?.id ?? '';
  await editComment(await say(commenter), { commentId: own, body: 'Mine, better' });
  await expect(
    editComment(await say(commenter), { commentId: theirs, body: 'Not mine' }),
  ).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(deleteComment(await say(commenter), theirs)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listThreads(await read()))[0]?.comments).toMatchObject([
    { body: 'Really?', editedAt: null },
    { body: 'Mine, better', editedAt: expect.any(Date) },
  ]);
  await deleteComment(await say(), own);
  await deleteComment(await say(), theirs);
  expect(await listThreads(await read())).toEqual([]);
});

test('COMM-6 what belongs to another document is answered like what does not exist', async () => {
  const threadId = await aThread();
  const elsewhere = (await aDocument(db, { actor: admin, workspaceId })).id;
  const grant = await authorize(db, { actor: admin, action: 'document.comment', on: elsewhere });
  await expect(reply(grant, { threadId, body: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(settleThread(grant, { threadId, isResolved: true })).rejects.toMatchObject({
    code: 'not_found',
  });
  const commentId = (await listThreads(await read()))[0]?.comments[0]?.id ?? '';
  await expect(deleteComment(grant, commentId)).rejects.toMatchObject({ code: 'not_found' });
});

test('COMM-6 a place that is none is refused, and a document has so many threads and no more', async () => {
  const broken = { from: place, to: Buffer.from([9, 9, 9]).toString('base64'), quote: '', body: 'x' };
  await expect(startThread(await say(), broken)).rejects.toMatchObject({ code: 'invalid_input' });
  const anchor = { anchorFrom: new Uint8Array([0]), anchorTo: new Uint8Array([0]), quote: '' };
  await db.prisma.commentThread.createMany({
    data: Array.from({ length: 500 }, () => ({ documentId, ...anchor })),
  });
  await expect(aThread()).rejects.toMatchObject({ code: 'conflict' });
});

test('COMM-6 an answer that comes while the last comment is deleted is not lost, and no empty thread is left', async () => {
  for (let round = 0; round < 5; round += 1) {
    const threadId = await aThread();
    const first = (await listThreads(await read())).find(({ id }) => id === threadId)?.comments[0]?.id ?? '';
    const [answered, deleted] = await Promise.allSettled([
      reply(await say(commenter), { threadId, body: 'Wait' }),
      deleteComment(await say(), first),
    ]);
    expect(deleted.status).toBe('fulfilled');
    const thread = (await listThreads(await read())).find(({ id }) => id === threadId);
    const bodies = thread?.comments.map(({ body }) => body) ?? null;
    expect(bodies).toEqual(answered.status === 'fulfilled' ? ['Wait'] : null);
  }
});

test('COMM-7 whoever has the document open is told', async () => {
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => heard.push(event));
  await aThread();
  await vi.waitFor(() => expect(heard).toContainEqual({ type: 'commented', documentId }), {
    timeout: 10_000,
  });
  await stop();
});

test('COMM-8 what somebody said stays when their account is gone, by nobody', async () => {
  await aThread(commenter);
  await db.prisma.person.delete({ where: { id: commenter.personId } });
  const [thread] = await listThreads(await read());
  expect(thread?.comments).toMatchObject([{ author: { kind: 'person', name: null, colour: null } }]);
});

test('COMM-14 threads are listed a page at a time, also those of one state, and had one by one', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.unshift(await startThread(await say(), { quote: '', body: `No. ${i}` }));
  const [newest = '', , middle = ''] = ids;
  await settleThread(await say(), { threadId: middle, isResolved: true });
  const page = async (state: 'open' | 'resolved' | 'all', cursor?: string) => {
    const asked = { state, limit: 3, ...(cursor && { cursor }) };
    const { items, next } = await listThreadPage(await read(), asked);
    return { ids: items.map(({ id }) => id), next };
  };
  const first = await page('open');
  expect(first).toEqual({ ids: [ids[0], ids[1], ids[3]], next: ids[3] });
  expect(await page('open', first.next ?? '')).toEqual({ ids: [ids[4]], next: null });
  expect(await page('resolved')).toEqual({ ids: [middle], next: null });
  expect((await page('all')).ids).toEqual(ids.slice(0, 3));
  expect(await getThread(await read(), newest)).toMatchObject({
    anchor: null,
    quote: '',
    comments: [{ body: 'No. 4' }],
  });
  const elsewhere = (await aDocument(db, { actor: admin, workspaceId })).id;
  const grant = await authorize(db, { actor: admin, action: 'document.readComments', on: elsewhere });
  await expect(getThread(grant, newest)).rejects.toMatchObject({ code: 'not_found' });
});

/** What somebody is called, and by what name they are named. */
const calledOf = async ({ personId }: Member) =>
  db.prisma.person.findUniqueOrThrow({
    where: { id: personId },
    select: { username: true, displayName: true },
  });

test('COMM-13 whom a comment names is kept by their id, and shown by the name of today', async () => {
  const { username } = await calledOf(commenter);
  const threadId = await startThread(await say(), { quote: '', body: `Can you, @${username}?` });
  await db.prisma.person.update({ where: { id: commenter.personId }, data: { displayName: 'New name' } });
  const person = { id: commenter.personId, username, name: 'New name' };
  const said = async (actor?: Actor) => (await getThread(await read(actor), threadId)).comments[0];
  expect(await said()).toMatchObject({ body: 'Can you, @?', mentions: [{ position: 9, person }] });
  expect(await db.prisma.commentMention.count({ where: { personId: commenter.personId } })).toBe(1);
  const commentId = (await said())?.id ?? '';
  await editComment(await say(), { commentId, body: `@${username} @${username} and @nobody.` });
  expect(await said()).toMatchObject({
    body: '@ @ and @nobody.',
    mentions: [
      { position: 0, person },
      { position: 2, person },
    ],
  });
  await db.prisma.person.delete({ where: { id: commenter.personId } });
  expect(await said()).toMatchObject({ body: '@ @ and @nobody.', mentions: [] });
});

test('COMM-13 nobody is named whom the writer may not know, nor told to a reader who may not', async () => {
  const hidden = await aMember(db);
  const inside = await aMember(db);
  const group = await aGroup(db, [hidden, inside]);
  await db.prisma.participation.create({ data: { workspaceId, groupId: group.id, role: 'editor' } });
  const outsider = await aMember(db);
  const { username } = await calledOf(hidden);
  const body = `@${username} and @${(await calledOf(outsider)).username}`;
  const byOther = await startThread(await say(), { quote: '', body });
  expect((await getThread(await read(), byOther)).comments[0]).toMatchObject({ body, mentions: [] });

  const byInside = await startThread(await say(inside), { quote: '', body });
  const said = async (actor: Actor) => (await getThread(await read(actor), byInside)).comments[0]?.mentions;
  expect(await said(inside)).toMatchObject([{ position: 0, person: { id: hidden.personId } }]);
  expect(await said(hidden)).toMatchObject([{ person: { id: hidden.personId } }]);
  expect(await said(admin)).toEqual([{ position: 0, person: null }]);
  // Whoever says something there themselves is known to all who read it.
  await reply(await say(hidden), { threadId: byInside, body: 'Yes?' });
  expect(await said(admin)).toMatchObject([{ person: { id: hidden.personId } }]);
});

test('COMM-13 a guest names nobody, and is told of nobody who says nothing there', async () => {
  const guest = await aGuest('commenter');
  const { username } = await calledOf(admin);
  const byGuest = await startThread(await say(guest), { quote: '', body: `@${username}` });
  expect((await getThread(await read(), byGuest)).comments[0]).toMatchObject({
    body: `@${username}`,
    mentions: [],
  });
  const body = `@${username} @${(await calledOf(commenter)).username}`;
  const byAdmin = await startThread(await say(), { quote: '', body });
  const [said] = (await getThread(await read(guest), byAdmin)).comments;
  expect(said?.mentions).toMatchObject([{ person: { id: admin.personId } }, { person: null }]);
  expect(JSON.stringify(said)).not.toContain(commenter.personId);
});

test('TASK-610 a task of a list is commented by who may comment there, with its title, and told as any comment', async () => {
  const taskId = '0192f000-0000-7000-8000-00000000000a';
  const about = { taskId, quote: 'Cook', body: 'Really?' };
  await expect(startThread(await say(), about)).rejects.toMatchObject({ code: 'invalid_input' });
  documentId = (await aDocument(db, { actor: admin, workspaceId, kind: 'tasks' })).id;
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  await expect(say(reader)).rejects.toMatchObject({ code: 'forbidden' });
  const told: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => told.push(event));
  const threadId = await startThread(await say(commenter), about);
  await vi.waitFor(() => expect(told).toContainEqual({ type: 'commented', documentId }));
  await stop();
  await reply(await say(), { threadId, body: 'Yes.' });
  expect(await getThread(await read(reader), threadId)).toMatchObject({
    anchor: null,
    taskId,
    quote: 'Cook',
    comments: [{ body: 'Really?' }, { body: 'Yes.' }],
  });
  expect(await db.prisma.inboxEntry.findMany({ where: { documentId, kind: 'commented' } })).toMatchObject([
    { personId: commenter.personId },
  ]);
});
