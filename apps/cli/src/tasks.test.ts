import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { createTask } from '@plenum/exchange/tasks';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withInstance } from './data/open-instance.ts';
import { readEnv } from './env.ts';
import { runCommand } from './testing/run-command.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'plenum-cli-tasks-'));
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let environment: Record<string, string>;
let admin: string;
let outsider: string;
let slug: string;
let founder: Member;
let cook: Member;
let cookName: string;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, PLENUM_DATA: path.join(base, 'data') };
  await withInstance(readEnv(environment), async (db) => {
    founder = await aMember(db);
    const { id: workspaceId, slug: address } = await aWorkspace(db, founder);
    slug = address;
    cook = await aMember(db, { workspaceId, role: 'editor' });
    const nameOf = async ({ personId: id }: { personId: string }) =>
      (await db.prisma.person.findUniqueOrThrow({ where: { id } })).username;
    [admin, outsider, cookName] = [
      await nameOf(founder),
      await nameOf(await aMember(db)),
      await nameOf(cook),
    ];
  });
});
afterAll(async () => {
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

const plenum = (args: string[]) => runCommand(args, { env: environment });

/** Runs a command for the admin; resolves to its standard output without the line end. */
async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await plenum([...args, '--username', admin]);
  expect({ code, err }, args.join(' ')).toEqual({ code: 0, err: '' });
  return out.replace(/\n$/, '');
}

test('TASK-530, TASK-723 tasks are added, listed, changed, done and deleted on the command line, with the rights of whoever is named', async () => {
  const list = await done('document', 'create', '--workspace', slug, '--title', 'Kitchen', '--kind', 'tasks');
  const rice = await done(
    'tasks',
    'add',
    list,
    '--title',
    'Buy rice',
    '--due',
    '2026-12-01',
    '--labels',
    'a, b',
  );
  const part = await done('tasks', 'add', list, '--title', 'Ring Ada', '--part-of', rice, '--priority', '1');
  expect((await done('tasks', 'list', list)).split('\n').sort()).toEqual(
    [`${rice}  [ ]  2026-12-01  Buy rice`, `${part}  [ ]    Ring Ada`].sort(),
  );
  await done(
    'tasks',
    'edit',
    list,
    '--task',
    rice,
    '--due',
    'none',
    '--title',
    'Buy bread',
    '--labels',
    'none',
  );
  await done('tasks', 'done', list, '--task', part);
  const listed = async () => JSON.parse(await done('tasks', 'list', list, '--json')).items;
  const one = async (id: string) => (await listed()).find((task: { id: string }) => task.id === id);
  expect(await one(rice)).toMatchObject({ title: 'Buy bread', due: null, labels: [], isDone: false });
  expect(await one(part)).toMatchObject({ isDone: true, parentId: rice, priority: 1 });
  await done('tasks', 'done', list, '--task', part, '--not');
  expect(await one(part)).toMatchObject({ isDone: false });
  await done(
    ...['tasks', 'edit', list, '--task', part, '--waits-for', rice, '--belongs-with', rice],
    ...['--repeat', 'freq=weekly;byday=fr', '--after-done'],
  );
  const repeat = { rule: 'FREQ=WEEKLY;BYDAY=FR', afterDone: true };
  expect(await one(part)).toMatchObject({ blockedBy: [rice], relatesTo: [rice], repeat });
  await done('tasks', 'edit', list, '--task', part, '--waits-for', 'none', '--repeat', 'none');
  expect(await one(part)).toMatchObject({ blockedBy: [], relatesTo: [rice], repeat: null });
  expect(await done('tasks', 'mine')).toBe('');
  const strange = await plenum(['tasks', 'list', list, '--username', outsider]);
  expect([strange.code, strange.out]).toEqual([1, '']);
  const wrong = await plenum(['tasks', 'add', list, '--title', 'A', '--due', 'soon', '--username', admin]);
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('Write a day as 2026-12-01')]);
  expect((await plenum(['tasks', 'edit', list, '--username', admin])).code).toBe(2);
  await done('tasks', 'delete', list, '--task', rice);
  expect(await listed()).toEqual([]);
});

test('TASK-727 from when a rule counts stays as it is on the command line until it is said', async () => {
  const list = await done('document', 'create', '--workspace', slug, '--title', 'Flat', '--kind', 'tasks');
  const id = await done('tasks', 'add', list, '--title', 'Water plants', '--repeat', 'FREQ=DAILY');
  const repeat = async () => JSON.parse(await done('tasks', 'list', list, '--json')).items[0].repeat;
  expect(await repeat()).toEqual({ rule: 'FREQ=DAILY', afterDone: false });
  const edit = (...said: string[]) => done('tasks', 'edit', list, '--task', id, ...said);
  await edit('--repeat', 'FREQ=DAILY', '--after-done');
  await edit('--repeat', 'FREQ=WEEKLY');
  expect(await repeat()).toEqual({ rule: 'FREQ=WEEKLY', afterDone: true });
  await edit('--repeat', 'FREQ=WEEKLY', '--by-calendar');
  expect(await repeat()).toEqual({ rule: 'FREQ=WEEKLY', afterDone: false });
  await edit('--repeat', 'FREQ=MONTHLY');
  expect(await repeat()).toEqual({ rule: 'FREQ=MONTHLY', afterDone: false });
});

test('TASK-530 a file of tasks comes in as lists and goes out in each format', async () => {
  const file = path.join(base, 'kitchen.csv');
  writeFileSync(file, 'Title,Due\nBuy rice,2026-12-01\n');
  const id = await done('tasks', 'import', file, '--workspace', slug);
  expect(await done('tasks', 'export', id, '--format', 'ics')).toContain('DUE;VALUE=DATE:20261201');
  expect(await done('tasks', 'export', id, '--format', 'markdown')).toContain('- [ ] Buy rice 2026-12-01');
  const output = path.join(base, 'out.csv');
  await done('tasks', 'export', id, '--format', 'csv', '--output', output);
  expect(readFileSync(output, 'utf8')).toContain('Buy rice');
  const lossy = path.join(base, 'lossy.csv');
  writeFileSync(lossy, 'Title,Due\nA,someday\n');
  const { code, err } = await plenum(['tasks', 'import', lossy, '--workspace', slug, '--username', admin]);
  expect([code, err]).toEqual([0, 'Lost: unreadDates, 1 (someday)\n']);
});

test('TASK-647 a list is used again for another day on the command line', async () => {
  const list = await done('document', 'create', '--workspace', slug, '--title', 'Party', '--kind', 'tasks');
  await done('tasks', 'add', list, '--title', 'Dance', '--due', '2026-12-05');
  const again = await done('tasks', 'again', list, '--on', '2027-12-04', '--title', 'Party 2027');
  expect(await done('tasks', 'list', again)).toContain('2027-12-04  Dance');
  const refused = ['tasks', 'again', list, '--username'];
  expect((await plenum([...refused, admin, '--on', 'soon'])).err).toContain('Write a day as 2026-12-01.');
  expect((await plenum([...refused, outsider])).code).not.toBe(0);
});

test('TASK-720 what somebody gave to others, and who has it, is listed on the command line, and an inbox names the task that it tells of', async () => {
  const list = await done('document', 'create', '--workspace', slug, '--title', 'Hall', '--kind', 'tasks');
  const { id, who } = await withInstance(readEnv(environment), async (db) => {
    const grant = await authorize(db, { actor: founder, action: 'document.write', on: list });
    const task = await createTask(grant, { title: 'Book the hall', people: [cook.personId] });
    await deriveNow(db, list);
    const person = await db.prisma.person.findUniqueOrThrow({ where: { id: cook.personId } });
    return { id: task.id, who: person.displayName };
  });
  const line = `${list}  ${id}    Book the hall  (Hall)`;
  expect(await done('tasks', 'mine')).toBe('');
  expect(await done('tasks', 'mine', '--given')).toBe(`${line}  ${who}`);
  const asCook = async (...args: string[]) => (await plenum([...args, '--username', cookName])).out.trim();
  expect(await asCook('tasks', 'mine')).toBe(line);
  expect(await asCook('tasks', 'mine', '--given')).toBe('');
  expect(await asCook('inbox', 'list')).toMatch(
    new RegExp(`^\\S+Z {2}${list} {2}assigned {2}Hall {2}${id} {2}Book the hall$`),
  );
});
