// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { listSessions } from '@plenum/database/documents/history';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import type { NodeJson } from '@plenum/editor/schema/json';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { createTask, listTasks } from '@plenum/exchange/tasks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDocument, duplicateDocument } from '#features/documents/actions.ts';
import { createTaskList, makeAgain } from '#features/tasks/actions.ts';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { saveAsTemplate } from './actions.ts';
import { loadTemplatePlaces } from './loaders.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});

type Action = (state: null, form: FormData) => Promise<unknown>;

/** Sends a form as somebody; where it sends them. */
async function send(actor: Member, action: Action, fields: Record<string, string>): Promise<string> {
  const visitor = new Visitor();
  await visitor.signIn(db, actor);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const came = await visitor.asks(() => action(null, form)).catch((error: unknown) => error);
  const to = signalOf(came)?.split(';')[2];
  if (to === undefined) throw new Error(JSON.stringify(came));
  return to;
}

async function begin(actor: Member, template: string): Promise<string> {
  const to = await send(actor, createDocument, { workspaceId, template });
  return to.split('/').at(-1) ?? '';
}

const newest = () =>
  db.prisma.document.findFirstOrThrow({ where: { isTemplate: true }, orderBy: { id: 'desc' } });

async function contentOf(actor: Member, on: string): Promise<NodeJson> {
  const read = await authorize(db, { actor, action: 'document.read', on });
  return jsonFromUpdate((await getDocumentState(read)).update);
}

function idsIn({ attrs, content = [] }: NodeJson): unknown[] {
  return [...(attrs?.id ? [attrs.id] : []), ...content.flatMap(idsIn)];
}

const TEXT = '# Round\n\nHello **all**.\n\n- [ ] Send it\n- [x] Read it\n';

test('TPL-1, TPL-2 a document is kept as a template and begun from again, with new ids, and without past and authors', async () => {
  const seed = updateFromJson(jsonFromMarkdown(TEXT));
  const source = await aDocument(db, { actor: admin, workspaceId, seed, title: 'Round' });
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  await send(editor, saveAsTemplate, { documentId: source.id, title: 'Our round', place: workspaceId });
  const template = await newest();
  expect(template).toMatchObject({
    title: 'Our round',
    scopeId: null,
    workspaceId,
    createdById: editor.personId,
  });
  const id = await begin(admin, template.id);
  const read = await authorize(db, { actor: admin, action: 'document.read', on: id });
  expect(await getDocument(read)).toMatchObject({ title: 'Our round', isTemplate: false, kind: 'pad' });
  const [first, kept, begun] = [
    await contentOf(admin, source.id),
    await contentOf(admin, template.id),
    await contentOf(admin, id),
  ];
  expect(textFromJson(begun)).toBe(textFromJson(first));
  const ids = [first, kept, begun].map(idsIn);
  expect(ids.map(({ length }) => length)).toEqual([ids[0]?.length, ids[0]?.length, ids[0]?.length]);
  expect(new Set(ids.flat()).size).toBe(ids.flat().length);
  const history = await authorize(db, { actor: admin, action: 'document.history', on: id });
  const { items } = await listSessions(history, { limit: 10 });
  expect(items).toMatchObject([{ first: 1, last: 1, authors: [{ kind: 'person' }] }]);
  expect(await db.prisma.documentUpdate.findMany({ where: { documentId: id } })).toMatchObject([
    { authorId: admin.personId },
  ]);
});

test('TPL-2 a copy of a document has ids of its own too, and a document that is no template begins nothing', async () => {
  const seed = updateFromJson(jsonFromMarkdown(TEXT));
  const source = await aDocument(db, { actor: admin, workspaceId, seed });
  const copy = (await send(admin, duplicateDocument, { documentId: source.id })).split('/').at(-1) ?? '';
  const ids = [...idsIn(await contentOf(admin, source.id)), ...idsIn(await contentOf(admin, copy))];
  expect(new Set(ids).size).toBe(ids.length);
  await expect(begin(admin, source.id)).rejects.toThrow('This does not exist');
});

test('EMBED-12, TPL-2 a copy, a template and what is begun from it show what the document showed', async () => {
  const soup = await aDocument(db, { actor: admin, workspaceId, title: 'Soup' });
  const places = [
    { type: 'transclusion', attrs: { documentId: soup.id, blockId: 'b-1' } },
    { type: 'childPages', attrs: { levels: 2 } },
  ];
  const seed = updateFromJson({ type: 'doc', content: places });
  const source = await aDocument(db, { actor: admin, workspaceId, seed });
  const copy = (await send(admin, duplicateDocument, { documentId: source.id })).split('/').at(-1) ?? '';
  await send(admin, saveAsTemplate, { documentId: source.id, title: 'Showing', place: workspaceId });
  const template = await newest();
  const begun = await begin(admin, template.id);
  for (const id of [copy, template.id, begun])
    expect((await contentOf(admin, id)).content?.slice(0, 2)).toMatchObject(places);
});

test('TPL-1 whoever may only read keeps a template where they may make documents, for themselves alone', async () => {
  const source = await aDocument(db, { actor: admin, workspaceId });
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  const save = { documentId: source.id, title: 'Mine', place: 'own' };
  await expect(send(reader, saveAsTemplate, save)).rejects.toThrow(
    'no workspace in which you may make documents',
  );
  const own = await aWorkspace(db, reader);
  await send(reader, saveAsTemplate, save);
  const template = await newest();
  expect(template).toMatchObject({ workspaceId: own.id, scopeId: template.id, createdById: reader.personId });
  await expect(send(reader, saveAsTemplate, { ...save, place: workspaceId })).rejects.toThrow('You may not');
  await expect(authorize(db, { actor: admin, action: 'document.read', on: template.id })).rejects.toThrow();
});

test('TASK-645 a list is begun from a template that is one, with nothing done, and is kept as one', async () => {
  const list = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks', title: 'Camp' });
  const write = await authorize(db, { actor: admin, action: 'document.write', on: list.id });
  await createTask(write, { title: 'Rice', isDone: true });
  await send(admin, saveAsTemplate, { documentId: list.id, title: 'Camps', place: workspaceId });
  const template = await newest();
  const to = await send(admin, createTaskList, { workspaceId, template: template.id });
  const read = await authorize(db, { actor: admin, action: 'document.read', on: to.split('/').at(-1) ?? '' });
  expect(await getDocument(read)).toMatchObject({ kind: 'tasks', title: 'Camps', isTemplate: false });
  expect((await listTasks(read)).tasks).toMatchObject([{ title: 'Rice', isDone: false }]);
});

test('TASK-646 a list is used again by whoever may make one, for the day that they say', async () => {
  const list = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks', title: 'Camp' });
  const write = await authorize(db, { actor: admin, action: 'document.write', on: list.id });
  await createTask(write, { title: 'Rice', due: '2026-12-01' });
  const to = await send(admin, makeAgain, { documentId: list.id, title: 'Camp 2', on: '2026-12-24' });
  const read = await authorize(db, { actor: admin, action: 'document.read', on: to.split('/').at(-1) ?? '' });
  expect((await listTasks(read)).tasks).toMatchObject([{ title: 'Rice', due: '2026-12-24' }]);
});

test('TASK-726 whoever is in many workspaces keeps a template in that of the document, which is offered first', async () => {
  for (let i = 0; i < 101; i += 1) await aWorkspace(db, admin, `Earlier ${i}`);
  const { id: last } = await aWorkspace(db, admin, 'Last');
  const list = await aDocument(db, { actor: admin, workspaceId: last, kind: 'tasks', title: 'Camp' });
  const visitor = new Visitor();
  await visitor.signIn(db, admin);
  const { places } = await visitor.asks(() => loadTemplatePlaces(list.id));
  expect(places[0]).toMatchObject({ id: last, name: 'Last' });
  expect(places.filter(({ id }) => id === last)).toHaveLength(1);
  await send(admin, saveAsTemplate, { documentId: list.id, title: 'Camps', place: 'own' });
  expect(await newest()).toMatchObject({ title: 'Camps', workspaceId: last });
});
