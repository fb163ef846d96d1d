import { createWriteStream, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { listDocuments } from '@plenum/database/documents/reads';
import { restrictDocument } from '@plenum/database/documents/rules';
import { aDocument, aMember, openTestDatabase } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { updateOver } from '@plenum/editor/yjs/update-over';
import { writeArchive } from '@plenum/formats/sets/plenum/write-archive';
import { TRANSFER_WORDS } from '@plenum/formats/sets/transfer-words';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Admin,
  aFullWorkspace,
  anAdmin,
  archiveOf,
  doc,
  folder,
  imported,
  inFolder,
  pageOf,
  paragraph,
  treeOf,
  words,
} from '../testing/transfer-kit.ts';
import { exportBook, exportSite } from './export-collection.ts';
import { openCollection } from './open-collection.ts';

let [from, to]: Database[] = [];
beforeAll(async () => {
  from = await openTestDatabase();
  to = await openTestDatabase();
});
afterAll(async () => {
  await from?.close();
  await to?.close();
  rmSync(folder, { recursive: true, force: true });
});

function databases(): { from: Database; to: Database } {
  if (!from || !to) throw new Error('no databases');
  return { from, to };
}

async function restrict({ db, actor }: Admin, on: string): Promise<void> {
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on }));
}

const first = updateFromJson(doc(paragraph(words('Before'))));
/** Builds on rows that are not in the archive. */
const later = updateOver(first, doc(paragraph(words('Before and after')))) ?? first;

/** An archive of one page, as somebody may have made it by hand. */
async function anArchive(data: Uint8Array, about: { taskId?: string } = {}): Promise<string> {
  const at = '2026-01-02T03:04:05.678Z';
  const id = '01a21938-ac32-76ad-892f-5f28dda60541';
  const place = { anchorFrom: '/////w==', anchorTo: '/////w==', quote: 'x', replacement: null };
  const thread = { ...place, ...about, createdAt: at, resolvedAt: null, resolvedBy: null, comments: [] };
  const pieces = writeArchive({
    title: 'Bad',
    origin: 'https://plenum.example',
    now: new Date(at),
    people: [],
    places: [{ id, parent: null, title: 'Bad' }],
    files: [],
    page: async () => ({
      ...{ id, parent: null, kind: 'wiki', title: 'Bad', icon: 'no emoji', tags: [], properties: {} },
      ...{ createdAt: at, createdBy: null, updatedAt: at, content: doc() },
      rows: [{ seq: 1, at: new Date(at), author: null, data }],
      details: { threads: [thread], versions: [], tasks: [] },
    }),
    file: async () => null,
  });
  const file = inFolder('bad.zip');
  await pipeline(Readable.from(pieces), createWriteStream(file));
  return file;
}

describe('an archive of a workspace', () => {
  test('TRANSFER-1 is the same in an empty instance: texts, tree, links, attachments, comments, history', async () => {
    const { from: source, to: target } = databases();
    const full = await aFullWorkspace(source);
    const { file, left } = await archiveOf(full, 'full.zip');
    expect(left).toEqual({ hidden: 0, restricted: 0, templates: 0, largeFiles: [], goneFiles: [] });
    const empty = await anAdmin(target);
    const report = await imported(empty, file);
    expect(report).toMatchObject({
      ...{ kind: 'plenum', pages: 4, wasDone: false },
      losses: [{ code: 'owners', count: 1, places: ['Plans: Bea Birch'] }],
    });
    expect(await treeOf(empty)).toEqual(await treeOf(full));
    for (const id of Object.values(full.ids)) expect(await pageOf(empty, id)).toEqual(await pageOf(full, id));
    const { authors, threads } = await pageOf(empty, full.ids.home);
    expect(authors.flat()).toContain('Bea Birch');
    expect(threads[0]?.comments[0]).toMatchObject({ body: 'Is that so?', name: 'Bea Birch' });
  });

  test('TRANSFER-2 names who wrote there by name, and makes nobody an account', async () => {
    const { from: source, to: target } = databases();
    const full = await aFullWorkspace(source);
    const { file } = await archiveOf(full, 'people.zip');
    const empty = await anAdmin(target);
    // Somebody here has the id of one who wrote there.
    const { personId: id } = await aMember(target);
    await target.prisma.person.update({ where: { id }, data: { id: full.other.personId } });
    const before = await target.prisma.person.count();
    await imported(empty, file);
    expect(await target.prisma.person.count()).toBe(before);
    const rows = await target.prisma.documentUpdate.findMany({ where: { documentId: full.ids.home } });
    expect(rows.map(({ authorKind }) => authorKind)).toEqual(['guest', 'guest']);
    expect((await pageOf(empty, full.ids.home)).authors.flat()).toContain('Bea Birch');
    const comments = await target.prisma.comment.findMany({
      where: { thread: { documentId: full.ids.home } },
    });
    expect(comments.map(({ personId, guestId }) => [personId, guestId])).toEqual([[null, null]]);
  });

  test('TRANSFER-3, WIKI-25 beside what it was made of leads to its own pages and files, once', async () => {
    const { from: source } = databases();
    const full = await aFullWorkspace(source);
    const { file } = await archiveOf(full, 'beside.zip');
    const beside = await anAdmin(source);
    await imported(beside, file);
    expect(await treeOf(beside)).toEqual(await treeOf(full));
    const pages = await source.prisma.document.findMany({ where: { workspaceId: beside.workspaceId } });
    const idOf = (title: string) => pages.find((page) => page.title === title)?.id ?? '';
    const { text, files } = await pageOf(beside, idOf('Home'));
    const json = JSON.stringify(text);
    for (const id of [...Object.values(full.ids), ...Object.values(full.files)])
      expect(json).not.toContain(id);
    expect(json).toContain(`/d/${idOf('Zebra')}#block-x`);
    expect(json).toContain(`/d/${idOf('Plans')}`);
    expect(json).toContain(`{"documentId":"${idOf('Apple')}","label":"Apple once"}`);
    expect(json).toContain('{"documentId":null,"label":"Pear"}');
    const names = { documentId: idOf('Zebra') };
    expect(await source.prisma.documentAlias.findMany({ where: names })).toEqual([
      { ...names, key: 'animals zebra' },
    ]);
    for (const { fileId } of files) expect(json).toContain(fileId);
    expect(await imported(beside, file)).toMatchObject({ wasDone: true });
    expect(await source.prisma.document.count({ where: { workspaceId: beside.workspaceId } })).toBe(4);
    await imported(beside, file, { apart: 'again' });
    expect(await imported(beside, file, { apart: 'again' })).toMatchObject({ wasDone: true });
    expect(await source.prisma.document.count({ where: { workspaceId: beside.workspaceId } })).toBe(8);
  });

  test('TRANSFER-4 that was interrupted goes on where it was, and makes nothing twice', async () => {
    const { from: source } = databases();
    const full = await aFullWorkspace(source);
    const { file } = await archiveOf(full, 'cut.zip');
    const beside = await anAdmin(source);
    for (let cut = 1; cut < 4; cut += 1) {
      await expect(
        imported(beside, file, { signal: AbortSignal.abort(new Error('cut off')) }),
      ).rejects.toThrow('cut off');
      expect(await source.prisma.document.count({ where: { workspaceId: beside.workspaceId } })).toBe(cut);
    }
    await imported(beside, file);
    expect(await treeOf(beside)).toEqual(await treeOf(full));
    const files = await source.prisma.attachment.count({
      where: { document: { workspaceId: beside.workspaceId } },
    });
    expect(files).toBe(2);
  });

  test('TRANSFER-5 holds a branch alone where that is asked for, and nothing that whoever exports may not read', async () => {
    const { from: source, to: target } = databases();
    const full = await aFullWorkspace(source);
    const { workspaceId, other } = full;
    await aDocument(source, {
      actor: other,
      workspaceId,
      kind: 'wiki',
      title: 'Draft of Bea',
      access: 'draft',
    });
    const whole = await archiveOf(full, 'whole.zip');
    expect(whole.left.hidden).toBe(0);
    const { file } = await archiveOf(full, 'branch.zip', full.ids.plans);
    const empty = await anAdmin(target);
    await imported(empty, file);
    const page = (title: string, below: unknown[] = []) => ({
      ...{ title, icon: null, tags: [], tagKeys: [], kind: 'wiki' },
      below,
    });
    expect(await treeOf(empty)).toMatchObject([page('Plans', [page('Zebra'), page('Apple')])]);
  });

  test('TRANSFER-11 lets nobody but whoever imports read what not everybody might there, and a site has none of it', async () => {
    const { from: source, to: target } = databases();
    const full = await aFullWorkspace(source);
    await restrict(full, full.ids.plans);
    await restrict(full, full.ids.first);
    const empty = await anAdmin(target);
    const member = await aMember(target, { workspaceId: empty.workspaceId, role: 'admin' });
    const reads = async (actor: Member) => {
      const grant = { actor, action: 'workspace.read', on: empty.workspaceId } as const;
      const { items } = await listDocuments(await authorize(target, grant), { limit: 50 });
      return items.map(({ title }) => title).sort();
    };
    await imported(empty, (await archiveOf(full, 'restricted.zip')).file);
    expect(await reads(empty.actor)).toEqual(['Apple', 'Home', 'Plans', 'Zebra']);
    expect(await reads(member)).toEqual(['Home']);
    // A branch comes without the page whose rules it has.
    const branch = await archiveOf(full, 'restricted-branch.zip', full.ids.second);
    await imported(empty, branch.file);
    expect(await reads(empty.actor)).toEqual(['Apple', 'Home', 'Plans', 'Zebra', 'Zebra']);
    expect(await reads(member)).toEqual(['Home']);
    const site = { title: 'Forest', words: TRANSFER_WORDS.en };
    const whole = await exportSite(full.create, { ...site, branch: null });
    expect(whole).toMatchObject({ pages: 1, left: { restricted: 3 } });
    const plans = await exportSite(full.create, { ...site, branch: full.ids.plans });
    expect(plans).toMatchObject({ pages: 2, left: { restricted: 1 } });
  });

  test('TRANSFER-17 is imported by admins alone, since it says who wrote what', async () => {
    const { from: source } = databases();
    const full = await aFullWorkspace(source);
    const { file } = await archiveOf(full, 'forged.zip');
    const beside = await anAdmin(source);
    const by = await aMember(source, { workspaceId: beside.workspaceId, role: 'editor' });
    await expect(imported(beside, file, { by })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await source.prisma.document.count({ where: { workspaceId: beside.workspaceId } })).toBe(0);
    expect(await source.prisma.pastAuthor.count({ where: { workspaceId: beside.workspaceId } })).toBe(0);
  });
  test('TRANSFER-17 comes in no further than whoever imports has the right', async () => {
    const { from: source } = databases();
    const full = await aFullWorkspace(source);
    const { file } = await archiveOf(full, 'lost-right.zip');
    const beside = await anAdmin(source);
    const { workspaceId } = beside;
    const by = await aMember(source, { workspaceId, role: 'admin' });
    const where = { workspaceId_personId: { personId: by.personId, workspaceId } };
    let last: Promise<unknown> = Promise.resolve();
    const onPage = () => {
      last = source.prisma.membership.update({ where, data: { role: 'editor' } }).then();
    };
    const importing = imported(beside, file, { by, onPage });
    await expect(importing).rejects.toMatchObject({ code: 'forbidden' });
    await last;
    expect(await source.prisma.document.count({ where: { workspaceId } })).toBeLessThan(4);
  });
  test.each([
    ['no update', Buffer.from([1, 1, 255, 255, 3, 9])],
    ['a change of what is not there', later],
  ])('TRANSFER-6 whose log has %s is refused, and no text of that page is written', async (_, data) => {
    const admin = await anAdmin(databases().to);
    await expect(imported(admin, await anArchive(data))).rejects.toThrow('is damaged');
    const where = { document: { workspaceId: admin.workspaceId } };
    expect(await admin.db.prisma.documentUpdate.count({ where })).toBe(0);
  });

  test('TRANSFER-6 whose comments are at no place, and whose icon is no emoji, comes in without those', async () => {
    const admin = await anAdmin(databases().to);
    await imported(admin, await anArchive(first));
    const pages = await admin.db.prisma.document.findMany({
      where: { workspaceId: admin.workspaceId },
      include: { threads: true },
    });
    expect(pages).toMatchObject([
      { icon: null, threads: [{ anchorFrom: null, anchorTo: null, quote: 'x' }] },
    ]);
  });
});

test('TASK-613 what was said about a task comes along with it, and goes out again', async () => {
  const [admin, other] = [await anAdmin(databases().to), await anAdmin(databases().from)];
  const taskId = '0192f000-0000-7000-8000-00000000000a';
  await imported(admin, await anArchive(first, { taskId }));
  await imported(other, (await archiveOf(admin, 'again.zip')).file);
  for (const { db, workspaceId } of [admin, other]) {
    const threads = await db.prisma.commentThread.findMany({ where: { document: { workspaceId } } });
    expect(threads).toMatchObject([{ taskId, quote: 'x' }]);
  }
});

test('TRANSFER-18 a branch goes out as one page to be printed: a cover, its contents with links, and each page anew', async () => {
  const { from: source } = databases();
  const full = await aFullWorkspace(source);
  const words = TRANSFER_WORDS.de;
  const { pieces, pages } = await exportBook(full.create, { title: 'Wald & Wiese', branch: null, words });
  let html = '';
  for await (const piece of pieces) html += piece;
  expect(pages).toBe(4);
  expect(html).toContain('<html lang="de">');
  expect(html).toContain('<h1 dir="auto">Wald &amp; Wiese</h1><p>Stand: ');
  const { home, plans, second } = full.ids;
  expect(html).toMatch(
    new RegExp(`<a href="#page-${plans}" dir="auto">Plans</a><ul><li><a href="#page-${second}"`),
  );
  expect(html.match(/<article id="page-/g)).toHaveLength(4);
  // A link by a title reads as what that is called now; a name leads nowhere.
  const { first } = full.ids;
  expect(html).toMatch(new RegExp(`<a href="#page-${first}"[^>]*>Apple</a>Pear`));
  // A link to a block leads to it, one to a page to where that begins, and no picture is fetched.
  const homePage = html.slice(html.indexOf(`<article id="page-${home}"`), html.indexOf('</article>'));
  expect(homePage).toContain('href="#block-x"');
  expect(homePage).toContain(`href="#page-${plans}"`);
  expect(homePage).toContain('<img src="data:image/png;base64,');
});

test('TRANSFER-8, WIKI-21 a workspace goes out as a site of files, whose links lead within it', async () => {
  const { from: source } = databases();
  const full = await aFullWorkspace(source);
  const { pieces } = await exportSite(full.create, {
    title: 'Forest',
    branch: null,
    words: TRANSFER_WORDS.en,
  });
  const file = inFolder('site.zip');
  await pipeline(Readable.from(pieces), createWriteStream(file));
  const { folder: files, close } = await openCollection(file);
  const home = new TextDecoder().decode(files.read('pages/Home.html') ?? new Uint8Array());
  close();
  expect(files.names).toContain('index.html');
  expect(home).toContain('Zebra.html#block-x');
  expect(home).toMatch(/<a href="[^"]*Apple\.html"[^>]*>Apple<\/a>Pear/);
  expect(home).not.toContain('http://localhost:3000/d/');
});
