import type { Actor, Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { getOwnData } from '../accounts/own-data.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { keepHouse } from '../housekeeping.ts';
import { enterAsGuest } from '../shares/guests.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { patchWorkspace } from '../workspaces/writes.ts';
import { MOST_MESSAGES } from './keeping.ts';
import { messageIdAfter } from './message-id.ts';
import { findChatNews, listChat } from './reads.ts';
import { deleteMessage, say } from './writes.ts';

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

const toRead = (actor: Actor = admin, on = documentId) =>
  authorize(db, { actor, action: 'document.readChat', on });
const toChat = (actor: Actor = admin, on = documentId) =>
  authorize(db, { actor, action: 'document.chat', on });
const messages = async (actor: Actor = admin) => (await listChat(await toRead(actor), { limit: 50 })).items;
const bodies = async (actor: Actor = admin) => (await messages(actor)).map(({ body }) => body);
const sayAs = async (actor: Actor, body: string) => say(await toChat(actor), body);
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
const house = async () =>
  keepHouse(await authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' }));

/** Somebody who has come by a link. */
async function aGuest(role: 'editor' | 'commenter' | 'reader'): Promise<Actor> {
  const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
  const { token } = await createShareLink(share, { role });
  const actor = await identify(db, { share: token, cookies: {} });
  const entered = await enterAsGuest(await authorize(db, { actor, action: 'document.read', on: documentId }));
  const { name = '', value = '' } = entered?.cookie ?? {};
  return identify(db, { share: token, cookies: { [name]: value } });
}

/** Puts old messages into the chat, the last of them so many days old. */
async function fill(count: number, { days = 0 }: { days?: number } = {}): Promise<void> {
  let id: string | null = null;
  const data = Array.from({ length: count }, (_, i) => {
    id = messageIdAfter(id);
    return { id, documentId, body: `No. ${i}`, createdAt: daysAgo(days) };
  });
  await db.prisma.chatMessage.createMany({ data });
}

test('CHAT-1 who may comment says something, and who may read sees whose it is', async () => {
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect(await sayAs(commenter, 'Hello')).toMatchObject({ body: 'Hello', isOwn: true });
  await sayAs(admin, 'Good morning');
  expect(await messages(commenter)).toMatchObject([
    { body: 'Good morning', isOwn: false, author: { kind: 'person', colour: expect.any(Number) } },
    { body: 'Hello', isOwn: true },
  ]);
  expect(await bodies(reader)).toEqual(['Good morning', 'Hello']);
  await expect(toChat(reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(toRead(await aMember(db))).rejects.toMatchObject({ code: 'not_found' });
});

test('CHAT-2 a guest with a link for writing chats as who they are to it; with any other, and as nobody, one does not', async () => {
  const guest = await aGuest('editor');
  await sayAs(guest, 'Hello from outside');
  expect(await messages(guest)).toMatchObject([{ isOwn: true, author: { kind: 'guest', name: null } }]);
  expect(await messages()).toMatchObject([{ isOwn: false, author: { kind: 'guest' } }]);
  const nobody = { ...guest, guestId: null } as Actor;
  await expect(sayAs(nobody, 'Hello')).rejects.toMatchObject({ code: 'forbidden' });
  for (const role of ['reader', 'commenter'] as const) {
    const other = await aGuest(role);
    await expect(toRead(other)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(toChat(other)).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('CHAT-3 one deletes one’s own message, an editor any, and nobody one of another document', async () => {
  const guest = await aGuest('editor');
  const theirs = await sayAs(admin, 'Mine');
  for (const actor of [commenter, guest]) {
    await expect(deleteMessage(await toChat(actor), theirs.id)).rejects.toMatchObject({ code: 'not_found' });
    const own = await sayAs(actor, 'Own');
    await deleteMessage(await toChat(actor), own.id);
  }
  const elsewhere = (await aDocument(db, { actor: admin, workspaceId })).id;
  await expect(deleteMessage(await toChat(admin, elsewhere), theirs.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  const { id } = await sayAs(commenter, 'Theirs');
  await deleteMessage(await toChat(), id);
  expect(await bodies()).toEqual(['Mine']);
});

test('CHAT-4 whoever has the document open is told when something is said and when it is deleted', async () => {
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => heard.push(event));
  const { id } = await sayAs(commenter, 'Hello');
  await deleteMessage(await toChat(), id);
  const told = { type: 'chatted', documentId };
  await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'chatted')).toEqual([told, told]), {
    timeout: 10_000,
  });
  await stop();
});

test('CHAT-4 whoever knows some messages gets those after them, and learns that some of theirs are gone', async () => {
  const [first, middle, last] = [
    await sayAs(admin, '1'),
    await sayAs(admin, '2'),
    await sayAs(commenter, '3'),
  ];
  const known = { first: first.id, last: last.id };
  const news = async () => findChatNews(await toRead(commenter), known);
  expect(await news()).toEqual({ messages: [], isMore: false, known: 3 });
  await sayAs(admin, '4');
  expect(await news()).toMatchObject({ messages: [{ body: '4' }], isMore: false, known: 3 });
  await deleteMessage(await toChat(), middle.id);
  expect(await news()).toMatchObject({ known: 2 });
  await db.prisma.chatMessage.updateMany({ where: { id: first.id }, data: { createdAt: daysAgo(31) } });
  expect(await news()).toMatchObject({ known: 1 });
  for (let i = 0; i < 50; i += 1) await sayAs(admin, 'more');
  const { messages: told, isMore } = await news();
  expect([told.length, isMore]).toEqual([50, true]);
});

test('CHAT-4 what is said at once has an order that all see, also where the clock of a node is behind', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => sayAs(i % 2 ? admin : commenter, `${i}`)));
  const ids = (await messages()).map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted().reverse());
  const ahead = messageIdAfter(null).replace(/^.{8}/, 'fedcba98');
  await db.prisma.chatMessage.create({ data: { id: ahead, documentId, body: 'from tomorrow' } });
  await sayAs(commenter, 'after it');
  expect((await bodies()).slice(0, 2)).toEqual(['after it', 'from tomorrow']);
});

test('CHAT-5 a chat is read a page at a time, the newest first', async () => {
  await fill(7);
  const page = async (cursor?: string) =>
    listChat(await toRead(), { limit: 3, ...(cursor !== undefined && { cursor }) });
  const first = await page();
  expect(first.items.map(({ body }) => body)).toEqual(['No. 6', 'No. 5', 'No. 4']);
  const second = await page(first.next ?? '');
  expect(second.items.map(({ body }) => body)).toEqual(['No. 3', 'No. 2', 'No. 1']);
  expect(await page(second.next ?? '')).toMatchObject({ items: [{ body: 'No. 0' }], next: null });
  await expect(page('nonsense')).rejects.toMatchObject({ code: 'invalid_input' });
});

test('CHAT-5 a chat has its newest ten thousand messages', async () => {
  await fill(MOST_MESSAGES);
  await sayAs(admin, 'One more');
  expect(await db.prisma.chatMessage.count({ where: { documentId } })).toBe(MOST_MESSAGES);
  const oldest = await db.prisma.chatMessage.findFirst({ where: { documentId }, orderBy: { id: 'asc' } });
  expect(oldest?.body).toBe('No. 1');
});

test('CHAT-6 what is older than the workspace keeps is gone at once, and deleted by the housekeeper', async () => {
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
  const stored = () => db.prisma.chatMessage.count({ where: { documentId } });
  await fill(3, { days: 8 });
  await sayAs(admin, 'Today');
  expect(await bodies()).toHaveLength(4);
  await patchWorkspace(manage, { chatDays: 7 });
  expect(await bodies()).toEqual(['Today']);
  expect(await stored()).toBe(4);
  await house();
  expect(await stored()).toBe(1);
  await patchWorkspace(manage, { chatDays: null });
  await fill(2, { days: 4000 });
  await house();
  expect(await bodies()).toHaveLength(3);
});

test('CHAT-6 the housekeeper deletes as many messages as there are, in batches', async () => {
  await fill(4_500, { days: 31 });
  await sayAs(admin, 'Today');
  await house();
  expect(await db.prisma.chatMessage.count({ where: { documentId } })).toBe(1);
});

test('CHAT-7 what somebody said stays when their account or their link is gone, by nobody', async () => {
  const guest = await aGuest('editor');
  await sayAs(guest, 'From outside');
  await sayAs(commenter, 'From inside');
  await db.prisma.person.delete({ where: { id: commenter.personId } });
  await db.prisma.shareLink.deleteMany({ where: { documentId } });
  const nobody = { author: { kind: 'person', name: null, colour: null }, isOwn: false };
  expect(await messages()).toMatchObject([
    { body: 'From inside', ...nobody },
    { body: 'From outside', ...nobody },
  ]);
});

test('CHAT-7 somebody’s own data have what they said', async () => {
  await sayAs(commenter, 'Mine');
  await sayAs(admin, 'Not mine');
  const { personId } = commenter;
  const own = await authorize(db, { actor: commenter, action: 'account.manage', on: personId });
  expect((await getOwnData(own)).chat).toEqual([{ documentId, body: 'Mine', createdAt: expect.any(String) }]);
});
