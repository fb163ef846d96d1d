import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listDocuments } from './reads.ts';
import { restrictDocument } from './rules.ts';
import { listTags } from './tags.ts';
import { patchDocument, trashDocument } from './writes.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});

const tagged = async (title: string, tags: string[]) =>
  (await aDocument(db, { actor: admin, workspaceId, title, tags })).id;
const organise = (on: string) => authorize(db, { actor: admin, action: 'document.organise', on });
const workspaceFor = (actor: Member) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });

async function tagsFor(actor: Member): Promise<unknown[]> {
  const { items } = await listTags(await workspaceFor(actor), { limit: 50 });
  return items.map(({ tag, documents }) => [tag, documents]);
}

test('TAG-3 the tags of a workspace are listed with how many of the documents have each that one may read', async () => {
  await tagged('a', ['Küche', 'money']);
  const hidden = await tagged('b', ['Secret', 'money']);
  const gone = await tagged('c', ['Küche']);
  await tagged('d', []);
  await aDocument(db, { actor: admin, workspaceId, tags: ['money'], isTemplate: true });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: hidden }));
  await trashDocument(await organise(gone));
  expect(await tagsFor(admin)).toEqual([
    ['Küche', 1],
    ['money', 2],
    ['Secret', 1],
  ]);
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect(await tagsFor(reader)).toEqual([
    ['Küche', 1],
    ['money', 1],
  ]);
});

test('TAG-3 a page of tags leads to the next', async () => {
  await tagged('a', ['Ärger', 'b', 'C']);
  const grant = await workspaceFor(admin);
  const first = await listTags(grant, { limit: 2 });
  expect(first.items.map(({ tag }) => tag)).toEqual(['Ärger', 'b']);
  const { items, next } = await listTags(grant, { limit: 2, cursor: first.next ?? '' });
  expect([items.map(({ tag }) => tag), next]).toEqual([['C'], null]);
});

test('TAG-4 the documents with a tag are listed by title, however it is written', async () => {
  const b = await tagged('b', ['Größe', 'x']);
  await tagged('a', ['grösse']);
  await tagged('c', ['Größenordnung']);
  const filter = { words: '', order: 'title', tag: 'GROSSE' } as const;
  const titles = async () =>
    (await listDocuments(await workspaceFor(admin), { limit: 50, filter })).items.map(({ title }) => title);
  expect(await titles()).toEqual(['a', 'b']);
  const changed = await patchDocument(await organise(b), { patch: { tags: ['y'] } });
  expect(changed.tags).toEqual(['y']);
  expect(await titles()).toEqual(['a']);
  expect((await patchDocument(await organise(b), { patch: { title: 'B' } })).tags).toEqual(['y']);
});
