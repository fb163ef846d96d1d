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
let commenter: Person;
let id: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  editor = await aPerson(db, 'editor', workspaceId);
  commenter = await aPerson(db, 'commenter', workspaceId);
  const body = { kind: 'pad', title: 'Plan', markdown: 'We meet on Monday.' };
  id = String((await callWell(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body })).id);
});

const say = async (body: string, by = commenter) =>
  String((await callWell(ENDPOINTS.postChatMessage, { by, id, body: { body } })).id);
const list = (query = '') => callWell(ENDPOINTS.getChat, { by: editor, id, query });

test('CHAT-13 programs say something, list what was said page by page and delete', async () => {
  const first = await say('One\r\ntwo');
  const second = await say('Three', editor);
  const author = { kind: 'person', name: expect.any(String) };
  expect(await list()).toEqual({
    items: [
      { id: second, author, isOwn: true, body: 'Three', createdAt: expect.any(String) },
      { id: first, author, isOwn: false, body: 'One\ntwo', createdAt: expect.any(String) },
    ],
    next: null,
  });
  const page = await list('?limit=1');
  expect(page).toMatchObject({ items: [{ id: second }], next: second });
  expect(await list(`?limit=1&cursor=${second}`)).toMatchObject({ items: [{ id: first }], next: null });
  const remove = (messageId: string, by: Person) =>
    callApi(ENDPOINTS.deleteChatMessage, { by, id, params: { messageId } });
  expect((await remove(second, commenter)).status).toBe(404);
  expect((await remove(first, editor)).status).toBe(204);
  expect((await remove(first, editor)).status).toBe(404);
  expect(await list()).toMatchObject({ items: [{ id: second }] });
});

test('CHAT-13 a message says something, and whoever says too much at once is asked to wait', async () => {
  const post = (body: string) => callApi(ENDPOINTS.postChatMessage, { by: commenter, id, body: { body } });
  expect((await post('  ')).status).toBe(400);
  expect((await post('x'.repeat(2001))).status).toBe(400);
  const answers: number[] = [];
  for (let i = 0; i < 61; i += 1) answers.push((await post(`${i}`)).status);
  expect(answers.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 201));
  expect(answers[60]).toBe(429);
});
