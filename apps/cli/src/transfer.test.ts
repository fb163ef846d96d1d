import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withInstance } from './data/open-instance.ts';
import { readEnv } from './env.ts';
import { runCommand } from './testing/run-command.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'plenum-cli-transfer-'));
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let environment: Record<string, string>;
let people: { admin: string; editor: string };
let slugs: { full: string; empty: string };

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, PLENUM_DATA: path.join(base, 'data') };
  await withInstance(readEnv(environment), async (db) => {
    const founder = await aMember(db);
    const [full, empty] = [await aWorkspace(db, founder, 'Full'), await aWorkspace(db, founder, 'Empty')];
    const other = await aMember(db, { workspaceId: full.id, role: 'editor' });
    const nameOf = async ({ personId: id }: { personId: string }) =>
      (await db.prisma.person.findUniqueOrThrow({ where: { id } })).username;
    people = { admin: await nameOf(founder), editor: await nameOf(other) };
    slugs = { full: full.slug, empty: empty.slug };
  });
});
afterAll(async () => {
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

const plenum = (args: string[], username = people.admin) =>
  runCommand([...args, '--username', username], { env: environment });

test('TRANSFER-9 a workspace goes out and in again, with a report, for whoever runs it', async () => {
  const text = path.join(base, 'plan.md');
  writeFileSync(text, 'Hello **all**.\n');
  const place = ['--workspace', slugs.full];
  const home = (await plenum(['page', 'create', ...place, '--title', 'Home'])).out.trim();
  await plenum(['page', 'create', ...place, '--title', 'Plan', '--parent', home, '--file', text]);
  const file = path.join(base, 'full.zip');
  const out = ['workspace', 'export', ...place, '--output', file];
  expect(await plenum(out)).toMatchObject({ code: 0, out: `Exported to ${file}. Pages: 2.\n` });
  const report = path.join(base, 'report.json');
  const into = ['workspace', 'import', file, '--workspace', slugs.empty, '--report', report];
  expect(await plenum(into)).toEqual({ code: 0, out: 'Imported (plenum). Pages: 2.\n', err: '' });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual({ kind: 'plenum', pages: 2, losses: [] });
  const { out: list } = await plenum(['page', 'list', '--workspace', slugs.empty]);
  expect(list.replace(/[0-9a-f-]{36}/g, 'ID')).toBe('ID  Home\nID    Plan\n');
  expect((await plenum(into)).out).toMatch(/^All of it was imported before/);
  const site = path.join(base, 'site.zip');
  const asSite = ['workspace', 'export', ...place, '--as', 'site', '--branch', home, '--output', site];
  expect((await plenum(asSite)).code).toBe(0);
  expect(readFileSync(site).includes('pages/Plan.html')).toBe(true);
  const refused = await plenum(out, people.editor);
  expect(refused).toMatchObject({ code: 1, out: '' });
  const nowhere = await plenum([...out.slice(0, -1), path.join(base, 'no', 'folder.zip')]);
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written (ENOENT)') });
  const none = await plenum(['workspace', 'import', text, '--workspace', slugs.empty]);
  expect(none).toMatchObject({ code: 1, out: '' });
}, 240_000);

test('TRANSFER-19 what the running Plenum is to do is started, listed, told and ended, with the rights of a person', async () => {
  const place = ['--workspace', slugs.full];
  const started = (await plenum(['transfer', 'start', ...place, '--as', 'site'], people.editor)).out.trim();
  const vault = path.join(base, 'vault.zip');
  writeFileSync(vault, 'PK');
  const sent = (await plenum(['transfer', 'send', vault, ...place], people.editor)).out.trim();
  expect((await plenum(['transfer', 'list', ...place], people.editor)).out).toBe(
    `${sent}  import  waiting  vault.zip\n${started}  export  waiting  Full\n`,
  );
  expect((await plenum(['transfer', 'list', ...place])).out).toBe('');
  expect(await plenum(['transfer', 'show', started, ...place], people.editor)).toMatchObject({
    ...{ code: 0, out: 'waiting\n' },
  });
  const output = path.join(base, 'none.zip');
  const fetched = await plenum(['transfer', 'fetch', started, ...place, '--output', output], people.editor);
  expect(fetched).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') });
  expect((await plenum(['transfer', 'end', sent, ...place], people.editor)).code).toBe(0);
  expect((await plenum(['transfer', 'show', sent, ...place], people.editor)).out).toBe('cancelled\n');
  const elsewhere = await plenum(['transfer', 'start', '--workspace', slugs.empty], people.editor);
  expect(elsewhere.code).toBe(1);
}, 240_000);

test('TRANSFER-19 tags and properties are read and changed as far as they are named', async () => {
  const create = ['page', 'create', '--workspace', slugs.full, '--title', 'Cooking'];
  const page = (await plenum(create)).out.trim();
  const said = ['--tags', 'Kitchen,Money', '--status', 'adopted', '--review', '2027-03-01'];
  const first = await plenum(['page', 'describe', page, ...said, '--owner', people.editor]);
  expect(first.out).toMatch(/^Tags: Kitchen, Money\nStatus: adopted\nReview: 2027-03-01\nOwner: (?!none)/);
  const second = await plenum(['page', 'describe', page, '--status', 'none', '--owner', 'none']);
  expect(second.out).toBe('Tags: Kitchen, Money\nStatus: none\nReview: 2027-03-01\nOwner: none\n');
  expect((await plenum(['page', 'about', page])).out).toBe(second.out);
  expect(await plenum(['page', 'describe', page])).toMatchObject({
    ...{ code: 2, err: expect.stringContaining('needs --tags, --status, --review or --owner.') },
  });
}, 240_000);
