import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { asInstance, readAll, type SaidTasks, unreadOf, writeTasksOf } from '../testing/task-notices-kit.ts';
import { remindOfTasks } from './reminders.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let db: Database;
let admin: Member;
let mira: Member;
let workspaceId: string;
let list: DocumentId;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  mira = await aMember(db, { workspaceId, role: 'editor' });
  list = (await aDocument(db, { actor: admin, workspaceId, title: 'Camp' })).id;
});

/** By mira herself, who is thereby not told that she has got them. */
const write = (tasks: SaidTasks, ago = 2 * HOUR) =>
  writeTasksOf(db, { documentId: list, author: mira, tasks, ago });
const remind = async () => remindOfTasks(await asInstance(db));
const told = async (member: Member) =>
  (await unreadOf(db, member)).map(({ kind, task, reminder }) => `${kind} ${task?.title} ${reminder}`);
/** A time in so many minutes, as tasks have it. */
const inMinutes = (minutes: number) =>
  `${new Date(Date.now() + minutes * MINUTE).toISOString().slice(0, 16)}[UTC]`;
const livesIn = (member: Member, timeZone: string) =>
  db.prisma.inboxMail.create({
    data: {
      ...{ personId: member.personId, language: 'en', tellsTitles: false, hour: 7, timeZone },
      addressSealed: new Uint8Array([1]),
      tokenHash: new TextEncoder().encode(member.personId),
      tokenSealed: new Uint8Array([2]),
    },
  });

test('TASK-630 whoever has a task, also through a group, is reminded of it at the minute that its reminders say, once for each', async () => {
  const rosa = await aMember(db, { workspaceId, role: 'reader' });
  const group = await aGroup(db, [rosa]);
  const rice = { blockId: 'rice', people: [mira.personId], groups: [group.id] };
  await write([{ ...rice, due: inMinutes(59), reminders: [10, 60, 1440] }]);
  await remind();
  expect([await told(mira), await told(admin)]).toEqual([['due rice 60'], []]);
  expect(await told(rosa)).toContain('due rice 60');
  await readAll(db, mira);
  await remind();
  expect(await told(mira)).toEqual([]);
  await write([{ ...rice, due: inMinutes(9), reminders: [10, 60, 1440] }]);
  await remind();
  expect(await told(mira)).toEqual(['due rice 10']);
  await readAll(db, mira);
  await write([{ ...rice, due: inMinutes(9), reminders: [10, 60, 1440], text: 'Rice and beans' }]);
  await remind();
  expect(await told(mira)).toEqual([]);
});

test('TASK-632 nobody is reminded of what is done, of a time before the task was due then, or of what lies longer ago than a day', async () => {
  const people = [mira.personId];
  await write([
    { blockId: 'done', people, due: inMinutes(-1), reminders: [0], isDone: true },
    { blockId: 'no reminder', people, due: inMinutes(-1) },
    { blockId: 'later', people, due: inMinutes(61), reminders: [60] },
  ]);
  await remind();
  await write([{ blockId: 'given too late', people, due: inMinutes(30), reminders: [60] }], 20 * MINUTE);
  await remind();
  await write([{ blockId: 'long ago', people, due: inMinutes(-25 * 60), reminders: [0] }], 48 * HOUR);
  await remind();
  expect(await told(mira)).toEqual([]);
  await write([{ blockId: 'missed tonight', people, due: inMinutes(-23 * 60), reminders: [0] }], 48 * HOUR);
  await remind();
  expect(await told(mira)).toEqual(['due missed tonight 0']);
});

test('TASK-632 nobody is reminded of what they may not read, also when they may later, nor of what lies in the trash', async () => {
  const rice = { blockId: 'rice', people: [mira.personId], due: inMinutes(-1), reminders: [0] };
  await write([rice]);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: list }));
  await remind();
  expect(await db.prisma.inboxEntry.count({ where: { personId: mira.personId } })).toBe(0);
  await db.prisma.document.update({ where: { id: list }, data: { scopeId: null } });
  await remind();
  expect(await told(mira)).toEqual([]);
  await db.prisma.document.update({ where: { id: list }, data: { deletedAt: new Date() } });
  await db.prisma.taskReminder.updateMany({ data: { nextAt: new Date(0), toldUntil: new Date(0) } });
  await remind();
  await db.prisma.document.update({ where: { id: list }, data: { deletedAt: null } });
  expect(await told(mira)).toEqual([]);
});

test('TASK-633 a task of a day is due at nine in the morning of whoever has it', async () => {
  await livesIn(mira, 'Pacific/Kiritimati');
  await livesIn(admin, 'Pacific/Pago_Pago');
  const day = new Date(Date.now() + 3 * 24 * HOUR).toISOString().slice(0, 10);
  const before = (nine: string) => Math.ceil((Date.parse(`${day}T${nine}`) - Date.now()) / MINUTE) + 1;
  const rice = { blockId: 'rice', people: [mira.personId, admin.personId], due: day };
  await write([{ ...rice, reminders: [before('09:00+14:00')] }]);
  await remind();
  expect((await told(mira)).map((entry) => entry.split(' ').slice(0, 2).join(' '))).toEqual(['due rice']);
  expect((await told(admin)).filter((entry) => entry.startsWith('due'))).toEqual([]);
  const [left] = await db.prisma.taskReminder.findMany({ where: { documentId: list } });
  expect(Number(left?.nextAt) - Date.now()).toBeLessThanOrEqual(15 * MINUTE);
  await readAll(db, mira);
  await db.prisma.taskReminder.updateMany({ data: { nextAt: new Date() } });
  await remind();
  expect(await told(mira)).toEqual([]);
  await write([{ ...rice, reminders: [before('09:00-11:00')] }]);
  await remind();
  expect((await told(admin)).filter((entry) => entry.startsWith('due'))).toHaveLength(1);
  expect(await told(mira)).toEqual([]);
});

test('TASK-634 several nodes remind once, and one that ends in between leaves it to the next round', async () => {
  await write([{ blockId: 'rice', people: [mira.personId], due: inMinutes(-1), reminders: [0] }]);
  await db.pool.query(
    `CREATE FUNCTION fails() RETURNS trigger AS $$ BEGIN RAISE 'no more space'; END $$ LANGUAGE plpgsql;
     CREATE TRIGGER fails BEFORE INSERT ON inbox_entry FOR EACH ROW EXECUTE FUNCTION fails();`,
  );
  await expect(remind()).rejects.toThrow('no more space');
  await db.pool.query('DROP TRIGGER fails ON inbox_entry; DROP FUNCTION fails;');
  await Promise.all([remind(), remind(), remind()]);
  expect(await told(mira)).toEqual(['due rice 0']);
  await readAll(db, mira);
  await Promise.all([remind(), remind()]);
  expect(await told(mira)).toEqual([]);
  expect(await db.prisma.taskReminder.count({ where: { nextAt: { not: null } } })).toBe(
    await db.prisma.taskReminder.count({ where: { nextAt: { gt: new Date() } } }),
  );
});

test('TASK-634 a round looks at what has come alone, by an index', async () => {
  const tasks = Array.from({ length: 500 }, (_, at) => ({
    blockId: `t${at}`,
    people: [mira.personId],
    due: inMinutes(600 + at),
    reminders: [0, 10],
  }));
  await write([...tasks, { blockId: 'rice', people: [mira.personId], due: inMinutes(-1), reminders: [0] }]);
  await db.pool.query('ANALYZE task_reminder');
  const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN SELECT 1 FROM task_reminder WHERE next_at <= now() ORDER BY next_at LIMIT 1000',
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('task_reminder_next_at_idx');
  const before = new Date();
  await remind();
  expect(
    await db.prisma.taskReminder.count({ where: { documentId: list, toldUntil: { gte: before } } }),
  ).toBe(1);
});

/** How often a step of a plan, or one below it, read who is in workspaces. */
function askedIn(step: Step): number {
  const own = step['Relation Name'] === 'membership' ? step['Actual Loops'] : 0;
  return (step.Plans ?? []).reduce((sum, part) => sum + askedIn(part), own);
}
function isReminding(query: unknown): query is { text: string; values: unknown[] } {
  return (
    typeof query === 'object' && query !== null && 'text' in query && /task_reminder/.test(`${query.text}`)
  );
}
interface Step {
  'Relation Name'?: string;
  'Actual Loops': number;
  Plans?: Step[];
}

test('TASK-701 of hundreds of tasks of one document that are due at once, what each may read is asked once, by one query', async () => {
  const tasks = Array.from({ length: 300 }, (_, at) => ({
    ...{ blockId: `t${at}`, people: [mira.personId, admin.personId], due: inMinutes(-1), reminders: [0] },
  }));
  await write(tasks);
  const queries = vi.spyOn(db.pool, 'query');
  await remind();
  const asked: unknown[] = queries.mock.calls.map(([query]) => query);
  queries.mockRestore();
  const [query, ...more] = asked.filter(isReminding);
  expect(more).toEqual([]);
  expect(await told(mira)).toHaveLength(1);
  await db.prisma.taskReminder.updateMany({ data: { nextAt: new Date(0), toldUntil: new Date(0) } });
  const { rows } = await db.pool.query<{ 'QUERY PLAN': [{ Plan: Step }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${query?.text}`,
    query?.values,
  );
  const [{ Plan }] = rows[0]?.['QUERY PLAN'] ?? [{ Plan: { 'Actual Loops': Number.NaN } }];
  const loops = askedIn(Plan);
  expect(loops).toBeGreaterThan(0);
  // Once for each of two people, however often a plan looks into that table for it: not six hundred times.
  expect(loops).toBeLessThan(50);
});
