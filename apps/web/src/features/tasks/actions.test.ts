// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocumentState } from '@plenum/database/documents/reads';
import { createDocument, patchDocument } from '@plenum/database/documents/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { createTask, listTasks } from '@plenum/exchange/tasks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FormState } from '#lib/form-action.ts';
import type { SeveralOutcome } from '#lib/several-tasks.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { changeSeveral, keepFilter, takeBack } from './actions.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;
let visitor: Visitor;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
  visitor = new Visitor();
  await visitor.signIn(db, editor);
});

async function aList(access: 'workspace' | 'draft' = 'workspace') {
  const { id } = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks', access });
  const write = await authorize(db, { actor: admin, action: 'document.write', on: id });
  const [one, two] = [await createTask(write, { title: 'One' }), await createTask(write, { title: 'Two' })];
  const read = await authorize(db, { actor: admin, action: 'document.read', on: id });
  const priorities = async () => (await listTasks(read)).tasks.map(({ priority }) => priority);
  return { id, keys: [`${id} ${one.id}`, `${id} ${two.id}`], priorities };
}

function send<Result>(
  action: (state: null, form: FormData) => Promise<FormState<Result>>,
  fields: Record<string, string | string[]>,
): Promise<FormState<Result>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one);
  return visitor.asks(() => action(null, form));
}

const resultOf = (state: FormState<SeveralOutcome>) => {
  if (state?.status !== 'done') throw new Error(JSON.stringify(state));
  return state.result;
};

test('TASK-405, TASK-406 tasks of several lists are changed, each by its own rights, and are what they were again', async () => {
  const [mine, other, secret] = [await aList(), await aList(), await aList('draft')];
  const tasks = [...mine.keys, ...other.keys, ...secret.keys];
  const outcome = resultOf(await send(changeSeveral, { tasks, what: 'priority', priority: '2' }));
  expect(outcome.steps.map(({ documentId, taskId }) => `${documentId} ${taskId}`)).toEqual([
    ...mine.keys,
    ...other.keys,
  ]);
  expect(outcome.failed).toMatchObject(
    secret.keys.map((key) => ({ taskId: key.slice(37), reason: expect.stringContaining('no access') })),
  );
  expect(await mine.priorities()).toEqual([2, 2]);
  expect(await other.priorities()).toEqual([2, 2]);
  expect(await secret.priorities()).toEqual([0, 0]);
  const back = resultOf(await send(takeBack, { steps: JSON.stringify(outcome.steps) }));
  expect([back.what, back.steps.length, back.failed]).toEqual(['undo', 4, []]);
  expect(await mine.priorities()).toEqual([0, 0]);
});

test('TASK-671 lines of closed minutes are ticked among others, and that is taken back; anything else is refused by a sentence of its own', async () => {
  const line = '0192f000-0000-4000-8000-00000000000a';
  const item = { type: 'taskItem', attrs: { id: line }, content: [{ type: 'paragraph' }] };
  const create = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'taskList', content: [item] }] });
  const { id } = await createDocument(create, { kind: 'pad', title: 'Minutes', seed });
  const organise = await authorize(db, { actor: admin, action: 'document.organise', on: id });
  await patchDocument(organise, { patch: { isFrozen: true } });
  const list = await aList();
  const tasks = [`${id} ${line}`, ...list.keys];
  const refused = resultOf(await send(changeSeveral, { tasks, what: 'priority', priority: '1' }));
  expect(refused.failed).toEqual([
    {
      ...{ documentId: id, taskId: line },
      reason: 'This is closed. In closed minutes tasks can be ticked, and nothing else is changed.',
    },
  ]);
  expect(await list.priorities()).toEqual([1, 1]);
  const done = resultOf(await send(changeSeveral, { tasks, what: 'done' }));
  expect([done.steps.length, done.failed]).toEqual([3, []]);
  const read = await authorize(db, { actor: admin, action: 'document.read', on: id });
  const isTicked = async () =>
    jsonFromUpdate((await getDocumentState(read)).update).content?.[0]?.content?.[0]?.attrs?.checked;
  expect(await isTicked()).toBe(true);
  const back = resultOf(await send(takeBack, { steps: JSON.stringify(done.steps) }));
  expect([back.steps.length, back.failed]).toEqual([3, []]);
  expect(await isTicked()).toBe(false);
  const reader = await aMember(db, { workspaceId, role: 'commenter' });
  await visitor.signIn(db, reader);
  const not = resultOf(await send(changeSeveral, { tasks, what: 'done' }));
  expect([not.steps, not.failed.length]).toEqual([[], 3]);
  expect(not.failed[0]?.reason).toContain('You may not do this here');
});

test('TASK-700 of closed minutes the ticks of lines are taken back beside one of a task that comes again, which is refused by a sentence', async () => {
  const line = '0192f000-0000-4000-8000-00000000000b';
  const item = { type: 'taskItem', attrs: { id: line }, content: [{ type: 'paragraph' }] };
  const create = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'taskList', content: [item] }] });
  const { id } = await createDocument(create, { kind: 'pad', title: 'Minutes', seed });
  const write = await authorize(db, { actor: admin, action: 'document.write', on: id });
  const repeat = { rule: 'FREQ=WEEKLY', afterDone: false };
  const mop = await createTask(write, { title: 'Mop', due: '2026-12-01', repeat });
  const organise = await authorize(db, { actor: admin, action: 'document.organise', on: id });
  await patchDocument(organise, { patch: { isFrozen: true } });
  const tasks = [`${id} ${mop.id}`, `${id} ${line}`];
  const done = resultOf(await send(changeSeveral, { tasks, what: 'done' }));
  expect([done.steps.length, done.failed]).toEqual([2, []]);
  const back = resultOf(await send(takeBack, { steps: JSON.stringify(done.steps) }));
  expect(back.steps.map(({ taskId }) => taskId)).toEqual([line]);
  expect(back.failed).toEqual([
    {
      ...{ documentId: id, taskId: mop.id },
      reason: 'This is closed. In closed minutes tasks can be ticked, and nothing else is changed.',
    },
  ]);
  const read = await authorize(db, { actor: admin, action: 'document.read', on: id });
  const { update } = await getDocumentState(read);
  expect(jsonFromUpdate(update).content?.[0]?.content?.[0]?.attrs?.checked).toBe(false);
  expect((await listTasks(read)).tasks).toMatchObject([{ due: '2026-12-08', isDone: false }]);
});

test.each([
  [{ tasks: [], what: 'done' }, 'tasks'],
  [{ tasks: ['nonsense', '0192f000-0000-4000-8000-00000000000a x'], what: 'done' }, 'tasks.0.documentId'],
  [{ tasks: Array.from({ length: 101 }, (_, i) => `x ${i}`), what: 'done' }, 'tasks'],
  [{ tasks: ['0192f000-0000-4000-8000-00000000000a x'], what: 'due', due: '2026-02-31' }, 'due'],
  [{ tasks: ['0192f000-0000-4000-8000-00000000000a x'], what: 'label', label: ' # ' }, 'label'],
])('TASK-405 what can’t be done with several tasks is said', async (fields, field) => {
  const state = await send(changeSeveral, fields);
  expect(state).toMatchObject({ status: 'failed' });
  if (state?.status === 'failed') expect(Object.keys(state.fields)[0]).toBe(field);
});

test.each(['', 'null', '{}', '[{}]', '['.repeat(100_000), `[${'1,'.repeat(150)}1]`])(
  'TASK-406 what no step is, is refused: %#',
  async (steps) => {
    expect(await send(takeBack, { steps })).toMatchObject({ status: 'failed' });
  },
);

test('TASK-404 a filter that can’t be meant is not kept', async () => {
  expect(await send(keepFilter, { name: 'Soon', filter: 'due:soon' })).toMatchObject({
    fields: { filter: expect.stringContaining('due:today') },
  });
  expect(await send(keepFilter, { name: 'Today', filter: 'due:today' })).toMatchObject({ status: 'done' });
  expect(await db.prisma.savedFilter.count({ where: { personId: editor.personId } })).toBe(1);
});
