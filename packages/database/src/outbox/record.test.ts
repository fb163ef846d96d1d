import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { EVENTS, type EventName } from '@plenum/domain/webhooks/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { reply, settleThread, startThread } from '../comments/comments.ts';
import { nameVersion } from '../documents/history.ts';
import { moveToWorkspace } from '../documents/moving.ts';
import { restrictDocument } from '../documents/rules.ts';
import { deleteForGood, restoreDocument } from '../documents/trash.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { aWebhook, makeDue, PUBLIC_ALONE, recordedFor } from '../testing/webhook-kit.ts';
import { takeMessages } from '../webhooks/queue.ts';
import { patchWebhook } from '../webhooks/writes.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.webhook.deleteMany();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});

const inWorkspace = () => authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
const managing = (on: string) => authorize(db, { actor: admin, action: 'webhook.manage', on });
const organising = (on: string) => authorize(db, { actor: admin, action: 'document.organise', on });
const aHook = (events?: readonly EventName[], on = workspaceId) =>
  aWebhook(db, { actor: admin, workspaceId: on, ...(events && { events }) });
const aDocumentHere = () => aDocument(db, { actor: admin, workspaceId });
const told = async (webhookId?: string) => (await recordedFor(db, webhookId)).map(({ what }) => what);

async function take() {
  const instance = { actor: system('test'), action: 'instance.administer', on: 'instance' } as const;
  return takeMessages(await authorize(db, instance), 8);
}

/** Writes what a projector writes after somebody has. */
async function project(documentId: string, seq: number, version = 1): Promise<void> {
  const projection = {
    text: `${seq}`,
    outline: [],
    links: [],
    wanted: [],
    mentions: [],
    tasks: [],
    sources: [],
    decisions: [],
    files: [],
  };
  await postgresProjections(db.pool, { version }).write(documentId, { seq, projection });
}

test('HOOK-2 each event is told with ids and title, and nothing of who it was or what they wrote', async () => {
  const webhookId = await aHook();
  const { id } = await aDocumentHere();
  const parent = await aDocument(db, { actor: admin, workspaceId, title: 'Above' });
  await patchDocument(await organising(id), { patch: { title: 'Minutes' } });
  await patchDocument(await organising(id), { patch: { parentId: parent.id } });
  await project(id, 1);
  const history = await authorize(db, { actor: admin, action: 'document.history', on: id });
  const versionId = await nameVersion(history, { seq: 0, name: 'As agreed' });
  const comment = await authorize(db, { actor: admin, action: 'document.comment', on: id });
  const threadId = await startThread(comment, { quote: '', body: 'Really?' });
  const commentId = await reply(comment, { threadId, body: 'Yes.' });
  await settleThread(comment, { threadId, isResolved: true });
  await settleThread(comment, { threadId, isResolved: false });
  await trashDocument(await organising(id));
  const create = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  await restoreDocument(create, id);
  await trashDocument(await organising(id));
  await deleteForGood(await inWorkspace(), id);
  const about = (await recordedFor(db, webhookId)).filter(({ documentId }) => documentId === id);
  expect(about.map(({ what }) => what)).toEqual([
    'document.created',
    'document.renamed',
    'document.moved',
    'document.changed',
    'version.created',
    'comment.created',
    'comment.created',
    'comment.resolved',
    'document.trashed',
    'document.restored',
    'document.trashed',
    'document.deleted',
  ]);
  const ofDocuments = EVENTS.filter((event) => !event.startsWith('task.'));
  expect(new Set(about.map(({ what }) => what))).toEqual(new Set(ofDocuments));
  expect(about.map(({ title }) => title).slice(0, 2)).toEqual(['Agenda', 'Minutes']);
  expect(about[4]).toMatchObject({ versionId, threadId: null });
  expect(about[6]).toMatchObject({ threadId, commentId, versionId: null });
  expect(about[7]).toMatchObject({ threadId, commentId: null });
  expect(JSON.stringify(about)).not.toMatch(/Really|Yes\.|As agreed/);
  expect(JSON.stringify(about)).not.toContain(admin.personId);
});

test('HOOK-2 an event is stored with what it tells, or not at all, and told to those who want it', async () => {
  const all = await aHook();
  const trash = await aHook(['document.trashed']);
  const elsewhere = await aHook(EVENTS, (await aWorkspace(db, admin)).id);
  const off = await aHook();
  await patchWebhook(await managing(off), { isOn: false }, PUBLIC_ALONE);
  const { id } = await aDocumentHere();
  await expect(
    patchDocument(await organising(id), { patch: { title: 'Other', parentId: id } }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  await trashDocument(await organising(id));
  expect(await told(all)).toEqual(['document.created', 'document.trashed']);
  expect(await told(trash)).toEqual(['document.trashed']);
  expect(await told(elsewhere)).toEqual([]);
  expect(await told(off)).toEqual([]);
});

test('HOOK-2 a move into another workspace is told to both', async () => {
  const target = (await aWorkspace(db, admin)).id;
  const [from, to] = [await aHook(['document.moved']), await aHook(['document.moved'], target)];
  const { id } = await aDocumentHere();
  await moveToWorkspace(
    await authorize(db, { actor: admin, action: 'document.restrict', on: id }),
    await authorize(db, { actor: admin, action: 'document.create', on: target }),
  );
  expect([await told(from), await told(to)]).toEqual([['document.moved'], ['document.moved']]);
});

test('HOOK-3 of drafts, templates and what is restricted nothing is told, nor of what waits when it is', async () => {
  await aHook();
  const draft = await aDocument(db, { actor: admin, workspaceId, access: 'draft' });
  await aDocument(db, { actor: admin, workspaceId, isTemplate: true });
  await patchDocument(await organising(draft.id), { patch: { title: 'Secret' } });
  const comment = await authorize(db, { actor: admin, action: 'document.comment', on: draft.id });
  await startThread(comment, { quote: '', body: 'Really?' });
  await project(draft.id, 1);
  await trashDocument(await organising(draft.id));
  expect(await told()).toEqual([]);
  const { id } = await aDocumentHere();
  expect(await told()).toEqual(['document.created']);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: id }));
  expect(await take()).toEqual([]);
  expect(await told()).toEqual([]);
});

test('HOOK-4 a document that is written in is told of once in a minute, and no change is left untold', async () => {
  const webhookId = await aHook(['document.changed']);
  const { id } = await aDocumentHere();
  const before = Date.now();
  await project(id, 1);
  await project(id, 2);
  // The same text anew, by a newer projector, is no change.
  await project(id, 2, 2);
  const [change, ...more] = await recordedFor(db, webhookId);
  expect(more).toEqual([]);
  expect(Number(change?.dueAt)).toBeGreaterThan(before + 50_000);
  expect(await take()).toEqual([]);
  await makeDue(db);
  expect(await take()).toMatchObject([{ what: 'document.changed' }]);
  // It is on its way already, so whoever gets it may have read the text before this.
  await project(id, 3, 2);
  await project(id, 4, 2);
  expect(await told(webhookId)).toEqual(['document.changed', 'document.changed']);
});
