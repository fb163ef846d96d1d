import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { Database } from '../client.ts';
import { listSharedBranch } from '../shares/reads.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listTop } from '../wiki/reads.ts';
import { listBranchTemplates, setBeginning } from './branch-templates.ts';
import { restrictDocument } from './rules.ts';
import { createTemplate, listTemplates } from './templates.ts';
import { trashDocument } from './writes.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

const read = (actor = editor) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });
const aPage = async (title: string, parentId: DocumentId | null = null) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, parentId })).id;
const aTemplate = async (title: string, parentId: DocumentId | null = null, actor = admin) => {
  const into = await authorize(db, { actor, action: 'document.create', on: workspaceId });
  return (await createTemplate(into, { kind: 'wiki', title, parentId, seed: null })).id;
};
const list = async (id: DocumentId, actor = editor) =>
  (await listBranchTemplates(await read(actor), id)).map(({ title, isNear, begins }) => [
    title,
    isNear,
    begins,
  ]);
const begin = async (id: DocumentId, templateId: DocumentId | null) =>
  setBeginning(await authorize(db, { actor: editor, action: 'document.organise', on: id }), {
    templateId,
    read: await read(),
  });

test('TPL-8 a link to a branch leads to its pages and to none of its templates', async () => {
  const top = await aPage('Top');
  const below = await aPage('Below', top);
  const template = await aTemplate('Minutes', top);
  const share = await authorize(db, { actor: admin, action: 'document.share', on: top });
  const { token } = await createShareLink(share, { role: 'editor', covers: 'branch' });
  const guest = await identify(db, { share: token, cookies: {} });
  const read = await authorize(db, { actor: guest, action: 'document.read', on: top });
  expect((await listSharedBranch(read)).map(({ title }) => title)).toEqual(['Top', 'Below']);
  expect((await authorize(db, { actor: guest, action: 'document.write', on: below })).documentId).toBe(below);
  for (const action of ['document.read', 'document.write'] as const)
    await expect(authorize(db, { actor: guest, action, on: template })).rejects.toMatchObject({
      code: 'not_found',
    });
});

test('TPL-8 a page has the templates of its own and of the pages above it, the nearest first, and no others', async () => {
  const top = await aPage('Top');
  const [below, beside] = [await aPage('Below', top), await aPage('Beside')];
  await aTemplate('Minutes', top);
  await aTemplate('Recipe', below);
  await aTemplate('Agenda', below);
  await aTemplate('Of all');
  expect(await list(below)).toEqual([
    ['Agenda', true, false],
    ['Recipe', true, false],
    ['Minutes', false, false],
  ]);
  expect([await list(top), await list(beside)]).toEqual([[['Minutes', true, false]], []]);
  // It is in no tree, and nobody's own.
  expect(
    (await listTop(await read(), { limit: 9 })).pages.map(({ title, hasChildren }) => [title, hasChildren]),
  ).toEqual([
    ['Top', true],
    ['Beside', false],
  ]);
  const all = await listTemplates(await read(admin));
  expect(all.map(({ title, isOwn, branchId }) => [title, isOwn, branchId])).toEqual([
    ['Agenda', false, below],
    ['Minutes', false, top],
    ['Of all', false, null],
    ['Recipe', false, below],
  ]);
});

test('TPL-9 whoever may read the branch sees its templates, and whoever may write there makes them', async () => {
  const top = await aPage('Top');
  const template = await aTemplate('Minutes', top);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: top }));
  expect([await list(top, admin), await list(top)]).toEqual([[['Minutes', true, false]], []]);
  expect((await listTemplates(await read())).map(({ title }) => title)).toEqual([]);
  await expect(authorize(db, { actor: editor, action: 'document.read', on: template })).rejects.toMatchObject(
    {
      code: 'not_found',
    },
  );
  await expect(aTemplate('Mine', top, editor)).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await listTemplates(await read(admin))).map(({ isOwn }) => isOwn)).toEqual([false]);
});

test('TPL-10 a branch says which of them new pages begin with, and what lies below it may say another', async () => {
  const top = await aPage('Top');
  const below = await aPage('Below', top);
  const [minutes, recipe] = [await aTemplate('Minutes', top), await aTemplate('Recipe', below)];
  await begin(top, minutes);
  expect([await list(top), await list(below)]).toEqual([
    [['Minutes', true, true]],
    [
      ['Recipe', true, false],
      ['Minutes', false, true],
    ],
  ]);
  await begin(below, recipe);
  expect(await list(below)).toEqual([
    ['Recipe', true, true],
    ['Minutes', false, false],
  ]);
  await expect(begin(top, recipe)).rejects.toMatchObject({ code: 'invalid_input' });
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: recipe }));
  expect(await list(below)).toEqual([['Minutes', false, false]]);
  await begin(below, null);
  expect(await list(below)).toEqual([['Minutes', false, true]]);
});
