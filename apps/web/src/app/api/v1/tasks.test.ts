// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let editor: Person;
let listId: string;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  editor = await aPerson(db, 'editor', workspaceId);
  const body = { kind: 'tasks', title: 'Kitchen' };
  const made = await callApi(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body });
  listId = String(made.json().id);
});

const post = (body: object) => callApi(ENDPOINTS.postTask, { by: editor, id: listId, body });

test('TASK-32 a list is worked off by the HTTP API, in pages', async () => {
  const me = editor.member?.personId ?? '';
  const rice = await post({ title: 'Buy rice', people: [me], due: '2026-12-01T18:00[Europe/Berlin]' });
  expect(rice.status).toBe(201);
  expect(rice.json()).toMatchObject({ title: 'Buy rice', people: [me], isDone: false });
  const params = { taskId: String(rice.json().id) };
  await post({ title: 'Ring Ada', parentId: params.taskId, labels: ['flyer', 'flyer'] });
  const patched = await callApi(ENDPOINTS.patchOneTask, {
    by: editor,
    id: listId,
    params,
    body: { isDone: true },
  });
  expect(patched.json()).toMatchObject({ isDone: true, people: [me] });
  const seen: unknown[] = [];
  for (let query: string | null = '?limit=1'; query !== null; ) {
    const page: Record<string, unknown> = (
      await callApi(ENDPOINTS.getTasks, { by: editor, id: listId, query })
    ).json();
    seen.push(...(page.items as unknown[]));
    query = page.next === null ? null : `?limit=1&cursor=${page.next}`;
  }
  expect(seen).toHaveLength(2);
  expect(seen).toContainEqual(expect.objectContaining({ title: 'Ring Ada', labels: ['flyer'] }));
  await callApi(ENDPOINTS.deleteOneTask, { by: editor, id: listId, params });
  const after = await callApi(ENDPOINTS.getTasks, { by: editor, id: listId });
  expect(after.json().items).toEqual([]);
});

test('TASK-721, TASK-722 what a task waits for and belongs with, and its rule, are said by the HTTP API, within bounds', async () => {
  const shop = String((await post({ title: 'Shop' })).json().id);
  const repeat = { rule: 'FREQ=WEEKLY' };
  const cook = (await post({ title: 'Cook', blockedBy: [shop], relatesTo: [shop], repeat })).json();
  const said = { blockedBy: [shop], relatesTo: [shop], repeat: { rule: 'FREQ=WEEKLY', afterDone: false } };
  expect(cook).toMatchObject(said);
  const patch = (taskId: unknown, body: object) =>
    callApi(ENDPOINTS.patchOneTask, { by: editor, id: listId, params: { taskId: String(taskId) }, body });
  for (const body of [
    { blockedBy: [cook.id] },
    { blockedBy: Array(51).fill(cook.id) },
    { repeat: { rule: 'A' } },
  ])
    expect((await patch(shop, body)).status).toBe(400);
  const taken = await patch(cook.id, { blockedBy: [], relatesTo: [], repeat: null });
  expect(taken.json()).toMatchObject({ blockedBy: [], relatesTo: [], repeat: null });
});

test('TASK-729 the rule of a task of another list that a list shows is read by the HTTP API', async () => {
  const repeat = { rule: 'FREQ=WEEKLY', afterDone: true };
  await post({ title: 'Water plants', repeat });
  const { workspaceId } = await db.prisma.document.findUniqueOrThrow({ where: { id: listId } });
  const body = { kind: 'tasks', title: 'Hall' };
  const other = (await callApi(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body })).json();
  const asked = { by: editor, id: String(other.id), query: `?sources=${listId}` };
  const { items } = (await callApi(ENDPOINTS.getGatheredTasks, asked)).json();
  expect(items).toMatchObject([{ documentId: listId, tasks: [{ title: 'Water plants', repeat }] }]);
});

test('TASK-32, ATT-17 a task is given only to whom the one who asks may know of those who may read the list', async () => {
  const stranger = await aMember(db);
  const answer = await post({ title: 'Buy rice', people: [stranger.personId] });
  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain(stranger.personId);
  const after = await callApi(ENDPOINTS.getTasks, { by: editor, id: listId });
  expect(after.json().items).toEqual([]);
});

test('TASK-677, ATT-17, ATT-19 a task or section of another list is not there, whoever names it, and a body says nothing beside what it may', async () => {
  const owner = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, owner, 'Elsewhere');
  const other = await aPerson(db, 'admin', workspaceId);
  const body = { kind: 'tasks', title: 'Secret' };
  const elsewhere = (await callApi(ENDPOINTS.postDocument, { by: other, id: workspaceId, body })).json();
  const there = { by: other, id: String(elsewhere.id) };
  const foreign = String(
    (await callApi(ENDPOINTS.postTask, { ...there, body: { title: 'Secret' } })).json().id,
  );
  const here = { by: editor, id: listId, params: { taskId: foreign } };
  for (const patch of [{ isDone: true }, { title: 'Mine' }])
    expect((await callApi(ENDPOINTS.patchOneTask, { ...here, body: patch })).status).toBe(404);
  expect((await callApi(ENDPOINTS.deleteOneTask, here)).status).toBe(404);
  for (const place of [{ parentId: foreign }, { sectionId: foreign }])
    expect((await post({ title: 'Mine', ...place })).status).toBe(400);
  const gathered = { by: editor, id: listId, query: `?sources=${there.id},${workspaceId}` };
  expect((await callApi(ENDPOINTS.getGatheredTasks, gathered)).json().items).toEqual([]);
  for (const call of [ENDPOINTS.getTasks, ENDPOINTS.getGatheredTasks])
    expect((await callApi(call, { by: editor, id: there.id })).status).toBe(404);
  const made = await post({
    ...{ title: 'Mine', id: foreign, uid: foreign, createdAt: '1999-01-01T00:00:00Z' },
    ...{ foreign: 'X-A:b', documentId: there.id, workspaceId, names: { [foreign]: 'Somebody' } },
  });
  if (made.status === 201) expect(made.json()).not.toMatchObject({ id: foreign });
  expect(made.text).not.toMatch(new RegExp(`${foreign}|1999|Somebody`));
  const { items } = (await callApi(ENDPOINTS.getTasks, there)).json();
  expect(items).toMatchObject([{ id: foreign, title: 'Secret', isDone: false }]);
});

test('TASK-403 one’s own tasks come from the HTTP API as a filter asks for them', async () => {
  const me = editor.member?.personId ?? '';
  await post({ title: 'Buy rice', people: [me], due: '2000-01-01', labels: ['Küche'] });
  await post({ title: 'Ring Ada', people: [me] });
  await deriveNow(db, listId);
  const asked = (filter: string) =>
    callApi(ENDPOINTS.getMyTasks, { by: editor, query: `?${new URLSearchParams({ filter })}` });
  const titles = async (filter: string) => {
    const items = (await asked(filter)).json().items as { title: string }[];
    return items.map(({ title }) => title);
  };
  expect(await titles('')).toEqual(['Buy rice', 'Ring Ada']);
  expect(await titles('fällig:überfällig #kuche')).toEqual(['Buy rice']);
  expect(await titles('-due:overdue')).toEqual(['Ring Ada']);
  const wrong = await asked('due:soon');
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('due:today')]);
});
