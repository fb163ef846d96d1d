import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { addTasks, changeTask } from '@plenum/editor/tasks/edit-tasks';
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
const etagOf = async (name: string) => (await phone.ask('GET', list + name)).headers.get('ETag') ?? '';

test('TASK-210 a program finds the lists from the well-known address on', async () => {
  const found = await phone.ask('PROPFIND', '/.well-known/caldav');
  expect([found.status, found.headers.get('Location')]).toEqual([301, '/dav/']);
  const root = await phone.propfind('/dav/', { names: ['d:current-user-principal'] });
  expect(root.status).toBe(207);
  const principal = `/dav/people/${phone.username}/`;
  expect(root.text).toContain(`<d:current-user-principal><d:href>${principal}</d:href>`);
  const person = await phone.propfind(principal, { names: ['c:calendar-home-set', 'd:displayname'] });
  expect(person.text).toContain('<c:calendar-home-set><d:href>/dav/lists/</d:href>');
  const home = await phone.propfind('/dav/lists/', {
    names: [
      'd:resourcetype',
      'd:displayname',
      'c:supported-calendar-component-set',
      's:getctag',
      'd:sync-token',
    ],
    depth: '1',
  });
  expect(home.text).toContain(`<d:href>${list}</d:href>`);
  expect(home.text).toContain('<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>');
  expect(home.text).toContain('<d:displayname>Kitchen</d:displayname>');
  expect(home.text).toContain('<c:comp name="VTODO"/>');
  expect(home.text).not.toContain('VEVENT');
  const options = await phone.ask('OPTIONS', list);
  expect(options.headers.get('DAV')).toBe('1, 3, calendar-access, sync-collection');
});

test('TASK-210 what nobody asked for by name is not there, and what is not known is said', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const all = await phone.ask('PROPFIND', list, { headers: { Depth: '1' } });
  expect(all.text).toContain('<d:getetag>');
  expect(all.text).not.toContain('BEGIN:VCALENDAR');
  const names = await phone.ask('PROPFIND', list, {
    body: `<d:propfind ${SPACES}><d:propname/></d:propfind>`,
    headers: { Depth: '0' },
  });
  expect(names.text).toContain('<d:displayname/>');
  const other = await phone.propfind(list, { names: ['d:displayname', 'x:colour xmlns:x="urn:x&amp;y"'] });
  expect(other.text).toContain('<colour xmlns="urn:x&#38;y"/></d:prop><d:status>HTTP/1.1 404 Not Found');
});

test('TASK-211 a program signs in by the user name and a token; anything else is nobody', async () => {
  const { username, password } = await appPassword(server, admin);
  const other = await appPassword(server, await server.member(workspaceId, 'editor'));
  const tries = [
    { username, password: `${password}x` },
    { username: other.username, password },
    { username, password: 'correct horse battery' },
  ];
  for (const one of tries) {
    const answer = await new CalendarProgram(server, one).ask('PROPFIND', '/dav/');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toBe('Basic realm="Plenum", charset="UTF-8"');
  }
  const loud = new CalendarProgram(server, { username: username.toUpperCase(), password });
  expect((await loud.ask('PROPFIND', '/dav/')).status).toBe(207);
  const nobody = await fetch(`${server.url}/dav/`, { method: 'PROPFIND' });
  expect(nobody.status).toBe(401);
  const cookie = await server.cookieOf(admin);
  const page = await fetch(`${server.url}/dav/`, { headers: cookie.headers as Record<string, string> });
  expect(page.status).toBe(401);
  await server.db.prisma.apiToken.deleteMany({ where: { personId: admin.personId } });
  expect((await loud.ask('PROPFIND', '/dav/')).status).toBe(401);
});

test('TASK-212 a list that somebody may not read is not there, and one who reads changes nothing', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const stranger = await programOf((await server.place()).admin);
  const reader = await programOf(await server.member(workspaceId, 'reader'));
  const nowhere = '/dav/lists/00000000-0000-4000-8000-000000000000/';
  for (const [method, body] of [
    ['PROPFIND', undefined],
    ['REPORT', `<d:sync-collection ${SPACES}><d:sync-token/><d:prop/></d:sync-collection>`],
  ] as const) {
    const there = await stranger.ask(method, list, body === undefined ? {} : { body });
    const not = await stranger.ask(method, nowhere, body === undefined ? {} : { body });
    expect([there.status, there.text]).toEqual([404, not.text]);
  }
  for (const method of ['GET', 'DELETE', 'PUT']) {
    expect(
      (await stranger.ask(method, `${list}one.ics`, method === 'PUT' ? { body: todo('x') } : {})).status,
    ).toBe(404);
  }
  expect(
    (await stranger.propfind('/dav/lists/', { names: ['d:displayname'], depth: '1' })).text,
  ).not.toContain(on);
  expect(
    (await stranger.propfind(`/dav/people/${phone.username}/`, { names: ['d:displayname'] })).status,
  ).toBe(404);
  expect((await reader.ask('GET', `${list}one.ics`)).status).toBe(200);
  expect((await reader.ask('PUT', `${list}one.ics`, { body: todo('one', 'SUMMARY:No') })).status).toBe(403);
  expect((await reader.ask('DELETE', `${list}one.ics`)).status).toBe(403);
  const rights = await reader.propfind(list, { names: ['d:current-user-privilege-set'] });
  expect(rights.text).toContain('<d:privilege><d:read/></d:privilege>');
  expect(rights.text).not.toContain('<d:write');
  expect(await tasks()).toMatchObject([{ title: 'Rice' }]);
});

test('TASK-212 a document that is no list of tasks is not there', async () => {
  const { documentId } = await server.place();
  expect((await phone.ask('PROPFIND', `/dav/lists/${documentId}/`)).status).toBe(404);
});

test('TASK-213 a task that a program makes stands in the list, under the name and the UID that it has there', async () => {
  const text = todo(
    'some/uid@phone',
    'SUMMARY:Rice 🍚',
    'DESCRIPTION:Two *bags*',
    'DUE;VALUE=DATE:20261201',
    'X-A:b',
  );
  expect((await put('a b.ics', text)).status).toBe(201);
  expect((await put('a b.ics', text)).status).toBe(204);
  expect(await tasks()).toMatchObject([{ title: 'Rice 🍚', due: '2026-12-01', uid: 'some/uid@phone' }]);
  const got = await phone.ask('GET', `${list}a%20b.ics`);
  expect(got.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8; component=VTODO');
  for (const line of ['UID:some/uid@phone', 'SUMMARY:Rice 🍚', 'DESCRIPTION:Two *bags*', 'X-A:b']) {
    expect(got.text).toContain(`${line}\r\n`);
  }
  expect(got.text).not.toContain('X-PLENUM-NAME');
  expect((await phone.sync(list)).changed).toEqual(['a b.ics']);
});

test('TASK-213 a UID is once in a list', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const again = await put('two.ics', todo('one', 'SUMMARY:Rice'));
  expect(again.status).toBe(403);
  expect(again.text).toContain(`<c:no-uid-conflict><d:href>${list}one.ics</d:href></c:no-uid-conflict>`);
  expect((await put('one.ics', todo('other', 'SUMMARY:Rice'))).status).toBe(403);
  expect(await tasks()).toHaveLength(1);
});

test('TASK-214 what changes on the page reaches the program, and the other way round, without loss on either side', async () => {
  const [id = ''] = await changeList(server, {
    actor: admin,
    on,
    change: (doc) =>
      addTasks(doc, [
        { title: 'Soup', position: 'a0', people: [admin.personId], reminders: [10], labels: ['a'] },
      ]),
  });
  const { text, headers } = await phone.ask('GET', `${list}${id}.ics`);
  const changed = text.replace('SUMMARY:Soup', 'SUMMARY:Stew\r\nX-COLOR:red');
  expect((await put(`${id}.ics`, changed, { 'If-Match': headers.get('ETag') ?? '' })).status).toBe(204);
  expect(await tasks()).toMatchObject([
    { id, title: 'Stew', people: [admin.personId], reminders: [10], labels: ['a'], uid: null },
  ]);
  await changeList(server, { actor: admin, on, change: (doc) => changeTask(doc, id, { title: 'Broth' }) });
  const back = await phone.ask('GET', `${list}${id}.ics`);
  expect(back.text).toContain('SUMMARY:Broth\r\n');
  expect(back.text).toContain('X-COLOR:red\r\n');
});

test('TASK-214 ticking a task on either side ticks it on the other', async () => {
  await put(
    'one.ics',
    todo('one', 'SUMMARY:Rice', 'STATUS:COMPLETED', 'COMPLETED:20260102T030405Z', 'PERCENT-COMPLETE:100'),
  );
  const [task] = await tasks();
  expect(task).toMatchObject({ isDone: true, doneAt: '2026-01-02T03:04:05.000Z' });
  await changeList(server, {
    actor: admin,
    on,
    change: (doc) => changeTask(doc, task?.id ?? '', { isDone: false }),
  });
  expect((await phone.ask('GET', `${list}one.ics`)).text).toContain('STATUS:NEEDS-ACTION\r\n');
});

test('TASK-215 a change of what somebody else has changed meanwhile is refused, decided where it is stored', async () => {
  await put('one.ics', todo('one', 'SUMMARY:Rice'));
  const old = await etagOf('one.ics');
  await put('one.ics', todo('one', 'SUMMARY:Beans'));
  expect((await put('one.ics', todo('one', 'SUMMARY:Peas'), { 'If-Match': old })).status).toBe(412);
  expect((await put('one.ics', todo('one', 'SUMMARY:Peas'), { 'If-None-Match': '*' })).status).toBe(412);
  expect((await put('two.ics', todo('two', 'SUMMARY:Peas'), { 'If-Match': '*' })).status).toBe(412);
  expect((await phone.ask('DELETE', `${list}one.ics`, { headers: { 'If-Match': old } })).status).toBe(412);
  const now = await etagOf('one.ics');
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((title) => put('one.ics', todo('one', `SUMMARY:${title}`), { 'If-Match': now })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 412, 412, 412]);
  expect(await tasks()).toHaveLength(1);
});

test('TASK-216 a part finds what it is a part of, whichever comes first, and stays when that goes', async () => {
  const first = await put('child.ics', todo('child', 'SUMMARY:Wash', 'RELATED-TO:parent'));
  expect(first.status).toBe(201);
  expect((await phone.ask('GET', `${list}child.ics`)).text).toContain('RELATED-TO:parent\r\n');
  await put('parent.ics', todo('parent', 'SUMMARY:Cook'));
  const [parent, child] = ['Cook', 'Wash'].map((title) => (task: { title: string }) => task.title === title);
  const all = await tasks();
  expect(all.find(child ?? (() => false))?.parentId).toBe(all.find(parent ?? (() => false))?.id);
  expect((await phone.ask('DELETE', `${list}parent.ics`)).status).toBe(204);
  expect(await tasks()).toMatchObject([{ title: 'Wash', parentId: null }]);
  expect((await phone.ask('GET', `${list}child.ics`)).text).not.toContain('RELATED-TO');
  expect((await put('self.ics', todo('self', 'RELATED-TO:self'))).status).toBe(201);
  expect((await phone.ask('DELETE', `${list}parent.ics`)).status).toBe(404);
});
