import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { indexChanged } from '@plenum/database/search/changes';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withInstance } from './data/open-instance.ts';
import { readEnv } from './env.ts';
import { runCommand } from './testing/run-command.ts';
import type { PlenumOptions, PlenumResult } from './testing/run-plenum.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'plenum-cli-documents-'));
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let environment: Record<string, string>;
let admin: string;
let reader: string;
let slug: string;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, PLENUM_DATA: path.join(base, 'data') };
  await withInstance(readEnv(environment), async (db) => {
    const founder = await aMember(db);
    const workspace = await aWorkspace(db, founder);
    slug = workspace.slug;
    const other = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
    const nameOf = async ({ personId: id }: { personId: string }) =>
      (await db.prisma.person.findUniqueOrThrow({ where: { id } })).username;
    [admin, reader] = [await nameOf(founder), await nameOf(other)];
  });
});
afterAll(async () => {
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

function plenum(args: string[], options: PlenumOptions = {}): Promise<PlenumResult> {
  return runCommand(args, { ...options, env: environment });
}

/** Runs a command for the admin; resolves to its standard output without the line end. */
async function done(args: string[], options: PlenumOptions = {}): Promise<string> {
  const { code, out, err } = await plenum([...args, '--username', admin], options);
  expect({ code, err }, args.join(' ')).toEqual({ code: 0, err: '' });
  return out.replace(/\n$/, '');
}

test('CLI-18 a document is made of Markdown, listed, and given out', async () => {
  const place = ['--workspace', slug];
  const id = await done(['document', 'create', ...place, '--title', 'Plan', '--file', '-'], {
    input: '# Tasks\n\nHello **all**.\n',
  });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const list = JSON.parse(await done(['document', 'list', ...place, '--json']));
  expect(list).toMatchObject({ items: [{ id, kind: 'pad', title: 'Plan' }] });
  expect(await done(['document', 'list', ...place])).toBe(`${id}  pad  Plan`);
  await withInstance(readEnv(environment), async (db) => {
    const { workspaceId } = await db.prisma.document.findUniqueOrThrow({ where: { id } });
    const at = new Date('2026-05-01T12:00:00Z');
    const rows = { firstSeq: 1, lastSeq: 1 };
    await db.prisma.documentUpdate.updateMany({ where: { documentId: id }, data: { at } });
    await db.prisma.documentEdit.create({ data: { documentId: id, workspaceId, slot: at, at, ...rows } });
  });
  expect(await done(['document', 'changes', ...place])).toMatch(
    new RegExp(`^2026-05-01T12:00:00\\.000Z  ${id}  Plan  \\S`),
  );
  const changes = JSON.parse(await done(['document', 'changes', ...place, '--json']));
  expect(changes).toMatchObject({ items: [{ id, edits: { first: 1, authors: [{ kind: 'person' }] } }] });
  expect(await done(['document', 'export', id, '--format', 'markdown'])).toContain('Hello **all**.');
  const file = path.join(base, 'plan.docx');
  const answer = await done(['document', 'export', id, '--format', 'docx', '--output', file, '--json']);
  expect(JSON.parse(answer)).toMatchObject({ file, bytes: readFileSync(file).length, losses: [] });
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  const back = await done(['document', 'import', file, ...place, '--title', 'Back']);
  expect(await done(['document', 'export', back, '--format', 'markdown'])).toContain('Hello **all**.');
  const text = await plenum(['document', 'export', back, '--format', 'text', '--username', admin]);
  expect(text).toMatchObject({ code: 0, err: expect.stringContaining('Lost: headings, 1 (Tasks)\n') });
  expect(text.out).toContain('Hello all.');
}, 120_000);

test('CLI-18 what a file loses is told on standard error, and a file that is none in a sentence', async () => {
  const file = path.join(base, 'page.html');
  writeFileSync(file, '<title>Page</title><p>See <img alt="the map" src="https://example.org/map.png"></p>');
  const args = ['document', 'import', file, '--workspace', slug, '--username', admin];
  const { code, out, err } = await plenum(args);
  expect({ code, err }).toEqual({ code: 0, err: 'Lost: remotePictures, 1 (the map)\n' });
  expect(out).toMatch(/^[0-9a-f-]{36}\n$/);
  const told = await plenum([...args, '--json']);
  expect(told.err).toBe('');
  expect(JSON.parse(told.out)).toMatchObject({
    title: 'Page',
    losses: [{ code: 'remotePictures', count: 1 }],
  });
  const broken = path.join(base, 'broken.docx');
  writeFileSync(broken, 'no archive');
  for (const [name, sentence] of [
    [broken, /^This file is damaged, protected by a password, or of another kind\..*\n$/],
    [path.join(base, 'nothing.md'), /nothing\.md cannot be read \(ENOENT\)\.\n$/],
  ] as const) {
    const failed = await plenum(['document', 'import', name, '--workspace', slug, '--username', admin]);
    expect(failed).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) });
  }
}, 120_000);

test('CLI-19 a version is named, listed and put back', async () => {
  const id = await done(['document', 'create', '--workspace', slug, '--title', 'Minutes', '--file', '-'], {
    input: 'First.',
  });
  const version = await done(['version', 'create', id, '--name', 'As agreed']);
  const list = JSON.parse(await done(['version', 'list', id, '--json']));
  expect(list).toMatchObject({ items: [{ id: version, name: 'As agreed', seq: 1 }] });
  await withInstance(readEnv(environment), async (db) => {
    await db.prisma.documentVersion.update({ where: { id: version }, data: { seq: 0 } });
  });
  await done(['version', 'restore', id, '--version', version]);
  expect(await done(['document', 'export', id, '--format', 'text'])).not.toContain('First.');
  const none = await plenum(['version', 'restore', id, '--version', id, '--username', admin]);
  expect(none).toMatchObject({ code: 1, err: 'This does not exist, or you have no access to it.\n' });
}, 120_000);

test('CLI-20 comments are said, listed and settled', async () => {
  const id = await done(['document', 'create', '--workspace', slug, '--title', 'Draft']);
  const thread = await done(['comment', 'add', id], { input: 'Really?\n' });
  expect(await done(['comment', 'add', id, '--thread', thread], { input: 'Yes,\nreally.' })).toBe(thread);
  expect(await done(['comment', 'list', id])).toBe(
    `${thread}  open\n  ${admin}: Really?\n  ${admin}: Yes, really.`,
  );
  await done(['comment', 'resolve', id, '--thread', thread]);
  expect(await done(['comment', 'list', id, '--state', 'open'])).toBe('');
  const { items } = JSON.parse(await done(['comment', 'list', id, '--json']));
  expect(items).toMatchObject([{ id: thread, comments: [{ body: 'Really?' }, { body: 'Yes,\nreally.' }] }]);
  const none = await plenum(['comment', 'resolve', id, '--thread', 'x', '--username', admin]);
  expect(none).toMatchObject({ code: 1, err: 'This does not exist, or you have no access to it.\n' });
  const silent = await plenum(['comment', 'add', id, '--username', admin], { input: ' \n' });
  expect(silent).toMatchObject({ code: 1, err: 'body: Write something first.\n' });
}, 120_000);

test('CLI-21 a search finds what the person may read', async () => {
  const id = await done(
    ['document', 'create', '--workspace', slug, '--title', 'Lentil soup', '--file', '-'],
    {
      input: 'Stir.',
    },
  );
  await withInstance(readEnv(environment), async (db) => void (await indexChanged(db.pool)));
  expect(await done(['search', 'lentil', '--kind', 'pad'])).toBe(`${id}  pad  Lentil soup`);
  const { items } = JSON.parse(await done(['search', 'title:soup', '--workspace', slug, '--json']));
  expect(items).toMatchObject([{ documentId: id, kind: 'pad', title: 'Lentil soup', snippet: '' }]);
  const stranger = await withInstance(readEnv(environment), async (db) => {
    const { personId } = await aMember(db);
    return db.prisma.person.findUniqueOrThrow({ where: { id: personId } });
  });
  const nothing = await plenum(['search', 'lentil', '--username', stranger.username]);
  expect(nothing).toEqual({ code: 0, out: '', err: '' });
}, 120_000);

test('CLI-17 a command does for a person what they may do, and leaves nothing behind that acts for them', async () => {
  const id = await done(['document', 'create', '--workspace', slug, '--title', 'Open', '--file', '-'], {
    input: 'Words.',
  });
  const asReader = (args: string[], options: PlenumOptions = {}) =>
    plenum([...args, '--username', reader], options);
  expect(await asReader(['document', 'export', id, '--format', 'text'])).toMatchObject({ code: 0, err: '' });
  const refused = 'You may not do this here. Somebody with more rights can, or can give you the right.\n';
  for (const args of [
    ['document', 'create', '--workspace', slug, '--title', 'Mine'],
    ['version', 'list', id],
    ['comment', 'add', id],
  ]) {
    const answer = await asReader(args, { input: 'Words.' });
    expect(answer, args.join(' ')).toEqual({ code: 1, out: '', err: refused });
  }
  const hidden = await withInstance(readEnv(environment), async (db) => {
    const stranger = await aMember(db);
    return db.prisma.person.findUniqueOrThrow({ where: { id: stranger.personId } });
  });
  const nothing = { code: 1, out: '', err: 'This does not exist, or you have no access to it.\n' };
  for (const args of [
    ['document', 'export', id, '--format', 'text'],
    ['document', 'list', '--workspace', slug],
    ['comment', 'list', id],
  ]) {
    expect(await plenum([...args, '--username', hidden.username]), args.join(' ')).toEqual(nothing);
  }
  const unknown = await plenum(['document', 'list', '--workspace', 'nowhere', '--username', admin]);
  expect(unknown.err).toBe('There is no workspace "nowhere", or this person is not in it.\n');
  await withInstance(readEnv(environment), async (db) => {
    expect(await db.prisma.apiToken.count()).toBe(0);
  });
}, 120_000);

test('CLI-23 a document is closed for writing and opened again', async () => {
  const id = await done(['document', 'create', '--workspace', slug, '--title', 'Statutes']);
  const closed = JSON.parse(await done(['document', 'close', id, '--json']));
  expect(closed).toEqual({ id, frozenAt: expect.stringMatching(/^20.*Z$/) });
  expect(JSON.parse(await done(['document', 'open', id, '--json']))).toEqual({ id, frozenAt: null });
  expect((await plenum(['document', 'close', id, '--username', reader])).code).toBe(1);
}, 120_000);

test('CLI-22 pages are made, ordered, moved, made of pads and unmade, and listed as a tree, which begins with one of them', async () => {
  const place = ['--workspace', slug];
  const lasting = await done(['page', 'create', ...place, '--title', 'Lasting', '--icon', '🌳']);
  const below = await done(
    ['page', 'create', ...place, '--title', 'Below', '--parent', lasting, '--file', '-'],
    {
      input: 'Text',
    },
  );
  const first = await done(['page', 'create', ...place, '--title', 'First', '--first']);
  const pad = await done(['document', 'create', ...place, '--title', 'Pad']);
  expect(await done(['page', 'make', pad, '--parent', lasting, '--first', '--json'])).toBe(
    JSON.stringify({ id: pad, kind: 'wiki', parentId: lasting }),
  );
  await done(['page', 'move', first, '--after', lasting]);
  const tree = [`${lasting}  🌳 Lasting`, `${pad}    Pad`, `${below}    Below`, `${first}  First`];
  expect(await done(['page', 'list', ...place])).toBe(tree.join('\n'));
  await done(['page', 'move', below, '--top', '--first']);
  await done(['page', 'unmake', pad]);
  const list = JSON.parse(await done(['page', 'list', ...place, '--json']));
  expect(list.items.map(({ id }: { id: string }) => id)).toEqual([below, lasting, first]);
  await withInstance(readEnv(environment), async (db) => {
    const link = { documentId: below, position: 1, href: `/d/${first}`, targetId: first };
    await db.prisma.documentLink.create({ data: link });
  });
  expect(await done(['page', 'links', first])).toBe(`${below}  Below`);
  expect(await done(['page', 'orphans', ...place])).toBe(`${below}  Below\n${lasting}  Lasting`);
  expect(await done(['page', 'broken', ...place])).toBe('');
  expect(await done(['page', 'start', ...place])).toBe('');
  expect(await done(['page', 'start', ...place, '--page', lasting])).toBe(`${lasting}  Lasting`);
  expect(JSON.parse(await done(['page', 'start', ...place, '--top', '--json']))).toEqual({ page: null });
  const refused = await plenum(['page', 'move', first, '--top', '--username', reader]);
  expect(refused).toMatchObject({ code: 1, out: '' });
}, 240_000);

test('INBOX-7 a document is watched, and an inbox listed and taken as read', async () => {
  const id = await done(['document', 'create', '--workspace', slug, '--title', 'Watched']);
  const asReader = async (...args: string[]) => {
    const { code, out } = await plenum([...args, '--username', reader]);
    expect(code).toBe(0);
    return out.trim();
  };
  expect(await asReader('document', 'watch', id, '--all-below', '--json')).toBe(
    JSON.stringify({ documentId: id, watching: 'branch' }),
  );
  await done(['comment', 'add', id], { input: 'Look at this.' });
  expect(await asReader('inbox', 'list')).toMatch(new RegExp(`^\\S+Z {2}${id} {2}commented {2}Watched$`));
  await asReader('inbox', 'read');
  expect(await asReader('inbox', 'list')).toBe('');
  const all = JSON.parse(await asReader('inbox', 'list', '--all', '--json'));
  expect(all.items).toMatchObject([{ documentId: id, kind: 'commented', isUnread: false }]);
  await asReader('document', 'unwatch', id);
  await done(['comment', 'add', id], { input: 'And at this.' });
  expect(await asReader('inbox', 'list')).toBe('');
}, 120_000);

test('STRUCT-6 words are replaced in a page', async () => {
  const id = await done(['page', 'create', '--workspace', slug, '--title', 'Cooking', '--file', '-'], {
    input: 'Tea, tea and teapot',
  });
  const replace = ['page', 'replace', id, '--find', 'tea'];
  expect(await done([...replace, '--with', 'ale', '--whole-words', '--match-case'])).toBe('1');
  expect(JSON.parse(await done([...replace, '--with', '', '--json']))).toEqual({ count: 2, isAll: true });
  expect(await done(['document', 'export', id, '--format', 'markdown'])).toContain(', ale and pot');
}, 120_000);

test('PUB-26 what the public reads is made, told, given a look and taken back', async () => {
  const place = ['--workspace', slug];
  const start = await done(['page', 'create', ...place, '--title', 'Start', '--file', '-'], {
    input: 'Welcome.\n',
  });
  const below = await done(['page', 'create', ...place, '--title', 'Below', '--parent', start]);
  const address = ['--address', 'Our wiki', '--covers', 'branch', '--indexed', 'yes'];
  const lines = (await done(['publication', 'update', start, ...address])).split('\n');
  expect(lines[0]).toMatch(/\/p\/our-wiki$/);
  expect(lines.slice(1).map((line) => line.split('  ')[0])).toEqual([start, below]);
  const look = JSON.stringify({
    name: 'Ours',
    accent: 'fir',
    footerLinks: [{ label: 'Imprint', href: 'https://example.org' }],
  });
  await done(['publication', 'look', start, '--file', '-'], { input: look });
  const shown = JSON.parse(await done(['publication', 'show', start, '--json']));
  expect(shown).toMatchObject({
    covers: 'branch',
    isIndexed: true,
    look: { name: 'Ours', accent: 'fir', line: '' },
  });
  // What is not said stays.
  await done(['publication', 'update', start, '--feed', 'yes']);
  expect(JSON.parse(await done(['publication', 'show', start, '--json']))).toMatchObject({
    ...{ slug: 'our-wiki', covers: 'branch', hasFeed: true, look: { name: 'Ours' } },
  });
  const refused = await plenum(['publication', 'look', start, '--file', '-', '--username', admin], {
    input: '{"accent":"red"}',
  });
  expect(refused).toMatchObject({ code: 1, out: '' });
  const byReader = await plenum(['publication', 'show', start, '--username', reader]);
  expect(byReader.code).toBe(1);
  await done(['publication', 'remove', start]);
  expect((await plenum(['publication', 'show', start, '--username', admin])).code).toBe(1);
}, 120_000);

test('STRUCT-16, ARCHIVE-8 a page is split, merged and put into the archive', async () => {
  const page = async (title: string, input: string) =>
    done(['page', 'create', '--workspace', slug, '--title', title, '--file', '-'], { input });
  const id = await page('Whole', 'x\n\n## Half\n\nThe rest');
  const [half = ''] = (await done(['page', 'split', id, '--level', '2'])).split('  ');
  expect(await done(['document', 'export', half, '--format', 'markdown'])).toContain('The rest');
  const into = await page('Target', 'y');
  await done(['page', 'merge', half, '--into', into]);
  expect(await done(['document', 'export', into, '--format', 'markdown'])).toContain('The rest');
  await done(['page', 'archive', id]);
  expect(await done(['page', 'archived', '--workspace', slug])).toBe(`${id}  Whole\n${half}  Half`);
  await done(['page', 'unarchive', id]);
  expect(await done(['page', 'archived', '--workspace', slug])).toBe(`${half}  Half`);
}, 120_000);
