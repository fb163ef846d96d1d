import { rmSync } from 'node:fs';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { archiveDocument, unarchiveDocument } from '@plenum/database/documents/archive';
import { setBeginning } from '@plenum/database/documents/branch-templates';
import { restrictDocument } from '@plenum/database/documents/rules';
import { createTemplate } from '@plenum/database/documents/templates';
import { publish } from '@plenum/database/publications/writes';
import { aDocument, openTestDatabase } from '@plenum/database/testing/factories';
import { getStartPage, setStartPage } from '@plenum/database/wiki/start-page';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesNow } from '../public-pages.ts';
import { type Admin, aFullWorkspace, anAdmin, archiveOf, folder, imported } from '../testing/transfer-kit.ts';
import { openCollection } from './open-collection.ts';

let from: Database;
let to: Database;
beforeAll(async () => {
  from = await openTestDatabase();
  to = await openTestDatabase();
});
afterAll(async () => {
  await from.close();
  await to.close();
  rmSync(folder, { recursive: true, force: true });
});

const manage = ({ db, actor, workspaceId: on }: Admin) =>
  authorize(db, { actor, action: 'workspace.manage', on });
const creates = ({ db, actor, workspaceId: on }: Admin) =>
  authorize(db, { actor, action: 'document.create', on });
const sees = ({ db, actor, workspaceId: on }: Admin) =>
  authorize(db, { actor, action: 'workspace.read', on });
const archiving = ({ db, actor }: Admin, on: string) =>
  authorize(db, { actor, action: 'document.archive', on });
const beginWith = async (admin: Admin, pageId: string) =>
  setStartPage(await manage(admin), { pageId, sees: await sees(admin) });
const start = async (admin: Admin) => (await getStartPage(await sees(admin)))?.title ?? null;
const aPage = async ({ db, actor, workspaceId }: Admin, title: string, parentId: string | null = null) =>
  (await aDocument(db, { actor, workspaceId, kind: 'wiki', title, parentId })).id;

/** Lets nobody but one person have access to a page. */
async function keepFor({ db, actor }: Admin, on: string, { personId }: Member): Promise<void> {
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on }));
  await db.prisma.documentRule.updateMany({ where: { documentId: on }, data: { personId } });
}

/** A template of a workspace, or of the branch of a page. */
const aTemplate = async (admin: Admin, title: string, parentId: string | null = null) =>
  (await createTemplate(await creates(admin), { kind: 'pad', title, parentId, seed: null })).id;
const anOwnTemplate = async (admin: Admin) =>
  createTemplate(await creates(admin), { kind: 'pad', title: 'Mine', access: 'draft', seed: null });

/** Lets new pages below a page begin with a template. */
async function letBegin(admin: Admin, on: string, templateId: string): Promise<void> {
  const { db, actor } = admin;
  const organise = await authorize(db, { actor, action: 'document.organise', on });
  await setBeginning(organise, { templateId, read: await sees(admin) });
}

/** The templates of a workspace, by title: below which page they lie, and with which what new pages begin. */
async function templatesOf({ db, workspaceId }: Admin) {
  const templates = await db.prisma.document.findMany({
    where: { workspaceId, isTemplate: true },
    orderBy: { title: 'asc' },
    select: { title: true, parent: { select: { title: true } } },
  });
  const pages = await db.prisma.document.findMany({
    where: { workspaceId, beginsWithId: { not: null } },
    orderBy: { title: 'asc' },
    select: { title: true, beginsWith: { select: { title: true } } },
  });
  return {
    templates: templates.map(({ title, parent }) => [title, parent?.title]),
    beginnings: pages.map(({ title, beginsWith }) => [title, beginsWith?.title]),
  };
}

/** How each page of a workspace stands, by titles. */
async function standing({ db, workspaceId }: Admin) {
  const pages = await db.prisma.document.findMany({
    where: { workspaceId },
    orderBy: { title: 'asc' },
    select: {
      title: true,
      archivedAt: true,
      archivedWith: { select: { title: true } },
      mergedInto: { select: { title: true } },
    },
  });
  return pages.map(({ title, archivedAt, archivedWith, mergedInto }) => [
    ...[title, archivedAt?.toISOString()],
    ...[archivedWith?.title, mergedInto?.title],
  ]);
}

/** A workspace with a start page, a branch in the archive, and a page whose text went into another one. */
async function aStandingWorkspace() {
  const full = await aFullWorkspace(from);
  await archiveDocument(await archiving(full, full.ids.plans));
  const old = await aPage(full, 'Old');
  await archiveDocument(await archiving(full, old));
  await from.prisma.document.update({ where: { id: old }, data: { mergedIntoId: full.ids.home } });
  await beginWith(full, full.ids.home);
  return full;
}

describe('what holds for pages', () => {
  test('TRANSFER-20 comes along: the archive, what went there together, what a text went into, and where the wiki begins', async () => {
    const full = await aStandingWorkspace();
    const { file } = await archiveOf(full, 'standing.zip');
    const [there, beside] = [await anAdmin(to), await anAdmin(from)];
    for (const admin of [there, beside]) {
      const { losses } = await imported(admin, file);
      expect(losses.map(({ code }) => code)).toEqual(['owners']);
      expect(await standing(admin)).toEqual(await standing(full));
      expect(await start(admin)).toBe('Home');
    }
    expect((await standing(full)).map(([title, , together]) => [title, together])).toContainEqual([
      'Apple',
      'Plans',
    ]);
    const { id } = await to.prisma.document.findFirstOrThrow({
      where: { title: 'Plans', workspaceId: there.workspaceId },
    });
    await unarchiveDocument(await archiving(there, id));
    expect((await standing(there)).filter(([, archivedAt]) => archivedAt).map(([title]) => title)).toEqual([
      'Old',
    ]);
  });

  test('TRANSFER-22 comes along: templates of the workspace and its branches, and what new pages begin with', async () => {
    const full = await aFullWorkspace(from);
    const { home, plans } = full.ids;
    const form = await aTemplate(full, 'Form of plans', plans);
    await aTemplate(full, 'Letter');
    await anOwnTemplate(full);
    await letBegin(full, plans, form);
    const whole = await archiveOf(full, 'templates.zip');
    const there = await anAdmin(to);
    await imported(there, whole.file);
    expect(await templatesOf(there)).toEqual({
      templates: [
        ['Form of plans', 'Plans'],
        ['Letter', undefined],
      ],
      beginnings: [['Plans', 'Form of plans']],
    });
    // What lies elsewhere is no template of the branch, and nothing of it goes out.
    await letBegin(full, home, await aTemplate(full, 'Form of home', home));
    const branch = await archiveOf(full, 'templates-of-plans.zip', plans);
    const alone = await anAdmin(to);
    await imported(alone, branch.file);
    expect((await templatesOf(alone)).templates).toEqual([['Form of plans', 'Plans']]);
  });

  test('TRANSFER-22 stays away beyond what a workspace may have of templates, and that is told', async () => {
    const full = await aFullWorkspace(from);
    await aTemplate(full, 'One too many', full.ids.plans);
    const { file } = await archiveOf(full, 'too-many-templates.zip');
    const there = await anAdmin(to);
    const one = { workspaceId: there.workspaceId, kind: 'pad', title: 'x', isTemplate: true } as const;
    await to.prisma.document.createMany({ data: Array.from({ length: 200 }, () => one) });
    const { losses } = await imported(there, file);
    expect(losses).toContainEqual(
      expect.objectContaining({ code: 'templates', count: 1, places: ['One too many'] }),
    );
    expect(await to.prisma.document.count({ where: { ...one, title: 'One too many' } })).toBe(0);
    expect(
      await to.prisma.document.count({ where: { workspaceId: there.workspaceId, title: 'Plans' } }),
    ).toBe(1);
  });

  test('TRANSFER-20 comes along where the import was cut off after its last page', async () => {
    const full = await aStandingWorkspace();
    const { file } = await archiveOf(full, 'cut.zip');
    const admin = await anAdmin(to);
    const cut = new AbortController();
    let pages = 0;
    const onPage = () => {
      pages += 1;
      if (pages === 5) cut.abort();
    };
    await expect(imported(admin, file, { signal: cut.signal, onPage })).rejects.toThrow();
    expect((await standing(admin)).every(([, archivedAt]) => archivedAt === undefined)).toBe(true);
    await imported(admin, file);
    expect(await standing(admin)).toEqual(await standing(full));
    expect(await start(admin)).toBe('Home');
  });

  test('TRANSFER-20 changes nothing of where a wiki begins already, or of that above a page; that is told', async () => {
    const full = await aStandingWorkspace();
    const { file } = await archiveOf(full, 'start.zip');
    const [begun, other] = [await anAdmin(to), await anAdmin(to)];
    await beginWith(begun, await aPage(begun, 'Here'));
    const below = await aPage(other, 'Below');
    const told = expect.objectContaining({ code: 'startPage', count: 1, places: ['Home'] });
    expect((await imported(begun, file)).losses).toContainEqual(told);
    expect((await imported(other, file, { below })).losses).toContainEqual(told);
    expect([await start(begun), await start(other)]).toEqual(['Here', null]);
  });

  test('TRANSFER-20 goes out of no page that does not go out itself', async () => {
    const full = await aStandingWorkspace();
    await keepFor(full, full.ids.home, full.other);
    const { file, left } = await archiveOf(full, 'hidden-start.zip');
    expect(left.hidden).toBe(0);
    const { folder: files, close } = await openCollection(file);
    expect(Buffer.from(files.read('plenum.json') ?? []).toString()).not.toContain(full.ids.home);
    close();
    const admin = await anAdmin(to);
    expect((await imported(admin, file)).losses.map(({ code }) => code)).toEqual(['owners']);
    const old = (await standing(admin)).find(([title]) => title === 'Old');
    expect([old?.[1] !== undefined, old?.[3], await start(admin)]).toEqual([true, undefined, null]);
  });
});

test('TRANSFER-21 what comes in is public by nothing, also below what is', async () => {
  const full = await aFullWorkspace(from);
  const public_ = async (admin: Admin, on: string) => {
    const share = await authorize(admin.db, { actor: admin.actor, action: 'document.share', on });
    const settings = { slug: `public-${on}`, covers: 'branch', isIndexed: true, hasFeed: false } as const;
    await publish(share, { settings, pages: await pagesNow(share, { covers: 'branch', published: null }) });
  };
  const publicTitles = async ({ db, workspaceId }: Admin) => {
    const pages = await db.prisma.publicPage.findMany({
      where: { document: { workspaceId } },
      select: { title: true },
    });
    return pages.map(({ title }) => title).sort();
  };
  await public_(full, full.ids.plans);
  expect(await publicTitles(full)).toEqual(['Apple', 'Plans', 'Zebra']);
  const { file } = await archiveOf(full, 'public.zip');
  const admin = await anAdmin(to);
  const below = await aPage(admin, 'Handbook');
  await public_(admin, below);
  await imported(admin, file, { below });
  expect(await publicTitles(admin)).toEqual(['Handbook']);
  const publications = await to.prisma.publication.count({
    where: { document: { workspaceId: admin.workspaceId } },
  });
  expect(publications).toBe(1);
});

describe('what stays', () => {
  test('TRANSFER-5 is counted as far as whoever exports may read it, in the branch that they ask for', async () => {
    const full = await aFullWorkspace(from);
    const { other, workspaceId, ids } = full;
    await keepFor(full, await aPage(full, 'Secret', ids.plans), other);
    const shown = await aPage(full, 'Shown', ids.plans);
    await keepFor(full, shown, other);
    const { personId } = full.actor;
    await from.prisma.documentRule.create({ data: { documentId: shown, personId, role: 'reader' } });
    const forms = [await aPage(full, 'Form'), await aPage(full, 'Form of plans', ids.plans)];
    const secretForm = await aPage(full, 'Secret form', ids.plans);
    await keepFor(full, secretForm, other);
    await from.prisma.document.updateMany({
      where: { workspaceId, id: { in: [...forms, secretForm] } },
      data: { isTemplate: true },
    });
    await anOwnTemplate(full);
    const whole = await archiveOf(full, 'whole-left.zip');
    expect(whole.left).toMatchObject({ hidden: 1, templates: 1 });
    const plans = await archiveOf(full, 'plans-left.zip', ids.plans);
    expect(plans.left).toMatchObject({ hidden: 1, templates: 0 });
    const home = await archiveOf(full, 'home-left.zip', ids.home);
    expect(home.left).toMatchObject({ hidden: 0, templates: 0 });
  });

  test('TRANSFER-5 is nothing of theirs that lies below what they may not read', async () => {
    const full = await aFullWorkspace(from);
    const { other, workspaceId, ids } = full;
    const between = await aPage(full, 'Between', ids.plans);
    const theirs = await aPage(full, 'Theirs', between);
    await keepFor(full, theirs, other);
    await restrictDocument(
      await authorize(from, { actor: full.actor, action: 'document.restrict', on: between }),
    );
    const create = await authorize(from, { actor: other, action: 'document.create', on: workspaceId });
    const bea = { ...full, actor: other, create };
    const { file, left } = await archiveOf(bea, 'between.zip', ids.plans);
    expect(left.hidden).toBe(0);
    const admin = await anAdmin(to);
    await imported(admin, file);
    expect((await standing(admin)).map(([title]) => title)).toEqual(['Apple', 'Plans', 'Theirs', 'Zebra']);
  });
});
