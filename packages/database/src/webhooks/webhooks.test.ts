import { createHmac } from 'node:crypto';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { type EventName, MOST_WAITING } from '@plenum/domain/webhooks/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { trashDocument } from '../documents/writes.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { aWebhook, HOOK_URL, makeDue, PUBLIC_ALONE, recordedFor } from '../testing/webhook-kit.ts';
import { listAudit } from '../workspaces/audit.ts';
import { type Outcome, settleMessage, takeMessages } from './queue.ts';
import { getWebhook, listDeliveries, listWebhooks } from './reads.ts';
import { signaturesOf } from './signature.ts';
import { createWebhook, deleteWebhook, patchWebhook, renewSecret, sendTest } from './writes.ts';

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
const aHook = (events?: readonly EventName[], on = workspaceId) =>
  aWebhook(db, { actor: admin, workspaceId: on, ...(events && { events }) });
const aDocumentHere = (columns: { kind?: 'wiki'; parentId?: string } = {}) =>
  aDocument(db, { actor: admin, workspaceId, ...columns });

const told = async (webhookId?: string) => (await recordedFor(db, webhookId)).map(({ what }) => what);

test('HOOK-1 a workspace has ten webhooks at most, which are in its log and whose secrets are sealed and not shown again', async () => {
  const { webhook, secret } = await createWebhook(
    await inWorkspace(),
    { url: HOOK_URL, events: ['document.created'] },
    PUBLIC_ALONE,
  );
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify([webhook, await listWebhooks(await inWorkspace())])).not.toContain(secret);
  const row = await db.prisma.webhook.findUniqueOrThrow({ where: { id: webhook.id } });
  expect(Buffer.from(row.secretSealed).toString('latin1')).not.toContain(secret.slice(6));
  for (let count = 1; count < 10; count++) await aHook();
  await expect(aHook()).rejects.toMatchObject({ code: 'conflict' });
  await patchWebhook(await managing(webhook.id), { events: ['document.moved'] }, PUBLIC_ALONE);
  await deleteWebhook(await managing(webhook.id));
  const log = (await listAudit(await inWorkspace(), { limit: 20 })).items.map(({ what }) => what);
  expect(log.slice(0, 3)).toEqual(['webhookDeleted', 'webhookChanged', 'webhookMade']);
  await expect(managing(webhook.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('HOOK-1 nobody but an admin of its workspace knows that a webhook is there', async () => {
  const webhookId = await aHook();
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
    { url: HOOK_URL, events: ['document.created'] },
    PUBLIC_ALONE,
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
  await makeDue(db);
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
  const hooks = [await aHook(), await aHook(), await aHook()];
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
  await makeDue(db);
  const again = await take();
  expect(again).toHaveLength(3);
  const second = taken.find(({ webhookId }) => webhookId !== first.webhookId);
  await db.prisma.webhook.updateMany({ data: { busyUntil: new Date(0) } });
  await makeDue(db);
  const all = [...again, ...(await take()), ...(await take())];
  expect(all.find(({ id }) => id === second?.id)).toMatchObject({ body: second?.body });
});

test('HOOK-10 whichever webhook was served longest ago comes first', async () => {
  const [one, two] = [await aHook(), await aHook()];
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
  const webhookId = await aHook();
  await aDocumentHere();
  const [message] = await take();
  if (!message) throw new Error('nothing was taken');
  await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: 30_000 });
  const [waiting] = (await listDeliveries(await managing(webhookId), { limit: 1 })).items;
  expect(waiting).toMatchObject({ attempts: 1, status: 500, failure: 'status', deliveredAt: null });
  expect(Math.abs(Number(waiting?.dueAt) - Date.now() - 30_000)).toBeLessThan(10_000);
  expect((await getWebhook(await managing(webhookId))).failingSince).not.toBeNull();
  await makeDue(db);
  const [again] = await take();
  expect(again).toMatchObject({ id: message.id, body: message.body, attempts: 2 });
  await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: null });
  await makeDue(db);
  expect(await take()).toEqual([]);
  const [given] = (await listDeliveries(await managing(webhookId), { limit: 1 })).items;
  expect(given).toMatchObject({ dueAt: null, deliveredAt: null, failure: 'status' });
});

test('HOOK-9 where nothing arrives for three days, or the address is gone for good, a webhook is switched off', async () => {
  const failing = await aHook(['document.created']);
  const gone = await aHook(['document.trashed']);
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
  expect((await recordedFor(db, failing)).filter(({ dueAt }) => dueAt !== null)).toEqual([]);
  await aDocumentHere();
  expect(await told(failing)).toHaveLength(2);
  await patchWebhook(await managing(failing), { isOn: true }, PUBLIC_ALONE);
  expect(await getWebhook(await managing(failing))).toMatchObject({ state: 'on', failingSince: null });
  await trashDocument(await organising(id));
  await fail({ arrived: false, failure: 'status', status: 410 });
  expect((await getWebhook(await managing(gone))).state).toBe('failed');
});

test('HOOK-9 one message that arrives ends the count of days', async () => {
  const webhookId = await aHook();
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
  const webhookId = await aHook();
  const other = await aHook();
  const rows = Array.from({ length: MOST_WAITING - 1 }, () => ({
    webhookId,
    what: 'document.renamed',
    dueAt: new Date(Date.now() + 1e6),
  }));
  await db.prisma.webhookDelivery.createMany({ data: rows });
  await aDocumentHere();
  await aDocumentHere();
  expect(await recordedFor(db, webhookId)).toHaveLength(MOST_WAITING);
  expect(await recordedFor(db, other)).toHaveLength(2);
  // Nor do more wait where one change concerns many documents.
  const branch = await aDocumentHere({ kind: 'wiki' });
  await aDocumentHere({ kind: 'wiki', parentId: branch.id });
  await db.prisma.webhookDelivery.deleteMany({ where: { webhookId, documentId: { not: null } } });
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: branch.id }));
  expect(await recordedFor(db, webhookId)).toHaveLength(MOST_WAITING);
  expect(await recordedFor(db, other)).toHaveLength(6);
  await db.prisma.webhookDelivery.updateMany({
    where: { webhookId },
    data: { createdAt: new Date(Date.now() - 7.1 * 24 * 60 * 60 * 1000) },
  });
  await keepHouse(await instance());
  expect(await recordedFor(db, webhookId)).toEqual([]);
  expect(await recordedFor(db, other)).toHaveLength(6);
});

test('HOOK-13 a test is sent once, while the one before is not on its way, and never to what is switched off', async () => {
  const webhookId = await aHook(['document.trashed']);
  const id = await sendTest(await managing(webhookId));
  await expect(sendTest(await managing(webhookId))).rejects.toMatchObject({ code: 'conflict' });
  const [message] = await take();
  expect(message).toMatchObject({ id, what: 'webhook.test' });
  expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { workspaceId } });
  if (message) await settleMessage(await instance(), message, { outcome: REFUSED, retryIn: 5_000 });
  expect((await recordedFor(db, webhookId))[0]?.dueAt).toBeNull();
  await sendTest(await managing(webhookId));
  await patchWebhook(await managing(webhookId), { isOn: false }, PUBLIC_ALONE);
  expect(await take()).toEqual([]);
  await expect(sendTest(await managing(webhookId))).rejects.toMatchObject({ code: 'conflict' });
});

test('HOOK-13 what was sent is read a page at a time, the latest first', async () => {
  const webhookId = await aHook(['document.created']);
  for (let count = 0; count < 3; count++) await aDocumentHere();
  const first = await listDeliveries(await managing(webhookId), { limit: 2 });
  const rest = await listDeliveries(await managing(webhookId), { limit: 2, cursor: first.next ?? '' });
  const ids = [...first.items, ...rest.items].map(({ id }) => id);
  expect(ids).toEqual((await recordedFor(db, webhookId)).map(({ id }) => id).reverse());
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
});
