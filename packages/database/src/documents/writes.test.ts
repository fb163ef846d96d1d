import type { Member } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { authorize } from '../access/authorize.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { getDocumentState, listAllDocuments, listDocuments } from './reads.ts';
import { createDocument, patchDocument, trashDocument } from './writes.ts';

let db: Database;
let actor: Member;
let workspace: WorkspaceCard;

beforeAll(async () => {
  db = await openTestDatabase();
  actor = await aMember(db);
  workspace = await aWorkspace(db, actor);
});
afterAll(() => db.close());

const anEmptyDocument = () => aDocument(db, { actor, workspaceId: workspace.id });
const organise = (on: string) => authorize(db, { actor, action: 'document.organise', on });

test('DOCS-2 a new document is seeded once, in the transaction that makes it, under its author', async () => {
  const doc = new Y.Doc();
  doc.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph')]);
  const { id } = await aDocument(db, { actor, workspaceId: workspace.id, seed: Y.encodeStateAsUpdate(doc) });
  const rows = await db.prisma.documentUpdate.findMany({ where: { documentId: id } });
  expect(rows).toMatchObject([{ seq: 1, authorKind: 'person', authorId: actor.personId }]);
  const { seq, update } = await getDocumentState(
    await authorize(db, { actor, action: 'document.read', on: id }),
  );
  const copy = new Y.Doc();
  Y.applyUpdate(copy, update);
  expect(seq).toBe(1);
  expect(copy.getXmlFragment('content').toString()).toBe('<paragraph></paragraph>');
});

test('DOCS-3 a new document without a seed has no row, and reads as empty', async () => {
  const { id } = await anEmptyDocument();
  expect(await db.prisma.documentUpdate.count({ where: { documentId: id } })).toBe(0);
  const { seq, update } = await getDocumentState(
    await authorize(db, { actor, action: 'document.read', on: id }),
  );
  expect(seq).toBe(0);
  expect(() => Y.applyUpdate(new Y.Doc(), update)).not.toThrow();
});

test('DOCS-4 a document lies in its own workspace and never below itself', async () => {
  const [top, middle, bottom] = await Promise.all([anEmptyDocument(), anEmptyDocument(), anEmptyDocument()]);
  await patchDocument(await organise(middle.id), { patch: { parentId: top.id } });
  await patchDocument(await organise(bottom.id), { patch: { parentId: middle.id } });
  for (const parentId of [top.id, bottom.id]) {
    const ring = patchDocument(await organise(top.id), { patch: { parentId } });
    await expect(ring).rejects.toMatchObject({ code: 'invalid_input' });
  }
  const other = await aWorkspace(db, actor);
  const create = await authorize(db, { actor, action: 'document.create', on: other.id });
  const foreign = createDocument(create, { kind: 'wiki', title: 'x', parentId: top.id, seed: null });
  await expect(foreign).rejects.toMatchObject({
    code: 'invalid_input',
    fields: { parentId: expect.any(String) },
  });
});

test('DOCS-5 a change made against an older state is refused, and what was left out stays', async () => {
  const document = await anEmptyDocument();
  const patched = await patchDocument(await organise(document.id), {
    patch: { title: 'Minutes' },
    unchangedSince: [new Date(0), document.updatedAt],
  });
  expect(patched).toMatchObject({ title: 'Minutes', kind: 'pad', parentId: null });
  for (const unchangedSince of [[], [new Date(patched.updatedAt.getTime() - 1)]]) {
    const grant = await organise(document.id);
    const stale = patchDocument(grant, { patch: { title: 'Lost' }, unchangedSince });
    await expect(stale).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(trashDocument(grant, { unchangedSince })).rejects.toMatchObject({
      code: 'precondition_failed',
    });
  }
});

test('DOCS-6 the list has each document once, the last changed first, a page at a time', async () => {
  const { id } = await aWorkspace(db, actor, 'List');
  for (let i = 0; i < 5; i++) await aDocument(db, { actor, workspaceId: id });
  const read = await authorize(db, { actor, action: 'workspace.read', on: id });
  const all = (await listDocuments(read, { limit: 50 })).items;
  const times = all.map(({ updatedAt }) => updatedAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => b - a));
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDocuments(read, { limit: 2, cursor });
    paged.push(...page.items.map((document) => document.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all.map((document) => document.id));
  await expect(listDocuments(read, { limit: 2, cursor: '!' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('API-9 a program that reads page by page misses no document that is changed meanwhile', async () => {
  const { id } = await aWorkspace(db, actor, 'Busy');
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await aDocument(db, { actor, workspaceId: id })).id);
  const read = await authorize(db, { actor, action: 'workspace.read', on: id });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAllDocuments(read, { limit: 2, cursor });
    seen.push(...page.items.map((document) => document.id));
    cursor = page.next ?? undefined;
    const last = made.at(-1) ?? '';
    await patchDocument(await organise(last), { patch: { title: `Changed after ${seen.length}` } });
  } while (cursor);
  expect(seen).toEqual(made);
});

test('DOCS-7 another title is told to every process, any other change is not', async () => {
  const { id } = await anEmptyDocument();
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => heard.push(event));
  await patchDocument(await organise(id), { patch: { kind: 'wiki' } });
  await patchDocument(await organise(id), { patch: { title: 'Minutes' } });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'renamed', documentId: id }]), { timeout: 10_000 });
  stop();
});
