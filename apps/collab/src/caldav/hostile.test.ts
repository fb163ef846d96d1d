import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appPassword, aTaskList, CalendarProgram, SPACES, todo } from '../testing/calendar-program.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let list: string;
let phone: CalendarProgram;
let password: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
  const { admin, workspaceId } = await server.place();
  list = `/dav/lists/${await aTaskList(server, { actor: admin, workspaceId, title: 'Secret title' })}/`;
  const credentials = await appPassword(server, admin);
  ({ password } = credentials);
  phone = new CalendarProgram(server, credentials);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

test.each([
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]><d:propfind ${SPACES}><d:allprop/></d:propfind>`],
  ['an entity', `<d:propfind ${SPACES}><d:prop>&x;</d:prop></d:propfind>`],
  ['half an element', `<d:propfind ${SPACES}><d:prop>`],
  ['no XML', 'hello'],
  ['depth', `<d:propfind ${SPACES}>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</d:propfind>`],
  ['thousands of elements', `<d:propfind ${SPACES}><d:prop>${'<d:a/>'.repeat(20_000)}</d:prop></d:propfind>`],
  ['another element', `<d:lockinfo ${SPACES}/>`],
  ['a prefix of nothing', '<d:propfind><d:allprop/></d:propfind>'],
])('TASK-220 a request with %s is refused', async (_name, body) => {
  expect((await phone.ask('PROPFIND', list, { body, headers: { Depth: '0' } })).status).toBe(400);
});

test('TASK-220 a body that is too large, packed or without a length is refused or bounded', async () => {
  const large = await phone.ask('PUT', `${list}a.ics`, { body: todo('a', `X-A:${'x'.repeat(1_100_000)}`) });
  expect([large.status, large.text.includes('<c:max-resource-size/>')]).toEqual([403, true]);
  const packed = await phone.ask('PUT', `${list}a.ics`, {
    body: 'x',
    headers: { 'Content-Encoding': 'gzip' },
  });
  expect(packed.status).toBe(403);
});

test.each([
  ['LOCK', 405],
  ['MOVE', 405],
  ['COPY', 405],
  ['MKCOL', 405],
  ['MKCALENDAR', 405],
  ['POST', 405],
])('TASK-220 %s is answered by %i', async (method, status) => {
  const answer = await phone.ask(method, list);
  expect([answer.status, answer.headers.get('Allow')]).toEqual([status, expect.stringContaining('PROPFIND')]);
});

test('TASK-220 what makes a list another one is not for programs', async () => {
  const patch = `<d:propertyupdate ${SPACES}><d:set><d:prop><d:displayname>x</d:displayname></d:prop></d:set></d:propertyupdate>`;
  const answer = await phone.ask('PROPPATCH', list, { body: patch });
  expect(answer.status).toBe(207);
  expect(answer.text).toContain('<d:displayname/></d:prop><d:status>HTTP/1.1 403 Forbidden');
  expect((await phone.ask('DELETE', list)).status).toBe(405);
  expect((await phone.ask('PROPFIND', '/dav/', { headers: { Depth: 'infinity' } })).status).toBe(403);
});

test.each([
  ['an event', todo('a').replaceAll('VTODO', 'VEVENT')],
  ['words', 'hello'],
  ['nothing', ''],
])('TASK-220 %s in place of a task is refused with what a program understands', async (_name, body) => {
  const answer = await phone.ask('PUT', `${list}a.ics`, { body });
  expect([answer.status, answer.text.includes('<c:valid-calendar-data/>')]).toEqual([403, true]);
});

test.each(['%ff.ics', '.hidden', 'a%2fb.ics', 'a/b/c.ics', `${'x'.repeat(300)}.ics`, '%00.ics'])(
  'TASK-220 the name %s leads nowhere',
  async (name) => {
    expect((await phone.ask('PUT', list + name, { body: todo('a') })).status).toBe(404);
  },
);

test('TASK-221 whoever tries wrong passwords again and again has to wait; whoever has the right one does not', async () => {
  const wrong = new CalendarProgram(server, { username: phone.username, password: 'x'.repeat(32) });
  const answers: number[] = [];
  for (let i = 0; i < 12; i += 1) answers.push((await wrong.ask('PROPFIND', '/dav/')).status);
  expect(answers.slice(0, 5)).toEqual(Array(5).fill(401));
  expect(answers.at(-1)).toBe(429);
  expect((await phone.ask('PROPFIND', '/dav/')).status).toBe(207);
});

test('TASK-222 the log has no names, texts and tokens of what programs do', async () => {
  await phone.ask('PUT', `${list}secret-name.ics`, { body: todo('secret-uid', 'SUMMARY:Secret words') });
  await phone.ask('GET', `${list}secret-name.ics`);
  await phone.ask('PUT', `${list}secret-name.ics`, { body: 'secret rubbish' });
  const output = server.output.join('');
  for (const secret of ['ecret', password, phone.username]) expect(output).not.toContain(secret);
});
