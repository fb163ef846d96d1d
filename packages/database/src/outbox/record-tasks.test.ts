import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { EVENTS } from '@plenum/domain/webhooks/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { asInstance, type SaidTasks, writeTasksOf } from '../testing/task-notices-kit.ts';
import { aWebhook, makeDue } from '../testing/webhook-kit.ts';
import { takeMessages } from '../webhooks/queue.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
let list: DocumentId;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.webhook.deleteMany();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  list = (await aDocument(db, { actor: admin, workspaceId, kind: 'tasks', title: 'Camp' })).id;
});

const aHook = (events = EVENTS.filter((event) => event.startsWith('task.')), on = workspaceId) =>
  aWebhook(db, { actor: admin, workspaceId: on, events });
const write = (tasks: SaidTasks, documentId = list, ago = 0) =>
  writeTasksOf(db, { documentId, author: admin, tasks, ago });

/** What was recorded since the last time, by task. */
async function told(): Promise<string[]> {
  const rows = await db.prisma.webhookDelivery.findMany();
  await db.prisma.webhookDelivery.deleteMany();
  return rows.map(({ what, taskId }) => `${what} ${taskId}`).toSorted();
}

test('TASK-650 what happens to tasks is told: made, given, due at another time, done, opened again and deleted', async () => {
  await aHook();
  const due = '2026-12-01';
  const people = [admin.personId];
  await write([{ blockId: 'rice' }, { blockId: 'beans', people, due }]);
  expect(await told()).toEqual(['task.assigned beans', 'task.created beans', 'task.created rice']);
  await write([
    { blockId: 'rice', text: 'Another title' },
    { blockId: 'beans', people, due },
  ]);
  expect(await told()).toEqual([]);
  await write([
    { blockId: 'rice', people },
    { blockId: 'beans', people, due: '2026-12-02' },
  ]);
  expect(await told()).toEqual(['task.assigned rice', 'task.rescheduled beans']);
  const doneAt = '2026-11-29T12:00:00.000Z';
  const rice = { blockId: 'rice', people, isDone: true, doneAt };
  await write([rice, { blockId: 'beans', people }]);
  expect(await told()).toEqual(['task.done rice', 'task.rescheduled beans']);
  await write([{ ...rice, isDone: false }]);
  expect(await told()).toEqual(['task.deleted beans', 'task.reopened rice']);
  // One that comes again is done, and stays open for its next day.
  await write([{ ...rice, isDone: false, doneAt: '2026-11-30T12:00:00.000Z', due }]);
  expect(await told()).toEqual(['task.done rice', 'task.rescheduled rice']);
});

test('TASK-650 a message names the task by its id, with list and workspace, and nothing of its text or of who has it', async () => {
  await aHook();
  await write([{ blockId: 'rice', text: 'Secret rice', people: [admin.personId] }]);
  await makeDue(db);
  const messages = await takeMessages(await asInstance(db), 8);
  const url = `${db.publicUrl}/d/${list}`;
  const data = { workspaceId, documentId: list, title: 'Camp', url, taskId: 'rice' };
  expect(messages.map(({ body }) => JSON.parse(body).data)).toEqual([data]);
  const stored = await db.prisma.webhookDelivery.findMany({ where: { documentId: list } });
  expect(stored).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toMatch(/Secret/);
  expect(JSON.stringify(stored)).not.toContain(admin.personId);
});

test('TASK-651 it is told to those who want it, and not of what not everybody may read, of templates, and of what is restored or read anew', async () => {
  await aHook(['task.done']);
  await aHook(undefined, (await aWorkspace(db, admin)).id);
  await write([{ blockId: 'rice' }]);
  expect(await told()).toEqual([]);
  await db.prisma.webhook.deleteMany();
  await aHook();
  const template = await aDocument(db, { actor: admin, workspaceId, isTemplate: true });
  await write([{ blockId: 'rice' }], template.id);
  const old = await aDocument(db, { actor: admin, workspaceId });
  await write([{ blockId: 'rice' }], old.id, 60 * 60_000);
  const { seq } = await db.prisma.documentProjection.findUniqueOrThrow({ where: { documentId: list } });
  await postgresProjections(db.pool, { version: 2 }).write(list, { seq, projection: NOTHING });
  const closed = await aDocument(db, { actor: admin, workspaceId });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: closed.id }));
  await write([{ blockId: 'rice' }], closed.id);
  expect(await told()).toEqual([]);
});

test('TASK-702 of one document a hundred messages about tasks wait at most, and keep nothing else from a webhook', async () => {
  const id = await aHook([...EVENTS]);
  const waiting = () => db.prisma.webhookDelivery.count({ where: { webhookId: id, taskId: { not: null } } });
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ blockId: `t${at}` }));
  await write(many(90));
  expect(await waiting()).toBe(90);
  await write(many(1_100));
  expect(await waiting()).toBe(100);
  const other = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks' });
  await write([{ blockId: 'rice' }], other.id);
  const of = { webhookId: id, documentId: other.id };
  const told = await db.prisma.webhookDelivery.findMany({ where: of, select: { what: true } });
  expect(told.map(({ what }) => what).toSorted()).toEqual([
    'document.changed',
    'document.created',
    'task.created',
  ]);
  await db.prisma.webhookDelivery.updateMany({ where: { documentId: list }, data: { dueAt: null } });
  await write([]);
  expect(await waiting()).toBe(201);
});

test('TASK-702 where more messages about tasks of a document wait already, nothing is added, and the projection is kept', async () => {
  const webhookId = await aHook();
  const before = Array.from({ length: 300 }, (_, at) => ({
    ...{ webhookId, what: 'task.done', documentId: list, taskId: `t${at}` },
    dueAt: new Date(Date.now() + 60_000),
  }));
  await db.prisma.webhookDelivery.createMany({ data: before });
  await write([{ blockId: 'rice' }]);
  expect(await db.prisma.taskItem.count({ where: { documentId: list } })).toBe(1);
  expect(await db.prisma.webhookDelivery.count({ where: { webhookId } })).toBe(300);
});

test('TASK-651 a thousand messages wait at most, and are stored with what they tell or not at all', async () => {
  const id = await aHook();
  const before = Array.from({ length: 980 }, () => ({
    ...{ webhookId: id, what: 'task.done', documentId: null, dueAt: new Date(Date.now() + 60_000) },
  }));
  await db.prisma.webhookDelivery.createMany({ data: before });
  await write(Array.from({ length: 1_100 }, (_, at) => ({ blockId: `t${at}` })));
  expect(await db.prisma.webhookDelivery.count({ where: { webhookId: id } })).toBe(1_000);
  await db.prisma.webhookDelivery.deleteMany();
  await db.pool.query('ALTER TABLE webhook_delivery ADD CONSTRAINT "full" CHECK (false) NOT VALID');
  await expect(write([{ blockId: 'rice' }])).rejects.toThrow();
  await db.pool.query('ALTER TABLE webhook_delivery DROP CONSTRAINT "full"');
  expect(await db.prisma.taskItem.count({ where: { documentId: list } })).toBe(1_100);
});
