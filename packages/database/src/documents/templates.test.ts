import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAllDocuments, listDocuments } from './reads.ts';
import { createTemplate, listTemplates } from './templates.ts';
import { listTrash, restoreDocument } from './trash.ts';
import { patchDocument, trashDocument } from './writes.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;
let elsewhereId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  elsewhereId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

const create = (actor: Member, on = workspaceId) => authorize(db, { actor, action: 'document.create', on });
const read = (actor: Member, on = workspaceId) => authorize(db, { actor, action: 'workspace.read', on });

async function aTemplate(
  title: string,
  {
    actor = admin,
    access = 'workspace',
    on = workspaceId,
  }: { actor?: Member; access?: 'workspace' | 'draft'; on?: string } = {},
) {
  return createTemplate(await create(actor, on), { kind: 'pad', title, access, seed: null });
}

async function offered(actor: Member, on = workspaceId) {
  return (await listTemplates(await read(actor, on))).map(({ title, isOwn }) =>
    isOwn ? `${title}, own` : title,
  );
}

test('TPL-3 a template is in no list of documents, nothing lies below it, and it is renamed, thrown away and taken back', async () => {
  const template = await aTemplate('Minutes');
  const page = { limit: 50 };
  expect((await listDocuments(await read(admin), page)).items).toEqual([]);
  expect((await listAllDocuments(await read(admin), page)).items).toEqual([]);
  const organise = () => authorize(db, { actor: editor, action: 'document.organise', on: template.id });
  await patchDocument(await organise(), { patch: { title: 'Agenda' } });
  expect(await offered(admin)).toEqual(['Agenda']);
  const document = await aDocument(db, { actor: admin, workspaceId });
  const below = { patch: { parentId: document.id } };
  await expect(patchDocument(await organise(), below)).rejects.toMatchObject({ code: 'invalid_input' });
  const belowIt = aDocument(db, { actor: admin, workspaceId, parentId: template.id });
  await expect(belowIt).rejects.toMatchObject({ code: 'invalid_input' });
  await trashDocument(await organise());
  expect(await offered(admin)).toEqual([]);
  expect((await listTrash(await create(admin), page)).items.map(({ id }) => id)).toEqual([template.id]);
  await restoreDocument(await create(editor), template.id);
  expect(await offered(admin)).toEqual(['Agenda']);
});

test('TPL-4 one’s own is offered to its owner wherever they are, and to nobody else; a workspace’s to whoever reads it there', async () => {
  await aTemplate('Shared');
  await aTemplate('Secret', { access: 'draft' });
  await aTemplate('Theirs', { actor: editor, access: 'draft' });
  await aTemplate('Elsewhere', { on: elsewhereId });
  expect(await offered(admin)).toEqual(['Secret, own', 'Shared']);
  expect(await offered(admin, elsewhereId)).toEqual(['Elsewhere', 'Secret, own']);
  expect(await offered(editor)).toEqual(['Shared', 'Theirs, own']);
  expect(await offered(await aMember(db, { workspaceId, role: 'reader' }))).toEqual(['Shared']);
  // Whoever has left finds nothing there any more, wherever they ask from.
  await db.prisma.membership.create({
    data: { personId: editor.personId, workspaceId: elsewhereId, role: 'editor' },
  });
  expect(await offered(editor, elsewhereId)).toEqual(['Elsewhere', 'Theirs, own']);
  await db.prisma.membership.deleteMany({ where: { personId: editor.personId, workspaceId } });
  expect(await offered(editor, elsewhereId)).toEqual(['Elsewhere']);
});

test('TPL-5 there are so many templates of a workspace, and of somebody’s own', async () => {
  const many = (count: number, columns: object) =>
    db.prisma.document.createMany({
      data: Array.from({ length: count }, () => ({
        workspaceId,
        kind: 'pad' as const,
        title: 'Many',
        isTemplate: true,
        ...columns,
      })),
    });
  const own = await aTemplate('Own', { actor: editor, access: 'draft' });
  await many(49, { createdById: editor.personId, scopeId: own.id });
  await expect(aTemplate('More', { actor: editor, access: 'draft' })).rejects.toMatchObject({
    code: 'conflict',
  });
  await aTemplate('For all', { actor: editor });
  await many(149, {});
  await expect(aTemplate('More')).rejects.toMatchObject({ code: 'conflict' });
});
