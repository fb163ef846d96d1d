import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { createDocument as create } from '@plenum/database/documents/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import {
  createDocument,
  createFromCopy,
  duplicateDocument,
  makeLinkedPage,
  trashDocument,
} from './actions.ts';

let db: Database;
let actor: Member;
let visitor: Visitor;

beforeAll(async () => {
  db = await openWebDatabase();
  actor = await aMember(db);
  visitor = new Visitor();
  await visitor.signIn(db, actor);
});
afterAll(() => db.close());
afterEach(() => vi.useRealTimers());

/** Where an action sends the browser. */
async function redirectOf(act: () => Promise<unknown>): Promise<string | undefined> {
  const thrown = await visitor.asks(act).then(
    (state) => ({ state }),
    (error: unknown) => error,
  );
  return signalOf(thrown)?.split(';')[2];
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('DOCS-9 throwing a document away leads to its workspace, in whatever script its address is', async () => {
  const workspace = await aWorkspace(db, actor, 'تحالف الغابات من أجل مستقبل أفضل للجميع وللأرض');
  const document = await aDocument(db, { actor, workspaceId: workspace.id });
  const path = `/w/${encodeURIComponent(workspace.slug)}`;
  expect(path.length).toBeGreaterThan(200);
  const form = formOf({ documentId: document.id, returnTo: 'https://evil.example/' });
  expect(await redirectOf(() => trashDocument(null, form))).toBe(path);
  const read = authorize(db, { actor, action: 'document.read', on: document.id });
  await expect(read).rejects.toMatchObject({ code: 'not_found' });
});

test('DOCS-10 a new agenda carries the day that it is where its author is', async () => {
  const workspace = await aWorkspace(db, actor);
  vi.useFakeTimers({ now: new Date('2030-01-31T23:30:00Z'), toFake: ['Date'] });
  // The session of a test's person ends long before.
  await db.prisma.session.updateMany({ data: { expiresAt: new Date('2031-01-01') } });
  await visitor.signIn(db, actor);
  const agenda = async (fields: Record<string, string>) => {
    const form = formOf({ workspaceId: workspace.id, template: 'agenda', ...fields });
    const id = (await redirectOf(() => createDocument(null, form)))?.split('/').at(-1) ?? '';
    const grant = await authorize(db, { actor, action: 'document.read', on: id });
    const text = JSON.stringify(jsonFromUpdate((await getDocumentState(grant)).update));
    return { title: (await getDocument(grant)).title, text };
  };
  const east = await agenda({ timeZone: 'Pacific/Auckland' });
  expect(east.title).toContain('February 1, 2030');
  expect(east.text).toContain('February 1, 2030');
  expect((await agenda({ timeZone: 'America/Lima' })).title).toContain('January 31, 2030');
  visitor.cookies.set('timezone', 'Europe/Berlin');
  expect((await agenda({})).title).toContain('February 1, 2030');
  expect((await agenda({ timeZone: 'America/Lima' })).title).toContain('January 31, 2030');
  expect((await agenda({ timeZone: 'no such place' })).title).toContain('February 1, 2030');
});

test('EDIT-29 a copy becomes a document of its own, and what is no document’s is left out', async () => {
  const workspace = await aWorkspace(db, actor);
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Mine.' }] };
  const content = JSON.stringify({ type: 'doc', content: [paragraph, { type: 'script' }, paragraph] });
  const form = formOf({ workspaceId: workspace.id, title: 'Minutes (my copy)', content });
  const state = await visitor.asks(() => createFromCopy(null, form));
  if (state?.status !== 'done') throw new Error('It was not made.');
  const grant = await authorize(db, { actor, action: 'document.read', on: state.result });
  expect((await getDocument(grant)).title).toBe('Minutes (my copy)');
  const made = jsonFromUpdate((await getDocumentState(grant)).update);
  expect(made.content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph']);
});

test('EDIT-29 what is no copy is refused, and not sent back', async () => {
  const workspace = await aWorkspace(db, actor);
  const form = formOf({ workspaceId: workspace.id, title: 'Copy', content: 'x'.repeat(20_000) });
  const state = await visitor.asks(() => createFromCopy(null, form));
  expect(state).toMatchObject({ status: 'failed', message: 'Please check what you entered.' });
  expect(JSON.stringify(state).length).toBeLessThan(1000);
});

test('MOVE-4 a copy is seen by nobody who does not see the original', async () => {
  const workspace = await aWorkspace(db, actor);
  const place = { actor, workspaceId: workspace.id };
  const colleague = await aMember(db, { workspaceId: workspace.id, role: 'editor' });
  const open = await aDocument(db, place);
  const secret = await aDocument(db, { ...place, access: 'draft' });
  const below = await aDocument(db, { ...place, parentId: secret.id });
  const copyOf = async (documentId: string) => {
    const id =
      (await redirectOf(() => duplicateDocument(null, formOf({ documentId }))))?.split('/').at(-1) ?? '';
    await authorize(db, { actor, action: 'document.write', on: id });
    return id;
  };
  const isSeen = async (on: string) =>
    authorize(db, { actor: colleague, action: 'document.read', on }).then(
      () => true,
      () => false,
    );
  expect(await isSeen(await copyOf(open.id))).toBe(true);
  expect(await isSeen(await copyOf(secret.id))).toBe(false);
  expect(await isSeen(await copyOf(below.id))).toBe(false);
  await db.prisma.document.update({ where: { id: secret.id }, data: { deletedAt: new Date() } });
  expect(await isSeen(await copyOf(below.id))).toBe(false);
});

test('WIKI-19 a page that a link is to lead to comes below a page, at the top for a pad, and is a draft where that is restricted', async () => {
  const workspace = await aWorkspace(db, actor);
  const make = async (kind: 'pad' | 'wiki', access: 'workspace' | 'draft') => {
    const { id } = await createIn(workspace.id, { kind, access });
    const state = await visitor.asks(() => makeLinkedPage(null, formOf({ documentId: id, title: ' Rota ' })));
    if (state?.status !== 'done') throw new Error('It was not made.');
    const grant = await authorize(db, { actor, action: 'document.read', on: state.result.id });
    return { from: id, page: await getDocument(grant) };
  };
  const top = await make('pad', 'workspace');
  expect(top.page).toMatchObject({ kind: 'wiki', title: 'Rota', parentId: null, scopeId: null });
  const below = await make('wiki', 'workspace');
  expect(below.page).toMatchObject({ kind: 'wiki', parentId: below.from, scopeId: null });
  const hidden = await make('wiki', 'draft');
  expect(hidden.page).toMatchObject({ parentId: hidden.from, scopeId: hidden.from });
  const draft = await make('pad', 'draft');
  expect(draft.page).toMatchObject({ parentId: null, scopeId: draft.page.id });
  const empty = await visitor.asks(() => makeLinkedPage(null, formOf({ documentId: top.from, title: '  ' })));
  expect(empty).toMatchObject({ status: 'failed', fields: { title: 'Enter a title.' } });
});

test('FREEZE-1 a copy of what lies below a closed page stays there', async () => {
  const workspace = await aWorkspace(db, actor);
  const closed = await createIn(workspace.id, { kind: 'wiki', access: 'draft' });
  const below = await aDocument(db, { actor, workspaceId: workspace.id, parentId: closed.id });
  await db.prisma.document.update({ where: { id: closed.id }, data: { frozenAt: new Date() } });
  const id = (await redirectOf(() => duplicateDocument(null, formOf({ documentId: below.id }))))
    ?.split('/')
    .at(-1);
  const copy = await db.prisma.document.findUniqueOrThrow({ where: { id: id ?? '' } });
  expect(copy).toMatchObject({ parentId: closed.id, scopeId: closed.id });
});

async function createIn(
  workspaceId: string,
  { kind, access }: { kind: 'pad' | 'wiki'; access: 'workspace' | 'draft' },
) {
  const grant = await authorize(db, { actor, action: 'document.create', on: workspaceId });
  return create(grant, { kind, access, title: 'From here', seed: null });
}
