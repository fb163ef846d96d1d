import { randomUUID } from 'node:crypto';
import type { Actor, Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { Watching } from '@plenum/domain/inbox/kinds';
import type { InboxFilter } from '@plenum/domain/inbox/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { reply, startThread } from '../comments/comments.ts';
import { restrictDocument, setRule } from '../documents/rules.ts';
import { trashDocument } from '../documents/writes.ts';
import { authorOf } from '../log/author.ts';
import type { Author } from '../log/log.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { countUnread, listInbox, markRead, markSeen } from './entries.ts';
import { getWatching, listWatched, setWatching } from './watching.ts';

const HOUR = 60 * 60 * 1000;

let db: Database;
let admin: Member;
let editor: Member;
let reader: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
  reader = await aMember(db, { workspaceId, role: 'reader' });
});

const aPage = async (title: string, parentId?: string) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, ...(parentId && { parentId }) })).id;
const self = (actor: Member) => authorize(db, { actor, action: 'account.read', on: actor.personId });
const organise = (actor: Member) => authorize(db, { actor, action: 'account.organise', on: actor.personId });
const reading = (actor: Actor, on: DocumentId) => authorize(db, { actor, action: 'document.read', on });
const commenting = (actor: Actor, on: DocumentId) => authorize(db, { actor, action: 'document.comment', on });
/** Watches something, for a day already. */
const watch = async (actor: Member, id: DocumentId, watching: Watching) => {
  await setWatching(await reading(actor, id), watching);
  await db.prisma.watch.updateMany({ data: { since: new Date(Date.now() - 30 * HOUR) } });
};
/** What somebody's inbox says: kind and title. */
const inbox = async (actor: Member, show: InboxFilter['show'] = 'unread') =>
  (await listInbox(await self(actor), { limit: 50, show })).items.map(
    ({ kind, title }) => `${kind} ${title}`,
  );

/** A row of somebody, some time ago, and its projection. */
async function write(
  documentId: DocumentId,
  author: Author,
  { ago = 0, projection = {} }: { ago?: number; projection?: Partial<DocumentProjection> | null } = {},
): Promise<void> {
  const { lastSeq } = await db.prisma.document.update({
    where: { id: documentId },
    data: { lastSeq: { increment: 1 } },
  });
  await db.prisma.documentUpdate.create({
    data: {
      documentId,
      seq: lastSeq,
      at: new Date(Date.now() - ago),
      authorKind: author.kind,
      authorId: author.id,
      data: new Uint8Array(),
    },
  });
  if (projection) await project(documentId, lastSeq, { projection });
}

function project(
  documentId: DocumentId,
  seq: number,
  { projection = {}, anew = false }: { projection?: Partial<DocumentProjection>; anew?: boolean } = {},
) {
  return postgresProjections(db.pool, { version: 1 }).write(documentId, {
    seq,
    projection: { ...NOTHING, ...projection },
    anew,
  });
}

test('INBOX-1 whoever watches a document finds once that others changed it, and from where on', async () => {
  const page = await aPage('Berries');
  await write(page, authorOf(editor), { ago: 2 * HOUR });
  await watch(reader, page, 'document');
  await watch(editor, page, 'document');
  await write(page, authorOf(editor), { ago: HOUR });
  await write(page, authorOf(admin), { ago: HOUR / 2 });
  expect(await inbox(reader)).toEqual(['changed Berries']);
  // What one writes oneself is none.
  const { items } = await listInbox(await self(editor), { limit: 50, show: 'unread' });
  expect(items).toMatchObject([{ kind: 'changed', isUnread: true, change: { since: 2, last: 3 } }]);
  expect(items[0]?.at.getTime()).toBeLessThan(Date.now() - HOUR / 2 + 10_000);
  // Whoever may not see the history is not led to it.
  const read = await listInbox(await self(reader), { limit: 50, show: 'unread' });
  expect(read.items).toMatchObject([{ change: null, workspaceId, documentId: page }]);
  expect(await inbox(admin)).toEqual([]);
});

test('INBOX-1 a branch is watched with all below it, a document alone', async () => {
  const [top, other] = [await aPage('Top'), await aPage('Other')];
  const below = await aPage('Below', await aPage('Middle', top));
  const beside = await aPage('Beside', other);
  await watch(reader, top, 'branch');
  await watch(reader, other, 'document');
  for (const id of [below, beside]) await write(id, authorOf(editor));
  expect(await inbox(reader)).toEqual(['changed Below']);
  expect(await getWatching(await reading(reader, below))).toEqual({
    watching: 'nothing',
    isBelowWatched: true,
  });
  expect(await getWatching(await reading(reader, top))).toEqual({
    watching: 'branch',
    isBelowWatched: false,
  });
  expect(await getWatching(await reading(reader, beside))).toEqual({
    watching: 'nothing',
    isBelowWatched: false,
  });
  await watch(reader, top, 'nothing');
  await write(await aPage('New', top), authorOf(editor));
  expect(await inbox(reader)).toEqual(['changed Below']);
});

test('INBOX-2 what was written before somebody watched is no news, also where it is projected after', async () => {
  const page = await aPage('Berries');
  await write(page, authorOf(admin));
  await setWatching(await reading(editor, page), 'document');
  await write(page, authorOf(admin), { ago: HOUR });
  expect(await inbox(editor)).toEqual([]);
  await write(page, authorOf(admin), { ago: HOUR, projection: null });
  await write(page, authorOf(admin));
  const { items } = await listInbox(await self(editor), { limit: 50, show: 'unread' });
  expect(items).toMatchObject([{ kind: 'changed', change: { since: 3, last: 4 } }]);
});

test('INBOX-2 what has been seen comes again only when something new happens', async () => {
  const page = await aPage('Berries');
  await write(page, authorOf(editor), { ago: 2 * HOUR });
  await watch(reader, page, 'document');
  await write(page, authorOf(editor), { ago: HOUR });
  await markSeen(await reading(reader, page));
  expect(await countUnread(await self(reader))).toBe(0);
  expect(await inbox(reader, 'all')).toEqual(['changed Berries']);
  // Written before it was seen, taken in after.
  await write(page, authorOf(editor), { ago: HOUR / 2 });
  expect(await inbox(reader)).toEqual([]);
  await db.prisma.inboxEntry.updateMany({ data: { readAt: new Date(Date.now() - HOUR) } });
  await write(page, authorOf(editor));
  expect(await inbox(reader)).toEqual(['changed Berries']);
});

test('INBOX-2 what was written before an entry was put away, and is taken in after, is news; and so is each comment', async () => {
  const page = await aPage('Berries');
  await write(page, authorOf(editor), { ago: 2 * HOUR });
  await watch(reader, page, 'document');
  await write(page, authorOf(editor), { ago: HOUR });
  await markRead(await organise(reader));
  await write(page, authorOf(editor), { ago: HOUR / 2 });
  const { items } = await listInbox(await self(reader), { limit: 50, show: 'unread' });
  expect(items).toMatchObject([{ kind: 'changed' }]);
  await markRead(await organise(reader), { until: new Date(Date.now() - HOUR) });
  expect(await inbox(reader)).toEqual(['changed Berries']);
  await markRead(await organise(reader), { until: new Date() });
  expect(await inbox(reader)).toEqual([]);
  const threadId = await startThread(await commenting(editor, page), { body: 'One', quote: '' });
  await db.prisma.inboxEntry.updateMany({ data: { readAt: new Date(Date.now() + HOUR) } });
  await reply(await commenting(editor, page), { threadId, body: 'Two' });
  expect(await inbox(reader)).toEqual(['commented Berries']);
});

test('INBOX-2 nobody is told of what comes from a backup', async () => {
  const page = await aPage('Berries');
  await watch(reader, page, 'document');
  const named = { mentions: [{ personId: reader.personId, blockId: 'a' }] };
  await write(page, authorOf(editor), { ago: HOUR, projection: named });
  await db.prisma.inboxEntry.deleteMany();
  // What is derived is in no backup.
  await db.prisma.documentProjection.deleteMany({ where: { documentId: page } });
  await db.prisma.documentMention.deleteMany({ where: { documentId: page } });
  await project(page, 1, { projection: named });
  expect(await inbox(reader, 'all')).toEqual([]);
});

test('INBOX-2 whoever has it open is not told, nor is anybody of what is made anew or was written long ago', async () => {
  const page = await aPage('Berries');
  await watch(reader, page, 'document');
  await db.prisma.liveNode.create({
    data: { id: page, presences: { create: { documentId: page, kind: 'person', who: reader.personId } } },
  });
  await write(page, authorOf(editor));
  expect(await inbox(reader, 'all')).toEqual([]);
  await project(page, 1, { anew: true });
  await write(page, authorOf(editor), { ago: 25 * HOUR });
  expect(await inbox(reader, 'all')).toEqual([]);
  // A node that is gone has nobody in it.
  await db.prisma.liveNode.update({ where: { id: page }, data: { seenAt: new Date(Date.now() - HOUR) } });
  await write(page, authorOf(editor));
  expect(await inbox(reader)).toEqual(['changed Berries']);
});

test('INBOX-3 whoever is named in a text is told of it once, whether they watch it or not', async () => {
  const page = await aPage('Berries');
  const [personId, nobody] = [reader.personId, randomUUID()];
  const named = { mentions: [{ personId, blockId: 'a' }] };
  await write(page, authorOf(editor), { projection: named });
  expect(await inbox(reader)).toEqual(['mentioned Berries']);
  await markRead(await organise(reader));
  await db.prisma.inboxEntry.updateMany({ data: { readAt: new Date(Date.now() - HOUR) } });
  await write(page, authorOf(editor), { projection: named });
  expect(await inbox(reader)).toEqual([]);
  await write(page, authorOf(editor), {
    projection: { mentions: [...named.mentions, { personId, blockId: 'b' }] },
  });
  expect(await inbox(reader)).toEqual(['mentioned Berries']);
  // A block that is parted or moved has another id.
  await db.prisma.inboxEntry.updateMany({ data: { readAt: new Date(Date.now() - HOUR) } });
  await write(page, authorOf(editor), {
    projection: {
      mentions: [
        { personId, blockId: 'a' },
        { personId, blockId: 'd' },
      ],
    },
  });
  expect(await inbox(reader)).toEqual([]);
  // Oneself one does not tell; and who is nobody gets nothing.
  await write(page, authorOf(editor), {
    projection: {
      mentions: [
        { personId: editor.personId, blockId: 'c' },
        { personId: nobody, blockId: 'c' },
      ],
    },
  });
  expect(await inbox(editor, 'all')).toEqual([]);
});

test('INBOX-3 a comment is told to whom it names, to those of the thread and to those who watch, and not to who says it', async () => {
  const page = await aPage('Berries');
  const watcher = await aMember(db, { workspaceId, role: 'reader' });
  await watch(watcher, page, 'document');
  const { username } = await db.prisma.person.findUniqueOrThrow({ where: { id: reader.personId } });
  const body = `@${username} @${username} really?`;
  const threadId = await startThread(await commenting(editor, page), { body, quote: '' });
  expect(await inbox(reader)).toEqual(['addressed Berries']);
  expect(await inbox(watcher)).toEqual(['commented Berries']);
  expect(await inbox(editor)).toEqual([]);
  await reply(await commenting(admin, page), { threadId, body: 'Yes.' });
  expect([await inbox(editor), await inbox(admin)]).toEqual([['commented Berries'], []]);
});

test('INBOX-4 nothing is said of what somebody may not read, whatever it was before', async () => {
  const [open, hidden] = [await aPage('Open'), await aPage('Hidden')];
  for (const id of [open, hidden]) await watch(reader, id, 'branch');
  const restrict = await authorize(db, { actor: admin, action: 'document.restrict', on: hidden });
  for (const id of [open, hidden]) await write(id, authorOf(editor));
  expect(await countUnread(await self(reader))).toBe(2);
  await restrictDocument(restrict);
  expect(await inbox(reader, 'all')).toEqual(['changed Open']);
  expect(await countUnread(await self(reader))).toBe(1);
  const watched = async () =>
    (await listWatched(await self(reader), { limit: 50 })).items.map(({ title }) => title);
  expect(await watched()).toEqual(['Open']);
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: open }));
  expect([await inbox(reader, 'all'), await watched()]).toEqual([[], []]);
  await setRule(restrict, { subject: { kind: 'person', id: reader.personId }, role: 'reader' });
  expect([await inbox(reader), await watched()]).toEqual([['changed Hidden'], ['Hidden']]);
});

test('INBOX-4 what somebody watches and may not read any more tells nothing of what lies below it', async () => {
  const top = await aPage('Top');
  await watch(reader, top, 'branch');
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: top }));
  const below = await aPage('Below');
  await db.prisma.document.update({ where: { id: below }, data: { parentId: top } });
  await write(below, authorOf(editor));
  expect(await inbox(reader, 'all')).toEqual([]);
  expect(await getWatching(await reading(reader, below))).toEqual({
    watching: 'nothing',
    isBelowWatched: false,
  });
  expect(await db.prisma.inboxEntry.count({ where: { documentId: below } })).toBe(0);
});

test('INBOX-4 a list goes on from its cursor, and others have lists of their own', async () => {
  const titles = ['a', 'b', 'c'];
  for (const title of titles) {
    const page = await aPage(title);
    await watch(reader, page, 'document');
    await write(page, authorOf(editor));
  }
  await db.prisma.inboxEntry.updateMany({ where: { personId: reader.personId }, data: { at: new Date() } });
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listInbox(await self(reader), { limit: 1, show: 'all', ...(cursor && { cursor }) });
    found.push(...page.items.map(({ title }) => title));
    cursor = page.next;
  }
  expect(found.toSorted()).toEqual(titles);
  const [first] = (await listInbox(await self(reader), { limit: 1, show: 'all' })).items;
  await markRead(await organise(editor), { ids: [first?.id ?? ''] });
  expect(await countUnread(await self(reader))).toBe(3);
  await markRead(await organise(reader), { ids: [first?.id ?? ''] });
  expect(await countUnread(await self(reader))).toBe(2);
  const watched = await listWatched(await self(reader), { limit: 2 });
  expect(watched.items).toMatchObject([{ title: 'a', watching: 'document' }, { title: 'b' }]);
  expect(
    (await listWatched(await self(reader), { limit: 2, cursor: watched.next ?? '' })).items,
  ).toMatchObject([{ title: 'c' }]);
});
