import { authorize } from '@plenum/database/access/authorize';
import type { BusEvent } from '@plenum/database/bus/bus';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { createDocument, patchDocument, trashDocument } from '@plenum/database/documents/writes';
import { aMember, openTestDatabase } from '@plenum/database/testing/factories';
import type { Actor, Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { setSource } from '@plenum/editor/tasks/sources';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeNow } from './change-document.ts';
import { gatherTasks } from './gather-tasks.ts';
import { createTask, tickTask } from './tasks.ts';
import { deriveNow } from './testing/derive-now.ts';
import { anAdmin } from './testing/transfer-kit.ts';

const [rice, hall] = ['0192f000-0000-4000-8000-00000000000a', '0192f000-0000-4000-8000-00000000000b'];

let db: Database;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let list: DocumentId;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await anAdmin(db);
  list = await aHome({ kind: 'tasks' });
});

const may = <A extends 'document.read' | 'document.write' | 'document.tick' | 'document.organise'>(
  action: A,
  on: DocumentId,
  actor: Actor = admin.actor,
) => authorize(db, { actor, action, on });

async function aHome({
  kind = 'pad',
  tasks = {},
}: {
  kind?: 'pad' | 'tasks';
  tasks?: Record<string, { id: string; isDone?: boolean; personId?: string }>;
}): Promise<DocumentId> {
  const items = Object.entries(tasks).map(([title, { id, isDone = false, personId }]) => ({
    type: 'taskItem',
    attrs: { id, checked: isDone },
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: personId ? `${title} ` : title },
          ...(personId ? [{ type: 'mention', attrs: { personId, label: 'Mira' } }] : []),
        ],
      },
    ],
  }));
  const seed =
    items.length > 0
      ? updateFromJson({ type: 'doc', content: [{ type: 'taskList', content: items }] })
      : null;
  const { id } = await createDocument(admin.create, { kind, title: 'Minutes', seed });
  return id;
}

const derive = (documentId: DocumentId) => deriveNow(db, documentId);

async function show(...ids: string[]): Promise<void> {
  await changeNow(await may('document.write', list), (doc) => {
    for (const id of ids) setSource(doc, { id, isShown: true });
  });
  await derive(list);
}

const gathered = async (actor: Actor = admin.actor, more = {}) =>
  (await gatherTasks(await may('document.read', list, actor), { limit: 50, ...more })).items;
const boxes = (homes: Awaited<ReturnType<typeof gathered>>) =>
  homes.map(({ tasks }) => Object.fromEntries(tasks.map(({ title, isDone }) => [title, isDone])));
const tick = async (on: DocumentId, taskId: string, isDone = true) =>
  tickTask(await may('document.tick', on), { taskId, isDone });

describe('a list that shows the tasks of other texts', () => {
  test('TASK-50 names them, or the workspace for all of its texts with something to do, the newest first', async () => {
    const first = await aHome({ tasks: { 'Buy rice': { id: rice, personId: admin.actor.personId } } });
    const second = await aHome({ tasks: { 'Book the hall': { id: hall } } });
    const allDone = await aHome({ tasks: { 'Ring Ada': { id: rice, isDone: true } } });
    const other = await aHome({ kind: 'tasks' });
    await createTask(await may('document.write', other), { title: 'Of a list' });
    for (const id of [first, second, allDone, other]) await derive(id);
    await show(first, allDone);
    expect(boxes(await gathered())).toEqual([{ 'Ring Ada': true }, { 'Buy rice @Mira': false }]);
    const [, home] = await gathered();
    expect(home).toMatchObject({ documentId: first, document: 'Minutes', mayTick: true });
    expect(home?.tasks[0]).toMatchObject({ id: rice, people: [{ id: admin.actor.personId }], groups: [] });
    const sources = [admin.workspaceId];
    expect(boxes(await gathered(admin.actor, { sources }))).toEqual([
      { 'Book the hall': false },
      { 'Buy rice @Mira': false },
    ]);
    await tick(second, hall);
    await derive(second);
    expect(boxes(await gathered(admin.actor, { sources }))).toEqual([{ 'Buy rice @Mira': false }]);
    const shown = [second];
    expect(boxes(await gathered(admin.actor, { sources, shown }))[0]).toEqual({ 'Book the hall': true });
  });

  test('TASK-50 comes in pages', async () => {
    const homes = [];
    for (let i = 0; i < 3; i += 1) homes.push(await aHome({ tasks: { [`Task ${i}`]: { id: rice } } }));
    for (const id of homes) await derive(id);
    const read = await may('document.read', list);
    const first = await gatherTasks(read, { limit: 2, sources: homes });
    const second = await gatherTasks(read, { limit: 2, sources: homes, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ documentId }) => documentId)).toEqual(homes.toReversed());
    expect(second.next).toBeNull();
  });

  test('TASK-51 shows each only what they may read of it, and to who comes by a link nothing', async () => {
    const open = await aHome({ tasks: { 'Buy rice': { id: rice } } });
    const closed = await aHome({ tasks: { Secret: { id: hall } } });
    const gone = await aHome({ tasks: { Gone: { id: hall } } });
    for (const id of [open, closed, gone]) await derive(id);
    await show(open, closed, gone, admin.workspaceId);
    const reader: Member = await aMember(db, { workspaceId: admin.workspaceId, role: 'reader' });
    await restrictDocument(
      await authorize(db, { actor: admin.actor, action: 'document.restrict', on: closed }),
    );
    await trashDocument(await may('document.organise', gone));
    expect(boxes(await gathered(reader))).toEqual([{ 'Buy rice': false }]);
    expect((await gathered(reader))[0]?.mayTick).toBe(false);
    expect(await gathered(reader, { sources: [closed, gone] })).toEqual([]);
    const nobody: Actor = { kind: 'system', reason: 'test' };
    expect(await gathered(nobody)).toEqual([]);
  });

  test('TASK-52 shows them as they are committed, whether that has been derived or not', async () => {
    const home = await aHome({ tasks: { 'Buy rice': { id: rice }, 'Book the hall': { id: hall } } });
    await show(home);
    expect(boxes(await gathered())).toEqual([{ 'Buy rice': false, 'Book the hall': false }]);
    await derive(home);
    await tick(home, rice);
    expect(boxes(await gathered())).toEqual([{ 'Buy rice': true, 'Book the hall': false }]);
  });

  test('TASK-52 tells whoever has it open when they are other ones, and nobody else', async () => {
    const home = await aHome({ tasks: { 'Buy rice': { id: rice } } });
    await show(home);
    const heard: BusEvent[] = [];
    const stop = await db.bus.subscribe((event) => void heard.push(event));
    await tick(home, rice);
    await expect.poll(() => heard).toContainEqual({ type: 'gathered', documentId: list });
    await tick(home, rice);
    await patchDocument(await may('document.organise', home), { patch: { title: 'Other' } });
    await expect.poll(() => heard.some(({ type }) => type === 'renamed')).toBe(true);
    expect(heard.filter(({ type }) => type === 'gathered')).toHaveLength(1);
    stop();
  });
});

describe('what was decided gets done when the minutes are closed', () => {
  const freeze = async (on: DocumentId) =>
    patchDocument(await may('document.organise', on), { patch: { isFrozen: true } });

  test('TASK-53 a line is ticked by those who may write there, and nothing else of it is changed', async () => {
    const home = await aHome({ tasks: { 'Buy rice': { id: rice } } });
    await show(home);
    const late = await may('document.write', home);
    await freeze(home);
    await tick(home, rice);
    expect(boxes(await gathered())).toEqual([{ 'Buy rice': true }]);
    await expect(may('document.write', home)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeNow(late, (doc) => setSource(doc, { id: rice, isShown: true }))).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    );
    const commenter = await aMember(db, { workspaceId: admin.workspaceId, role: 'commenter' });
    await expect(may('document.tick', home, commenter)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('TASK-53 a list that is closed stays as it is', async () => {
    const home = await aHome({ kind: 'tasks' });
    const { id } = await createTask(await may('document.write', home), { title: 'Buy rice' });
    await show(home);
    await freeze(home);
    await expect(tick(home, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await gathered())[0]).toMatchObject({ mayTick: false, tasks: [{ isDone: false }] });
  });
});
