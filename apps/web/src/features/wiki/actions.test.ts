// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getAuthorship } from '@plenum/database/documents/authorship';
import { listSessions } from '@plenum/database/documents/history';
import { getDocumentState } from '@plenum/database/documents/reads';
import { restrictDocument, setRule } from '@plenum/database/documents/rules';
import { patchDocument } from '@plenum/database/documents/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { replaceWords } from '@plenum/exchange/replace-words';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { replaceInPages } from './actions.ts';
import { loadReplacing } from './loaders.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

const aPage = async (title: string, markdown: string, parentId?: string): Promise<DocumentId> => {
  const seed = updateFromJson(jsonFromMarkdown(markdown));
  const place = parentId === undefined ? {} : { parentId };
  return (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, seed, ...place })).id;
};
async function as<T>(actor: Member, act: () => Promise<T>): Promise<T> {
  const visitor = new Visitor();
  visitor.headers.set('x-path', '/');
  await visitor.signIn(db, actor);
  return visitor.asks(act);
}
const look = (find: string, by: string, { actor = editor, below }: { actor?: Member; below?: string } = {}) =>
  as(actor, () =>
    loadReplacing(workspaceId, {
      below,
      replacement: { find, with: by, matchesCase: false, wholeWords: false },
    }),
  );
function replace(pages: string[], fields: Record<string, string>, actor = editor) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const id of pages) form.append('pages', id);
  return as(actor, () => replaceInPages(null, form));
}
async function textOf(on: string): Promise<string> {
  const read = await authorize(db, { actor: admin, action: 'document.read', on });
  return textFromJson(jsonFromUpdate((await getDocumentState(read)).update));
}
async function makeReader(on: string): Promise<void> {
  const grant = () => authorize(db, { actor: admin, action: 'document.restrict', on });
  await restrictDocument(await grant());
  await setRule(await grant(), { subject: { kind: 'person', id: editor.personId }, role: 'reader' });
}
const freeze = async (on: string) =>
  patchDocument(await authorize(db, { actor: admin, action: 'document.organise', on }), {
    patch: { isFrozen: true },
  });

test('STRUCT-1 a preview has what would be replaced in pages that one may write in, and how many others have it', async () => {
  const soup = await aPage('Soup', 'Salt, salt.\n\nNo pepper.');
  await aPage('Bread', `${'salt '.repeat(9)}`, soup);
  await makeReader(await aPage('Known', 'Salt'));
  await freeze(await aPage('Closed', 'Salt'));
  const hidden = await aPage('Hidden', 'Salt');
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: hidden }));
  await aPage('Cake', 'Sugar');
  const { found, branch } = await look('salt', 'sugar');
  expect(branch).toBeNull();
  expect(found).toMatchObject({ untouched: 2, next: null });
  expect(found?.pages.map(({ title, count, found }) => [title, count, found.length])).toEqual([
    ['Bread', 9, 5],
    ['Soup', 2, 2],
  ]);
  expect(found?.pages[1]?.found[1]).toEqual({ before: 'Salt, ', words: 'salt', after: '.' });
  const below = await look('salt', 'sugar', { below: soup });
  expect([below.branch?.title, below.found?.untouched, below.found?.pages.length]).toEqual(['Soup', 0, 2]);
});

test('STRUCT-1, STRUCT-7 whoever may only read has no page for it, and in a branch of theirs whoever writes there', async () => {
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  const [own, other] = [await aPage('Own', 'Salt'), await aPage('Other', 'Salt')];
  const grant = () => authorize(db, { actor: admin, action: 'document.restrict', on: own });
  await restrictDocument(await grant());
  const seen = async (below?: string) =>
    look('salt', 'x', { actor: reader, ...(below && { below }) }).then(
      ({ found }) => found?.pages.map(({ title }) => title),
      (error) => signalOf(error)?.split(';')[1],
    );
  expect([await seen(), await seen(own), await seen(other)]).toEqual(['404', '404', '404']);
  await setRule(await grant(), { subject: { kind: 'person', id: reader.personId }, role: 'editor' });
  expect([await seen(), await seen(own), await seen(other)]).toEqual(['404', ['Own'], '404']);
  const elsewhere = (await aDocument(db, { actor: admin, workspaceId: (await aWorkspace(db, admin)).id })).id;
  await expect(look('salt', 'x', { actor: admin, below: elsewhere })).rejects.toSatisfy(
    (error) => signalOf(error) !== null,
  );
});

test('STRUCT-4 what is there by then is replaced in the pages that were ticked, and what is refused is named', async () => {
  const [a, b, closed, gone, free] = [
    await aPage('a', 'Salt'),
    await aPage('b', 'salt SALT saltiness'),
    await aPage('Closed', 'Salt'),
    await aPage('Gone', 'Salt'),
    await aPage('Free', 'Salt'),
  ];
  await look('salt', 'sugar');
  await replace([a], { find: 'salt', with: 'salt and salt' }, admin);
  await freeze(closed);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: gone }));
  const fields = { find: 'salt', with: 'sugar', wholeWords: 'yes' };
  const forbidden = 'You may not do this here. Somebody with more rights can, or can give you the right.';
  expect(await replace([a, closed, gone, b, b], fields)).toEqual({
    status: 'done',
    result: [
      { title: 'a', refused: null, result: { count: 2, isAll: true } },
      { title: 'Closed', refused: forbidden },
      { title: null, refused: 'This does not exist, or you have no access to it.' },
      { title: 'b', refused: null, result: { count: 2, isAll: true } },
    ],
  });
  expect(await Promise.all([a, b, closed, gone, free].map(textOf))).toEqual([
    'sugar and sugar',
    'sugar sugar saltiness',
    'Salt',
    'Salt',
    'Salt',
  ]);
  expect(await replace([closed], fields)).toMatchObject({ status: 'failed', message: forbidden });
  expect(await replace([], fields)).toMatchObject({
    status: 'failed',
    fields: { pages: 'Choose at least one page.' },
  });
});

test('STRUCT-2 it is an edit of whoever did it, which the history has and takes back', async () => {
  const id = await aPage('Soup', 'Salt and pepper');
  await replace([id], { find: 'salt', with: 'Sugar' });
  const history = await authorize(db, { actor: admin, action: 'document.history', on: id });
  const { authors, clients } = await getAuthorship(history);
  const theirs = authors.findIndex(({ key }) => key === `person ${editor.personId}`);
  expect(
    clients.flatMap(([, stretches]) => stretches).filter(([, author]) => author === theirs),
  ).toHaveLength(1);
  const { items } = await listSessions(history, { limit: 10 });
  expect(items[0]?.authors).toHaveLength(2);
  await returnToPast(history, 1);
  expect(await textOf(id)).toBe('Salt and pepper');
});

test('STRUCT-4 two who replace the same at once do it once', async () => {
  const id = await aPage('Soup', 'the group and the group');
  const words = { find: 'group', with: 'working group', matchesCase: false, wholeWords: false };
  const once = async (actor: Member) =>
    replaceWords(await authorize(db, { actor, action: 'document.write', on: id }), words);
  const done = await Promise.all([once(admin), once(editor), once(admin), once(editor)]);
  expect(done.map(({ count }) => count).sort()).toEqual([0, 0, 0, 2]);
  expect(await textOf(id)).toBe('the working group and the working group');
});
