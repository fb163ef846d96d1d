import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getPastState, listSessions } from '@plenum/database/documents/history';
import { aDocument, aMember, openTestDatabase } from '@plenum/database/testing/factories';
import { beginTransfer } from '@plenum/database/transfers/writes';
import { listNamed } from '@plenum/database/wiki/names';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { readSet } from '@plenum/formats/sets/read-set';
import { writeZip } from '@plenum/formats/zip/write-zip';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Admin, anAdmin, granted, imported, textOf } from '../testing/transfer-kit.ts';
import { ImportRun } from './import-run.ts';
import { importSet } from './import-set.ts';
import { openCollection } from './open-collection.ts';

let target: Database;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-import-'));
  target = await openTestDatabase();
});
afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

const WIKI = {
  'wiki/data/pages/start.txt': '====== Forest ======\n[[group:]] [[nowhere]] {{group:map.png|Map}}',
  'wiki/data/pages/group/start.txt': '====== Group ======\n{{:group:map.png|Map}} [[:start]]',
  'wiki/data/pages/group/north/plan.txt': '====== Plan ======\nNow.',
  'wiki/data/attic/group/north/plan.1600000000.txt.gz': gzipSync('====== Plan ======\nEarlier.'),
  'wiki/data/meta/group/north/plan.changes':
    '1600000000\t10.1.2.3\tC\tgroup:north:plan\tada\tcreated\t\t12\n1600000100\t10.1.2.3\tE\tgroup:north:plan\tbob\tmore\t\t3\n',
  'wiki/conf/acl.auth.php': '# <?php exit()?>\n*\t@ALL\t1\ngroup:*\t@north\t8\n',
};

async function aFile(name: string, files: { name: string; content: string | Uint8Array }[]): Promise<string> {
  const file = path.join(folder, name);
  await pipeline(Readable.from([writeZip(files)]), createWriteStream(file));
  return file;
}

async function aWiki(): Promise<string> {
  const picture = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'blue' } })
    .png()
    .toBuffer();
  return aFile('wiki.zip', [
    ...Object.entries(WIKI).map(([name, text]) => ({ name, content: text })),
    { name: 'wiki/data/media/group/map.png', content: picture },
  ]);
}

test('TAG-6 pages of another program bring their tags, and what is none is told', async () => {
  const admin = await anAdmin(target);
  const vault = await aFile('vault.zip', [
    { name: '.obsidian/app.json', content: '{}' },
    { name: 'Home.md', content: '---\ntags: [Forest, "🎉", north, forest]\n---\nText #money' },
    { name: 'Plain.md', content: 'Text' },
  ]);
  const report = await imported(admin, vault);
  const tags = (title: string) =>
    target.prisma.document.findFirst({
      where: { workspaceId: admin.workspaceId, title },
      select: { tags: true, tagKeys: true },
    });
  const kept = ['forest', 'money', 'north'];
  expect(await tags('Home')).toEqual({ tags: kept, tagKeys: kept });
  expect(await tags('Plain')).toEqual({ tags: [], tagKeys: [] });
  expect(report.losses).toContainEqual(expect.objectContaining({ code: 'properties', places: ['Home'] }));
});

test('SETS-20 what stands before a text of another program as its status and review is so here, and an owner is told', async () => {
  const admin = await anAdmin(target);
  const vault = await aFile('properties.zip', [
    { name: '.obsidian/app.json', content: '{}' },
    { name: 'Home.md', content: '---\nstatus: Beschlossen\nreview: 2027-03-01\nowner: Bea\n---\nText' },
    { name: 'Other.md', content: '---\nstatus: half done\n---\nText' },
  ]);
  const report = await imported(admin, vault);
  const pages = await target.prisma.document.findMany({
    where: { workspaceId: admin.workspaceId },
    include: { properties: true },
    orderBy: { title: 'asc' },
  });
  expect(pages.map(({ title, properties }) => [title, properties])).toEqual([
    ['Home', expect.objectContaining({ status: 'adopted', reviewOn: new Date('2027-03-01'), ownerId: null })],
    ['Other', null],
  ]);
  expect(report.losses).toEqual(
    expect.arrayContaining([
      { code: 'properties', count: 1, places: ['Other'] },
      { code: 'owners', count: 1, places: ['Home: Bea'] },
    ]),
  );
});

test('TRANSFER-17 who does not run the workspace moves pages of another program in without their past, and is told', async () => {
  const admin = await anAdmin(target);
  const { workspaceId } = admin;
  const by = await aMember(target, { workspaceId, role: 'editor' });
  const report = await imported(admin, await aWiki(), { by });
  expect(report.losses).toContainEqual(
    expect.objectContaining({ code: 'lostRevisions', places: ['group:north:plan'] }),
  );
  const where = { document: { workspaceId } };
  const rows = await target.prisma.documentUpdate.findMany({ where, include: { document: true } });
  expect(new Set(rows.map(({ authorKind }) => authorKind))).toEqual(new Set(['system']));
  expect(new Set(rows.map(({ seq }) => seq))).toEqual(new Set([1]));
  expect(new Set(rows.map(({ document }) => document.createdById))).toEqual(new Set([by.personId]));
  expect(rows.every(({ at }) => at.getTime() > Date.now() - 600_000)).toBe(true);
  expect(await target.prisma.pastAuthor.count({ where: { workspaceId } })).toBe(0);
});

test('TRANSFER-7 a DokuWiki becomes a tree below a page, with media, old versions by name, links, and a report', async () => {
  const admin = await anAdmin(target);
  const { actor, workspaceId } = admin;
  const below = await aDocument(target, { actor, workspaceId, kind: 'wiki', title: 'Old wiki' });
  const report = await imported(admin, await aWiki(), { below: below.id });
  expect(report.kind).toBe('dokuwiki');
  expect(report.losses.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['wantedPages', 'accessRules']),
  );
  const pages = await target.prisma.document.findMany({
    where: { workspaceId },
    include: { attachments: true },
  });
  const named = (title: string) => pages.find((page) => page.title === title);
  expect(named('Forest')?.parentId).toBe(below.id);
  const group = named('Group');
  expect(JSON.stringify(await textOf(admin, named('Forest')?.id ?? ''))).toContain(`/d/${group?.id}`);
  const [inForest, inGroup] = [named('Forest')?.attachments[0], group?.attachments[0]];
  expect(inForest).toMatchObject({ id: inGroup?.id, fileId: inGroup?.fileId, mediaType: 'image/png' });
  const plan = named('Plan');
  const history = await granted(admin, 'document.history', plan?.id ?? '');
  expect(JSON.stringify(jsonFromUpdate(await getPastState(history, 1)))).toContain('Earlier.');
  expect(JSON.stringify(await textOf(admin, plan?.id ?? ''))).toContain('Now.');
  const { items } = await listSessions(history, { limit: 5 });
  expect(items.flatMap(({ authors }) => authors.map(({ name, kind }) => [kind, name])).sort()).toEqual([
    ['guest', 'ada'],
    ['guest', 'bob'],
  ]);
  expect((await imported(admin, await aWiki(), { below: below.id })).wasDone).toBe(true);
});

test('WIKI-25, WIKI-26 pages of another program keep their names there, and what they want is linked by name', async () => {
  const admin = await anAdmin(target);
  await imported(admin, await aWiki());
  const named = async (name: string) =>
    (await listNamed(await inWorkspace(admin), name)).map(({ title }) => title);
  expect(await named('group:north:plan')).toEqual(['Plan']);
  expect(await named('Group:Start')).toEqual(['Group']);
  const start = await target.prisma.document.findFirstOrThrow({
    where: { workspaceId: admin.workspaceId, title: 'Forest' },
    select: { id: true },
  });
  const text = JSON.stringify(await textOf(admin, start.id));
  expect(text).toContain('{"type":"documentLink","attrs":{"documentId":null,"label":"nowhere"}}');
  expect(text).not.toContain('/set/page/');

  const vault = await aFile('wanting.zip', [
    { name: '.obsidian/app.json', content: '{}' },
    { name: 'Home.md', content: 'To [[Rules/Soup]] and [[Soup|what we eat]], [[Home]].' },
  ]);
  await imported(admin, vault);
  expect(await named('Home.md')).toEqual(['Home']);
  const home = await target.prisma.document.findFirstOrThrow({
    where: { workspaceId: admin.workspaceId, title: 'Home' },
    select: { id: true },
  });
  expect(textFromJson(await textOf(admin, home.id))).toBe('To Soup and what we eat (Soup), Home.');
});

const inWorkspace = ({ db, actor, workspaceId }: Admin) =>
  authorize(db, { actor, action: 'workspace.read', on: workspaceId });

test('TRANSFER-17 who ceases to run the workspace meanwhile goes on without the past, and is told', async () => {
  const { create, workspaceId } = await anAdmin(target);
  const { folder: files, digest, close } = await openCollection(await aWiki());
  const transfer = await beginTransfer(create, { digest, ids: null, again: false });
  const run = new ImportRun({ create, below: null, untitled: 'Untitled' }, transfer);
  let asked = 0;
  const isTrusted = async () => {
    asked += 1;
    return asked < 2;
  };
  const losses = await importSet(run, { set: readSet(files), isTrusted });
  close();
  expect(losses).toContainEqual(
    expect.objectContaining({ code: 'lostRevisions', places: ['group:north:plan'] }),
  );
  expect(await target.prisma.pastAuthor.count({ where: { workspaceId } })).toBe(0);
});
