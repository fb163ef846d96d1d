import { aMember } from '@plenum/database/testing/factories';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { addTasks } from '@plenum/editor/tasks/edit-tasks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appPassword, aTaskList, CalendarProgram, changeList, tasksOf } from '../testing/calendar-program.ts';
import { aListShowing, boxesOf, RICE, someMinutes, tickBox } from '../testing/minutes.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let minutes: string;
let list: string;
let phone: CalendarProgram;
/** The address of the first task of the minutes. */
let address: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  ({ admin, workspaceId } = await server.place());
  minutes = await someMinutes(server, { actor: admin, workspaceId });
  const on = await aListShowing(server, { actor: admin, workspaceId, shown: minutes });
  list = `/dav/lists/${on}/`;
  address = `${list}${RICE}.${minutes}.ics`;
  phone = await programOf(admin);
});

async function programOf(member: Member): Promise<CalendarProgram> {
  return new CalendarProgram(server, await appPassword(server, member));
}

const boxes = () => boxesOf(server, { actor: admin, on: minutes });
const fetched = async () => phone.ask('GET', address);
const put = (body: string, headers: Record<string, string> = {}) =>
  phone.ask('PUT', address, { body, headers: { 'Content-Type': 'text/calendar', ...headers } });
const done = (text: string) => text.replace(/STATUS:[A-Z-]+/, 'STATUS:COMPLETED');

test('TASK-56 the tasks of minutes that a list shows are in its calendar, and what is ticked in one is ticked in the other', async () => {
  const answer = await fetched();
  expect(answer.text).toContain('SUMMARY:Buy rice');
  expect(answer.text).toContain('Plenum in May');
  expect((await put(done(answer.text), { 'If-Match': answer.headers.get('ETag') ?? '' })).status).toBe(204);
  expect(await boxes()).toEqual([true, false]);
  const before = await phone.sync(list);
  await tickBox(server, { actor: admin, on: minutes, taskId: RICE, isDone: false });
  expect((await fetched()).text).toContain('STATUS:NEEDS-ACTION');
  const after = await phone.sync(list, before.token);
  expect([after.status, after.text.includes('<d:valid-sync-token/>')]).toEqual([403, true]);
  expect((await phone.sync(list)).token).not.toBe(before.token);
});

test('TASK-56 what has not changed is not sent again, and what a list has itself comes as ever', async () => {
  const first = await phone.sync(list);
  expect(first.changed).toHaveLength(3);
  expect(await phone.sync(list, first.token)).toMatchObject({ changed: [], gone: [], token: first.token });
  await changeList(server, {
    actor: admin,
    on: list.split('/')[3] ?? '',
    change: (doc) => addTasks(doc, [{ title: 'Sweep', position: 'a1' }]),
  });
  expect((await phone.sync(list, first.token)).changed).toHaveLength(1);
});

test('TASK-57 a program changes nothing else of them, and does not delete them', async () => {
  const { text, headers } = await fetched();
  expect((await put(text.replace('SUMMARY:Buy rice', 'SUMMARY:Buy beans'))).status).toBe(403);
  expect((await phone.ask('DELETE', address)).status).toBe(403);
  expect((await put(done(text), { 'If-Match': '"other"' })).status).toBe(412);
  expect((await put(text, { 'If-Match': headers.get('ETag') ?? '' })).status).toBe(204);
  const gone = address.replace(RICE, '0192f000-0000-4000-8000-00000000000f');
  const body = done(text).replace(/UID:.*/, 'UID:0192f000-0000-4000-8000-00000000000f');
  expect((await phone.ask('PUT', gone, { body, headers: { 'Content-Type': 'text/calendar' } })).status).toBe(
    403,
  );
  expect(await boxes()).toEqual([false, false]);
  expect((await phone.sync(list)).changed).toHaveLength(3);
});

test('TASK-729 a task of another list that comes again has no rule here, as programs move its days to tick it, and is ticked in its list', async () => {
  const other = await aTaskList(server, { actor: admin, workspaceId });
  const repeat = { rule: 'FREQ=WEEKLY', afterDone: false };
  const [id] = await changeList(server, {
    ...{ actor: admin, on: other },
    change: (doc) => addTasks(doc, [{ title: 'Sweep', position: 'a0', due: '2026-12-04', repeat }]),
  });
  const on = await aListShowing(server, { actor: admin, workspaceId, shown: other });
  address = `/dav/lists/${on}/${id}.${other}.ics`;
  const { text } = await fetched();
  expect(text).toContain('SUMMARY:Sweep');
  expect(text).not.toContain('RRULE');
  expect((await put(done(text))).status).toBe(204);
  const tasks = await tasksOf(server, { actor: admin, on: other });
  expect(tasks).toMatchObject([{ due: '2026-12-11', isDone: false, repeat }]);
});

test('TASK-57 whoever may only read the minutes sees them and ticks nothing', async () => {
  const { text } = await fetched();
  phone = await programOf(await aMember(server.db, { workspaceId, role: 'reader' }));
  expect((await fetched()).text).toBe(text);
  expect((await put(done(text))).status).toBe(403);
  expect(await boxes()).toEqual([false, false]);
});
