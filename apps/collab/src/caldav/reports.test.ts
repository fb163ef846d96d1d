import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { removeTasks } from '@plenum/editor/tasks/edit-tasks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  appPassword,
  aTaskList,
  CalendarProgram,
  changeList,
  SPACES,
  tasksOf,
  todo,
} from '../testing/calendar-program.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let on: string;
let list: string;
let phone: CalendarProgram;

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
  on = await aTaskList(server, { actor: admin, workspaceId });
  list = `/dav/lists/${on}/`;
  phone = await programOf(admin);
});

async function programOf(member: Member): Promise<CalendarProgram> {
  return new CalendarProgram(server, await appPassword(server, member));
}

const tasks = () => tasksOf(server, { actor: admin, on });
const put = (name: string, body: string, headers: Record<string, string> = {}) =>
  phone.ask('PUT', list + name, { body, headers: { 'Content-Type': 'text/calendar', ...headers } });

test('TASK-217 a program that has a token gets what has changed since, and nothing else', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  await put('two.ics', todo('two', 'SUMMARY:Beans'));
  const first = await phone.sync(list);
  expect(first.changed.sort()).toEqual(['one.ics', 'two.ics']);
  expect(await phone.sync(list, first.token)).toMatchObject({ changed: [], gone: [], token: first.token });
  await put('two.ics', todo('two', 'SUMMARY:Peas'));
  await put('three.ics', todo('three', 'SUMMARY:Corn'));
  const [one] = (await tasks()).filter(({ title }) => title === 'Rice');
  await changeList(server, { actor: admin, on, change: (doc) => removeTasks(doc, [one?.id ?? '']) });
  const reader = await programOf(await server.member(workspaceId, 'reader'));
  for (const program of [phone, reader]) {
    const second = await program.sync(list, first.token);
    expect(second.changed.sort()).toEqual(['three.ics', 'two.ics']);
    expect(second.gone).toEqual(['one.ics']);
    expect(await program.sync(list, second.token)).toMatchObject({ changed: [], gone: [] });
  }
  await phone.ask('DELETE', `${list}two.ics`);
  expect(await phone.sync(list, first.token)).toMatchObject({
    changed: ['three.ics'],
    gone: expect.arrayContaining(['one.ics', 'two.ics']),
  });
});

test('TASK-217 a token that was never given out, or leads nowhere, is refused', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const { token } = await phone.sync(list);
  const later = token.replace(/\d+$/, '99');
  await server.db.pool.query('UPDATE document SET epoch = gen_random_uuid() WHERE id = $1', [on]);
  for (const wrong of [token, later, 'urn:x', 'x'.repeat(1000)]) {
    const answer = await phone.sync(list, wrong);
    expect([answer.status, answer.text.includes('<d:valid-sync-token/>')]).toEqual([403, true]);
  }
});

test('TASK-218 tasks are asked for by their addresses, with what is not there', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice & <Beans>'));
  const ask = (hrefs: string[]) =>
    phone.report(
      list,
      `<c:calendar-multiget ${SPACES}><d:prop><d:getetag/><c:calendar-data/></d:prop>${hrefs.map((href) => `<d:href>${href}</d:href>`).join('')}</c:calendar-multiget>`,
    );
  const answer = await ask([
    `${list}one.ics`,
    `${list}none.ics`,
    `https://plenum.test${list}one.ics`,
    '/etc/passwd',
  ]);
  expect(answer.text.match(/SUMMARY:Rice &#38; &#60;Beans&#62;/g)).toHaveLength(2);
  expect(answer.text.match(/404 Not Found/g)).toHaveLength(2);
  expect((await ask(Array(1001).fill(`${list}one.ics`))).status).toBe(403);
});

test.each([
  ['all', '', ['done', 'due', 'plain']],
  ['those not done', '<c:prop-filter name="COMPLETED"><c:is-not-defined/></c:prop-filter>', ['due', 'plain']],
  [
    'those of a status',
    '<c:prop-filter name="STATUS"><c:text-match negate-condition="yes">completed</c:text-match></c:prop-filter>',
    ['due', 'plain'],
  ],
  [
    'those of a text',
    '<c:prop-filter name="SUMMARY"><c:text-match>PLA</c:text-match></c:prop-filter>',
    ['plain'],
  ],
  ['those with alarms', '<c:comp-filter name="VALARM"/>', ['due']],
  ['those of a day', '<c:time-range start="20261201T000000Z" end="20261202T000000Z"/>', ['due', 'plain']],
  ['those of another day', '<c:time-range start="20270101T000000Z" end="20270102T000000Z"/>', ['plain']],
])('TASK-219 a program asks for tasks by what they say: %s', async (_name, filter, names) => {
  await put(
    'done.ics',
    todo(
      'done',
      'SUMMARY:done',
      'STATUS:COMPLETED',
      'COMPLETED:20260101T000000Z',
      'CREATED:20260101T000000Z',
    ),
  );
  await put(
    'due.ics',
    todo(
      'due',
      'SUMMARY:due',
      'DUE:20261201T120000Z',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT5M',
      'END:VALARM',
    ),
  );
  await put('plain.ics', todo('plain', 'SUMMARY:plain', 'CREATED:20260101T000000Z'));
  const { text } = await phone.report(
    list,
    `<c:calendar-query ${SPACES}><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VTODO">${filter}</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`,
  );
  expect([...text.matchAll(/([a-z]+)\.ics/g)].map(([, name]) => name).sort()).toEqual(names);
});

test('TASK-219 events are asked for in vain', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const { status, text } = await phone.report(
    list,
    `<c:calendar-query ${SPACES}><d:prop/><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>`,
  );
  expect([status, text.includes('.ics')]).toEqual([207, false]);
});
