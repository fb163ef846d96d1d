import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { restrictDocument, setRule } from '../documents/rules.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { aMember } from '../testing/factories.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { listPagesWith } from './texts.ts';

let kit: SearchKit;
let editor: Member;

beforeAll(async () => {
  kit = await SearchKit.open();
});
afterAll(() => kit.db.close());
beforeEach(async () => {
  await kit.begin();
  editor = await aMember(kit.db, { workspaceId: kit.workspaceId, role: 'editor' });
});

async function aPage(title: string, text: string, parentId?: string): Promise<DocumentId> {
  const id = await kit.written(title, text, { kind: 'wiki' });
  // What has no rows is behind in nothing.
  await kit.db.prisma.document.update({ where: { id }, data: { lastSeq: 1 } });
  if (parentId) await patchDocument(await may('document.organise', id), { patch: { parentId } });
  await kit.db.pool.query('DELETE FROM search_change');
  return id;
}
const may = <A extends 'document.organise' | 'document.restrict'>(action: A, on: string) =>
  authorize(kit.db, { actor: kit.admin, action, on });
const list = async (
  words: string,
  { actor = kit.admin, ...where }: { actor?: Member; below?: string; cursor?: string } = {},
) =>
  listPagesWith(await authorize(kit.db, { actor, action: 'workspace.read', on: kit.workspaceId }), {
    words,
    ...where,
  });
const titles = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).pages.map(({ title }) => title);

test('STRUCT-1 the pages of a wiki, or of a branch, that may have some words are listed by title, as far as one may read them', async () => {
  const soup = await aPage('Soup', 'We cook with Salt.');
  const below = await aPage('Bread', 'Salt, too', soup);
  const deep = await aPage('Dough', 'and salt', below);
  await aPage('Cake', 'Sugar', soup);
  await aPage('Apple', 'No saltiness');
  const gone = await aPage('Gone', 'Salt');
  await kit.written('Pad', 'Salt');
  await trashDocument(await may('document.organise', gone));
  expect(await titles('SALT')).toEqual(['Apple', 'Bread', 'Dough', 'Soup']);
  expect(await titles('salt,')).toEqual(['Apple', 'Bread', 'Dough', 'Soup']);
  expect(await titles('salt', { below: soup })).toEqual(['Bread', 'Dough', 'Soup']);
  expect(await titles('salt', { below: deep })).toEqual(['Dough']);
  const restrict = await may('document.restrict', below);
  await restrictDocument(restrict);
  expect(await titles('salt', { actor: editor })).toEqual(['Apple', 'Soup']);
  expect(await titles('salt', { actor: editor, below: soup })).toEqual(['Soup']);
  expect(await titles('salt', { actor: editor, below })).toEqual([]);
  const theirs = { subject: { kind: 'person', id: editor.personId }, role: 'reader' } as const;
  await restrictDocument(await may('document.restrict', deep));
  await setRule(await may('document.restrict', deep), theirs);
  expect(await titles('salt', { actor: editor })).toEqual(['Apple', 'Dough', 'Soup']);
  expect(await titles('salt', { actor: editor, below: soup })).toEqual(['Soup']);
  await setRule(await may('document.restrict', below), theirs);
  expect(await titles('salt', { actor: editor, below })).toEqual(['Bread', 'Dough']);
});

test('STRUCT-5 what the index does not know yet may have the words', async () => {
  const id = await aPage('Soup', 'Pepper');
  expect(await titles('salt')).toEqual([]);
  await kit.db.prisma.document.update({ where: { id }, data: { lastSeq: 2 } });
  expect(await titles('salt')).toEqual(['Soup']);
  await kit.db.prisma.document.update({ where: { id }, data: { lastSeq: 1 } });
  await kit.db.pool.query('INSERT INTO search_change (document_id) VALUES ($1)', [id]);
  expect(await titles('salt')).toEqual(['Soup']);
  await kit.db.pool.query('DELETE FROM search_change');
  await kit.db.pool.query('DELETE FROM search_entry WHERE document_id = $1', [id]);
  expect(await titles('salt')).toEqual(['Soup']);
});

test('STRUCT-5 two hundred pages are looked through at a time', async () => {
  await kit.db.pool.query(
    `INSERT INTO document (id, workspace_id, kind, title, position)
     SELECT gen_random_uuid(), $1, 'wiki', 'Page ' || lpad(n::text, 3, '0'), lpad(n::text, 3, '0') FROM generate_series(1, 201) n`,
    [kit.workspaceId],
  );
  const first = await list('salt');
  expect(first.pages).toHaveLength(200);
  expect(first.pages.at(-1)).toMatchObject({ title: 'Page 200', cursor: first.next });
  const second = await list('salt', { cursor: first.next ?? '' });
  expect(second.pages.map(({ title }) => title)).toEqual(['Page 201']);
  expect(second.next).toBeNull();
  await expect(list('salt', { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
});
