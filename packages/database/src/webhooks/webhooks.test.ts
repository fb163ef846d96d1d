import { createHmac } from 'node:crypto';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { EVENTS, type EventName, MOST_WAITING } from '@plenum/domain/webhooks/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { reply, settleThread, startThread } from '../comments/comments.ts';
import { nameVersion } from '../documents/history.ts';
import { moveToWorkspace } from '../documents/moving.ts';
import { restrictDocument } from '../documents/rules.ts';
import { deleteForGood, restoreDocument } from '../documents/trash.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { keepHouse } from '../housekeeping.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from '../workspaces/audit.ts';
import { readAllowedHosts } from './addresses.ts';
import { type Outcome, settleMessage, takeMessages } from './queue.ts';
import { getWebhook, listDeliveries, listWebhooks } from './reads.ts';
import { signaturesOf } from './signature.ts';
import { createWebhook, deleteWebhook, patchWebhook, renewSecret, sendTest } from './writes.ts';

const nobody = readAllowedHosts('');
const URL = 'https://example.org/hook';
const ARRIVED: Outcome = { arrived: true, status: 204 };
const REFUSED: Outcome = { arrived: false, failure: 'status', status: 500 };

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

const inWorkspace = (on = workspaceId) => authorize(db, { actor: admin, action: 'workspace.manage', on });
const managing = (on: string) => authorize(db, { actor: admin, action: 'webhook.manage', on });
const organising = (on: string) => authorize(db, { actor: admin, action: 'document.organise', on });
const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const take = async (limit = 8) => takeMessages(await instance(), limit);
const aDocumentHere = () => aDocument(db, { actor: admin, workspaceId });

async function aWebhook(events: readonly EventName[] = EVENTS, on = workspaceId): Promise<string> {
  const { webhook } = await createWebhook(await inWorkspace(on), { url: URL, events: [...events] }, nobody);
  return webhook.id;
}

/** What was put into the outbox, in its order. */
async function recorded(webhookId?: string) {
  return db.prisma.webhookDelivery.findMany({
    where: webhookId ? { webhookId } : {},
    orderBy: [{ createdAt: 'asc' }, { what: 'asc' }],
  });
}
const told = async (webhookId?: string) => (await recorded(webhookId)).map(({ what }) => what);

/** Writes what a projector writes after somebody has. */
async function project(documentId: string, seq: number, version = 1): Promise<void> {
  const projection = { text: `${seq}`, outline: [], links: [], mentions: [], tasks: [] };
  await postgresProjections(db.pool, { version }).write(documentId, { seq, projection });
}

const makeDue = () =>
  db.prisma.webhookDelivery.updateMany({ where: { dueAt: { not: null } }, data: { dueAt: new Date(0) } });

test('HOOK-2 each event is told with ids and title, and nothing of who it was or what they wrote', async () => {
  const webhookId = await aWebhook();
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
  const about = (await recorded(webhookId)).filter(({ documentId }) => documentId === id);
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
  expect(new Set(about.map(({ what }) => what))).toEqual(new Set(EVENTS));
  expect(about.map(({ title }) => title).slice(0, 2)).toEqual(['Agenda', 'Minutes']);
  expect(about[4]).toMatchObject({ versionId, threadId: null });
  expect(about[6]).toMatchObject({ threadId, commentId, versionId: null });
  expect(about[7]).toMatchObject({ threadId, commentId: null });
  expect(JSON.stringify(about)).not.toMatch(/Really|Yes\.|As agreed/);
  expect(JSON.stringify(about)).not.toContain(admin.personId);
});

test('HOOK-2 an event is stored with what it tells, or not at all, and told to those who want it', async () => {
  const all = await aWebhook();
  const trash = await aWebhook(['document.trashed']);
  const elsewhere = await aWebhook(EVENTS, (await aWorkspace(db, admin)).id);
  const off = await aWebhook();
  await patchWebhook(await managing(off), { isOn: false }, nobody);
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
  const [from, to] = [await aWebhook(['document.moved']), await aWebhook(['document.moved'], target)];
  const { id } = await aDocumentHere();
  await moveToWorkspace(
    await authorize(db, { actor: admin, action: 'document.restrict', on: id }),
    await authorize(db, { actor: admin, action: 'document.create', on: target }),
  );
  expect([await told(from), await told(to)]).toEqual([['document.moved'], ['document.moved']]);
});

test('HOOK-3 of drafts, templates and what is restricted nothing is told, nor of what waits when it is', async () => {
  await aWebhook();
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
  const webhookId = await aWebhook(['document.changed']);
  const { id } = await aDocumentHere();
  const before = Date.now();
  await project(id, 1);
  await project(id, 2);
  // The same text anew, by a newer projector, is no change.
  await project(id, 2, 2);
  const [change, ...more] = await recorded(webhookId);
  expect(more).toEqual([]);
  expect(Number(change?.dueAt)).toBeGreaterThan(before + 50_000);
  expect(await take()).toEqual([]);
  await makeDue();
  expect(await take()).toMatchObject([{ what: 'document.changed' }]);
  // It is on its way already, so whoever gets it may have read the text before this.
  await project(id, 3, 2);
  await project(id, 4, 2);
  expect(await told(webhookId)).toEqual(['document.changed', 'document.changed']);
});

test('HOOK-1 a workspace has ten webhooks at most, which are in its log and whose secrets are sealed and not shown again', async () => {
  const { webhook, secret } = await createWebhook(
    await inWorkspace(),
    { url: URL, events: ['document.created'] },
    nobody,
  );
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify([webhook, await listWebhooks(await inWorkspace())])).not.toContain(secret);
  const row = await db.prisma.webhook.findUniqueOrThrow({ where: { id: webhook.id } });
  expect(Buffer.from(row.secretSealed).toString('latin1')).not.toContain(secret.slice(6));
  for (let count = 1; count < 10; count++) await aWebhook();
  await expect(aWebhook()).rejects.toMatchObject({ code: 'conflict' });
  await patchWebhook(await managing(webhook.id), { events: ['document.moved'] }, nobody);
  await deleteWebhook(await managing(webhook.id));
  const log = (await listAudit(await inWorkspace(), { limit: 20 })).items.map(({ what }) => what);
  expect(log.slice(0, 3)).toEqual(['webhookDeleted', 'webhookChanged', 'webhookMade']);
  await expect(managing(webhook.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('HOOK-1 nobody but an admin of its workspace knows that a webhook is there', async () => {
  const webhookId = await aWebhook();
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const other = await aMember(db);
  await aWorkspace(db, other);
  for (const actor of [editor, other]) {
    const asked = authorize(db, { actor, action: 'webhook.manage', on: webhookId });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  }
  await db.prisma.workspace.update({ where: { id: workspaceId }, data: { deletedAt: new Date() } });
  await expect(managing(webhookId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(managing('no id')).rejects.toMatchObject({ code: 'not_found' });
});

test('HOOK-5 a message is signed with the secret, and for a day with the former one, too', async () => {
  const { webhook, secret } = await createWebhook(
    await inWorkspace(),
    { url: URL, events: ['document.created'] },
    nobody,
  );
  const newer = await renewSecret(await managing(webhook.id));
  await aDocumentHere();
  const [message] = await take();
  expect(message?.secrets).toEqual([newer, secret]);
  const signed = { id: 'msg', timestamp: 1_700_000_000, body: '{}' };
  const key = Buffer.from(secret.slice(6), 'base64');
  const expected = createHmac('sha256', key).update('msg.1700000000.{}').digest('base64');
  expect(signaturesOf(signed, [newer, secret]).split(' ')[1]).toBe(`v1,${expected}`);
  await db.prisma.webhook.updateMany({
    data: { formerUntil: new Date(Date.now() - 1), busyUntil: new Date(0) },
  });
  await makeDue();
  expect((await take())[0]).toMatchObject({ id: message?.id, body: message?.body, secrets: [newer] });
});

test('HOOK-5 the signature is that of the specification’s example', () => {
  // From the test vectors of Standard Webhooks' own libraries.
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signaturesOf(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('HOOK-10 of several nodes each takes other messages, one of a webhook at a time, and what a dead one had is sent again', async () => {
  const hooks = [await aWebhook(), await aWebhook(), await aWebhook()];
  await aDocumentHere();
  await aDocumentHere();
  const taken = (await Promise.all([take(2), take(2), take(2)])).flat();
  expect(taken.map(({ webhookId }) => webhookId).sort()).toEqual([...hooks].sort());
  expect(new Set(taken.map(({ id }) => id)).size).toBe(3);
  expect(await take()).toEqual([]);
  const [first] = taken;
  if (!first) throw new Error('nothing was taken');
  await settleMessage(await instance(), first, { outcome: ARRIVED, retryIn: 5_000 });
  expect(await take()).toMatchObject([{ webhookId: first.webhookId, attempts: 1 }]);
  // As if a minute had passed since the others were taken by nodes that are gone.
  await db.prisma.webhook.updateMany({ data: { busyUntil: new Date(0) } });
  await makeDue();
  const again = await take();
  expect(again).toHaveLength(3);
  const second = taken.find(({ webhookId }) => webhookId !== first.webhookId);
  await db.prisma.webhook.updateMany({ data: { busyUntil: new Date(0) } });
  await makeDue();
  const all = [...again, ...(await take()), ...(await take())];
  expect(all.find(({ id }) => id === second?.id)).toMatchObject({ body: second?.body });
});

test('HOOK-10 whichever webhook was served longest ago comes first', async () => {
  const [one, two] = [await aWebhook(), await aWebhook()];
  await aDocumentHere();
  await aDocumentHere();
  const order: string[] = [];
  for (let round = 0; round < 4; round++) {
    const [message] = await take(1);
    if (!message) break;
    order.push(message.webhookId);
    await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: 60_000 });
  }
  expect([order[0], order[1]].sort()).toEqual([one, two].sort());
  expect(order.slice(2)).toEqual(order.slice(0, 2));
});

test('HOOK-9 what has not arrived is due again later, and given up where it is to be', async () => {
  const webhookId = await aWebhook();
  await aDocumentHere();
  const [message] = await take();
  if (!message) throw new Error('nothing was taken');
  await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: 30_000 });
  const [waiting] = (await listDeliveries(await managing(webhookId), { limit: 1 })).items;
  expect(waiting).toMatchObject({ attempts: 1, status: 500, failure: 'status', deliveredAt: null });
  expect(Math.abs(Number(waiting?.dueAt) - Date.now() - 30_000)).toBeLessThan(10_000);
  expect((await getWebhook(await managing(webhookId))).failingSince).not.toBeNull();
  await makeDue();
  const [again] = await take();
  expect(again).toMatchObject({ id: message.id, body: message.body, attempts: 2 });
  await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: null });
  await makeDue();
  expect(await take()).toEqual([]);
  const [given] = (await listDeliveries(await managing(webhookId), { limit: 1 })).items;
  expect(given).toMatchObject({ dueAt: null, deliveredAt: null, failure: 'status' });
});

test('HOOK-9 where nothing arrives for three days, or the address is gone for good, a webhook is switched off', async () => {
  const failing = await aWebhook(['document.created']);
  const gone = await aWebhook(['document.trashed']);
  const { id } = await aDocumentHere();
  await aDocumentHere();
  const ago = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  const fail = async (outcome: Outcome) => {
    const [message] = await take(1);
    if (message) await settleMessage(await instance(), message, { outcome, retryIn: 1_000 });
  };
  await db.prisma.webhook.update({ where: { id: failing }, data: { failingSince: ago(2.9) } });
  await fail(REFUSED);
  expect((await getWebhook(await managing(failing))).state).toBe('on');
  await db.prisma.webhook.update({ where: { id: failing }, data: { failingSince: ago(3.1) } });
  await fail(REFUSED);
  expect((await getWebhook(await managing(failing))).state).toBe('failed');
  expect((await recorded(failing)).filter(({ dueAt }) => dueAt !== null)).toEqual([]);
  await aDocumentHere();
  expect(await told(failing)).toHaveLength(2);
  await patchWebhook(await managing(failing), { isOn: true }, nobody);
  expect(await getWebhook(await managing(failing))).toMatchObject({ state: 'on', failingSince: null });
  await trashDocument(await organising(id));
  await fail({ arrived: false, failure: 'status', status: 410 });
  expect((await getWebhook(await managing(gone))).state).toBe('failed');
});

test('HOOK-9 one message that arrives ends the count of days', async () => {
  const webhookId = await aWebhook();
  await aDocumentHere();
  await db.prisma.webhook.update({ where: { id: webhookId }, data: { failingSince: new Date(0) } });
  const [message] = await take();
  if (message) await settleMessage(await instance(), message, { outcome: ARRIVED, retryIn: 1_000 });
  expect(await getWebhook(await managing(webhookId))).toMatchObject({ state: 'on', failingSince: null });
  const [delivery] = (await listDeliveries(await managing(webhookId), { limit: 1 })).items;
  expect(delivery).toMatchObject({ status: 204, failure: null, dueAt: null });
  expect(delivery?.deliveredAt).toBeInstanceOf(Date);
});

test('HOOK-11 as much as may wait for a webhook waits, not more, and is kept for a week', async () => {
  const webhookId = await aWebhook();
  const other = await aWebhook();
  const rows = Array.from({ length: MOST_WAITING - 1 }, () => ({
    webhookId,
    what: 'document.renamed',
    dueAt: new Date(Date.now() + 1e6),
  }));
  await db.prisma.webhookDelivery.createMany({ data: rows });
  await aDocumentHere();
  await aDocumentHere();
  expect(await recorded(webhookId)).toHaveLength(MOST_WAITING);
  expect(await recorded(other)).toHaveLength(2);
  await db.prisma.webhookDelivery.updateMany({
    where: { webhookId },
    data: { createdAt: new Date(Date.now() - 7.1 * 24 * 60 * 60 * 1000) },
  });
  await keepHouse(await instance());
  expect(await recorded(webhookId)).toEqual([]);
  expect(await recorded(other)).toHaveLength(2);
});

test('HOOK-13 a test is sent once, while the one before is not on its way, and never to what is switched off', async () => {
  const webhookId = await aWebhook(['document.trashed']);
  const id = await sendTest(await managing(webhookId));
  await expect(sendTest(await managing(webhookId))).rejects.toMatchObject({ code: 'conflict' });
  const [message] = await take();
  expect(message).toMatchObject({ id, what: 'webhook.test' });
  expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { workspaceId } });
  if (message) await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: 5_000 });
  expect((await recorded(webhookId))[0]?.dueAt).toBeNull();
  await sendTest(await managing(webhookId));
  await patchWebhook(await managing(webhookId), { isOn: false }, nobody);
  expect(await take()).toEqual([]);
  await expect(sendTest(await managing(webhookId))).rejects.toMatchObject({ code: 'conflict' });
});

test('HOOK-13 what was sent is read a page at a time, the latest first', async () => {
  const webhookId = await aWebhook(['document.created']);
  for (let count = 0; count < 3; count++) await aDocumentHere();
  const first = await listDeliveries(await managing(webhookId), { limit: 2 });
  const rest = await listDeliveries(await managing(webhookId), { limit: 2, cursor: first.next ?? '' });
  const ids = [...first.items, ...rest.items].map(({ id }) => id);
  expect(ids).toEqual((await recorded(webhookId)).map(({ id }) => id).reverse());
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
});
