// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let workspaceId: string;
let editor: Person;
let id: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  editor = await aPerson(db, 'editor', workspaceId);
  const body = { kind: 'pad', title: 'Plan', markdown: 'We meet on Monday.\n\nWe eat.' };
  id = String((await callWell(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body })).id);
});

type Asked = Omit<Parameters<typeof callApi>[1], 'by' | 'id'> & { by?: Person };
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: editor, id, ...asked });
const begin = async (body: object, by = editor) => String((await call('postThread', { body, by })).id);

test('COMM-16 programs begin threads about words, blocks and documents, answer, resolve and list them', async () => {
  const quoted = await begin({ quote: 'on Monday', replacement: 'on Friday', body: 'Better?' });
  const whole = await begin({ body: 'Good.' });
  const commenter = await aPerson(db, 'commenter', workspaceId);
  const { id: commentId } = await call('postComment', {
    by: commenter,
    params: { threadId: quoted },
    body: { body: 'Yes' },
  });
  await call('patchComment', {
    by: commenter,
    params: { commentId: String(commentId) },
    body: { body: 'Yes!' },
  });
  expect(await call('getOneThread', { params: { threadId: quoted } })).toMatchObject({
    anchor: { from: expect.any(String), to: expect.any(String) },
    quote: 'on Monday',
    replacement: 'on Friday',
    resolvedAt: null,
    comments: [
      { body: 'Better?', isOwn: true },
      { body: 'Yes!', isOwn: false, editedAt: expect.any(String) },
    ],
  });
  await call('patchThread', { params: { threadId: whole }, body: { isResolved: true } });
  expect(await call('getThreads', { query: '?state=open' })).toMatchObject({
    items: [{ id: quoted }],
    next: null,
  });
  const page = await call('getThreads', { query: '?limit=1' });
  expect(page).toMatchObject({ items: [{ id: whole, anchor: null }], next: whole });
  const forbidden = { by: commenter, id, params: { commentId: String(commentId) } };
  const [first] = (await call('getOneThread', { params: { threadId: quoted } })).comments as { id: string }[];
  expect(
    (await callApi(ENDPOINTS.deleteComment, { ...forbidden, params: { commentId: first?.id ?? '' } })).status,
  ).toBe(404);
  await call('deleteComment', { params: { commentId: String(commentId) } });
  await call('deleteComment', { params: { commentId: first?.id ?? '' } });
  expect(await call('getThreads')).toMatchObject({ items: [{ id: whole }] });
});

test.each([
  [{ quote: 'We', body: 'x' }, 'more than once'],
  [{ quote: 'Tuesday', body: 'x' }, 'do not stand'],
  [{ replacement: 'Tuesday', body: 'x' }, 'which words'],
  [{ quote: 'Monday' }, 'Write something'],
])('COMM-16 a thread that cannot be begun is told why: %o', async (body, why) => {
  const answer = await callApi(ENDPOINTS.postThread, { by: editor, id, body });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(why);
});

test('TASK-610 programs begin threads about tasks of lists, and about none that is not there', async () => {
  const kitchen = { kind: 'tasks', title: 'Kitchen' };
  id = String((await callWell(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body: kitchen })).id);
  const taskId = String((await call('postTask', { body: { title: 'Cook' } })).id);
  const threadId = await begin({ taskId, body: 'Rice?' });
  const about = { id: threadId, anchor: null, taskId, quote: 'Cook', comments: [{ body: 'Rice?' }] };
  expect(await call('getThreads')).toMatchObject({ items: [about] });
  const gone = { taskId: '0192f000-0000-7000-8000-00000000000a', body: 'Rice?' };
  const answer = await callApi(ENDPOINTS.postThread, { by: editor, id, body: gone });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('no task with this id');
});

test('COMM-15 whoever does too much with comments at once is asked to wait', async () => {
  const by = await aPerson(db, 'commenter', workspaceId);
  const threadId = await begin({ body: 'First' }, by);
  const settle = (isResolved: boolean) =>
    callApi(ENDPOINTS.patchThread, { by, id, params: { threadId }, body: { isResolved } });
  const answers: number[] = [];
  for (let i = 0; i < 60; i += 1) answers.push((await settle(i % 2 === 0)).status);
  expect(answers.filter((status) => status === 204)).toHaveLength(59);
  const last = await settle(true);
  expect(last.status).toBe(429);
  expect(last.text).toContain('Wait a minute');
  // Others go on.
  await begin({ body: 'Second' });
});
