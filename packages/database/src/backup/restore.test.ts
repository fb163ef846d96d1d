import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_FILES, loadSecrets } from '../access/secrets.ts';
import { entriesOf, type TestEntry, writeEntries, writeSealed } from '../testing/archive-kit.ts';
import {
  anInstance,
  backUp,
  cutOff,
  fillInstance,
  makeFolder,
  open,
  restoreInto,
  rowsOf,
  type TestInstance,
} from '../testing/backup-kit.ts';
import { aMember } from '../testing/factories.ts';
import { MANIFEST, SEAL } from './format.ts';

let source: TestInstance;
let there: TestInstance;
let place: ReturnType<typeof makeFolder>;
let good: string;
let entries: TestEntry[];
let bad: string;

beforeAll(async () => {
  [source, place] = [await anInstance(), makeFolder()];
  await fillInstance(source);
  good = path.join(place.folder, 'good.plenum');
  await backUp(source, good);
  entries = await entriesOf(good);
});
afterAll(async () => {
  await source.remove();
  place.remove();
});
beforeEach(async () => {
  there = await anInstance();
  bad = path.join(place.folder, `${crypto.randomUUID()}.plenum`);
});
afterEach(() => there.remove());

/** That there is nothing in the instance, and that the good backup can still be restored into it. */
async function expectUntouched(): Promise<void> {
  const { _prisma_migrations: migrations, ...rows } = await rowsOf(there);
  expect(migrations?.length).toBeGreaterThan(0);
  expect(Object.values(rows).flat()).toEqual([]);
  expect(readdirSync(there.dataDir)).toEqual([]);
}

/** The entries with one put in another's place; none for null. */
function replaced(name: string, replace: (entry: TestEntry) => TestEntry | null): TestEntry[] {
  expect(entries.map((entry) => entry.name)).toContain(name);
  return entries.flatMap((entry) => (entry.name === name ? (replace(entry) ?? []) : entry));
}

function altered(name: string, alter: (text: string) => string): TestEntry[] {
  return replaced(name, (entry) => ({ name, content: Buffer.from(alter(entry.content.toString())) }));
}

const DAMAGED = / is damaged or not whole\. Nothing was changed\. Use another backup\.$/;
const FOREIGN = / is not a backup of Plenum\.$/;

test('BACKUP-6 a backup that was cut short is refused, wherever it was, and nothing is changed', async () => {
  const bytes = readFileSync(good);
  const step = Math.ceil(bytes.length / 25);
  const lengths = [
    0,
    1,
    ...Array.from({ length: 24 }, (_, i) => (i + 1) * step),
    bytes.length - 8,
    bytes.length - 1,
  ];
  for (const length of lengths.filter((length) => length < bytes.length)) {
    writeFileSync(bad, bytes.subarray(0, length));
    await expect(restoreInto(there, bad), `${length} bytes`).rejects.toMatchObject({ code: 'invalid_input' });
  }
  await expectUntouched();
  await restoreInto(there, good);
});

test('BACKUP-6 a backup in which a byte was changed is refused, wherever it is, and nothing is changed', async () => {
  const bytes = readFileSync(good);
  const step = Math.ceil(bytes.length / 25);
  for (const at of [0, 3, ...Array.from({ length: 24 }, (_, i) => (i + 1) * step), bytes.length - 6]) {
    if (at >= bytes.length) continue;
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    if (saysTheSame(changed, bytes)) continue;
    writeFileSync(bad, changed);
    await expect(restoreInto(there, bad), `byte ${at}`).rejects.toMatchObject({ code: 'invalid_input' });
  }
  await expectUntouched();
});

/** Compression can put some things in two ways. */
function saysTheSame(one: Buffer, other: Buffer): boolean {
  try {
    return gunzipSync(one).equals(gunzipSync(other));
  } catch {
    return false;
  }
}

test.each<[string, () => TestEntry[]]>([
  ['a row was changed', () => altered('tables/workspace/000001', (rows) => rows.replace('quotes', 'QUOTES'))],
  ['a row is missing', () => altered('tables/membership/000001', (rows) => rows.replace(/^.*\n/, ''))],
  ['a part is missing', () => replaced('tables/document_update/000001', () => null)],
  ['a part comes twice', () => [...entries.slice(0, -1), ...entries.slice(-2)]],
  ['a file was changed', () => altered(`files/ä b/${'x'.repeat(150)}`, (text) => text.toUpperCase())],
  ['a file is missing', () => replaced('files/empty', () => null)],
  [
    'a key was changed',
    () => altered('keys/token-key', (key) => key.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))),
  ],
  [
    'the columns were changed',
    () => altered(MANIFEST, (text) => text.replace('"created_at"', '"created_At"')),
  ],
  [
    'the date was changed',
    () => altered(MANIFEST, (text) => text.replace('"createdAt":"2', '"createdAt":"1')),
  ],
  ['the seal is missing', () => replaced(SEAL, () => null)],
  ['the seal is no seal', () => altered(SEAL, () => '{}')],
  ['something follows the seal', () => [...entries, { name: 'more', content: Buffer.from('more') }]],
])('BACKUP-6 a backup is refused, and nothing is changed, where %s', async (_, change) => {
  await writeEntries(bad, change());
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  await expectUntouched();
});

test('BACKUP-6 a backup is refused whose rows end before they are counted', async () => {
  const ended = altered('tables/share_link/000001', (rows) => rows.replace('\n', '\n\\.\n'));
  await writeSealed(bad, ended);
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  await expectUntouched();
});

test('BACKUP-6 a backup that is changed after it was checked is refused all the same', async () => {
  writeFileSync(bad, readFileSync(good));
  await writeEntries(
    `${bad}.changed`,
    altered('tables/workspace/000001', (rows) => rows.replace('quotes', 'QUOTES')),
  );
  // A small file is read whole before the first word about it.
  const onProgress = () => writeFileSync(bad, readFileSync(`${bad}.changed`));
  const restored = restoreInto(there, bad, { onProgress });
  await expect(restored).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  await expectUntouched();
});

test('BACKUP-6 what never was a backup is refused as such', async () => {
  const files = {
    empty: '',
    text: 'Dear all,\n',
    'other gzip': gzipSync('Dear all,\n'),
    'broken gzip': gzipSync('Dear all,\n'.repeat(1000)).subarray(0, 30),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(bad, content);
    await expect(restoreInto(there, bad), name).rejects.toMatchObject({
      message: expect.stringMatching(FOREIGN),
    });
  }
  await writeEntries(bad, [{ name: MANIFEST, content: Buffer.from('{"name":"an app"}') }]);
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(FOREIGN) });
  await writeEntries(bad, entries.slice(1));
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(FOREIGN) });
  await expect(restoreInto(there, place.folder)).rejects.toThrow(/ is a folder, not a backup\.$/);
  await expect(restoreInto(there, `${bad}.gone`)).rejects.toThrow(/^There is no file /);
  await expectUntouched();
});

test.each([
  'files/../../outside',
  'files//outside',
  'files/a/./b',
  'files/a\\..\\b',
  'files/',
  'keys/../outside',
  'keys/lock',
])('BACKUP-7, ATT-30 an entry that leads elsewhere is refused, and written nowhere: %s', async (name) => {
  const evil = { name, content: Buffer.from('f'.repeat(64)) };
  const at = name.startsWith('keys/') ? 1 : -1;
  await writeSealed(bad, [...entries.slice(0, at), evil, ...entries.slice(at)]);
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  await expectUntouched();
  expect(existsSync(path.join(there.dataDir, '../outside'))).toBe(false);
});

test('BACKUP-7, ATT-30 an entry that is no plain file is refused', async () => {
  const link: TestEntry = { name: 'files/link', content: Buffer.alloc(0), type: 'symlink' };
  await writeEntries(bad, [...entries.slice(0, -1), link, ...entries.slice(-1)]);
  await expect(restoreInto(there, bad)).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  await expectUntouched();
});

test('BACKUP-7 names in a manifest are names and nothing else', async () => {
  const name = 'person; drop table person; --';
  const manifest = JSON.parse(String(entries[0]?.content));
  manifest.tables.push({ name, columns: ['"id") from stdin; --'] });
  await writeSealed(
    bad,
    altered(MANIFEST, () => JSON.stringify(manifest)),
  );
  expect((await restoreInto(there, bad)).leftOut).toEqual([name]);
  manifest.tables.pop();
  manifest.tables[0].columns.push('"id") from stdin; --');
  await writeSealed(
    `${bad}.2`,
    altered(MANIFEST, () => JSON.stringify(manifest)),
  );
  const other = await anInstance();
  await expect(restoreInto(other, `${bad}.2`)).rejects.toThrow('PostgreSQL refused (SQLSTATE 42703');
  await other.remove();
});

test('BACKUP-8 only an empty instance that nobody uses takes a backup', async () => {
  const db = open(there);
  const refusal = /^A running Plenum uses this database\. Stop it first, then restore\.$/;
  await db.pool.query('select 1');
  await expect(restoreInto(there, good)).rejects.toThrow(refusal);
  // One that nobody has asked anything for a while only listens.
  const idle = open(there);
  await idle.bus.subscribe(() => {});
  await db.close();
  await expect(restoreInto(there, good)).rejects.toThrow(refusal);
  await aMember(idle);
  await idle.close();
  const before = await rowsOf(there);
  const keys = KEY_FILES.map((name) => readFileSync(path.join(there.dataDir, name), 'utf8'));
  await expect(restoreInto(there, good)).rejects.toThrow(/^This instance is not empty, /);
  expect(await rowsOf(there)).toEqual(before);
  expect(KEY_FILES.map((name) => readFileSync(path.join(there.dataDir, name), 'utf8'))).toEqual(keys);
});

test('BACKUP-9 a restore that fails half-way changes nothing, and tells nothing of the rows', async () => {
  const lost = restoreInto(there, good, {
    onProgress: (_, did) => (did === 'restored' ? cutOff(there, 'plenum-restore') : undefined),
  });
  await expect(lost).rejects.toThrow(/^The connection to the database was lost\. Nothing was changed\.$/);
  await expectUntouched();
  const orphaned = altered('tables/membership/000001', (rows) =>
    rows.replaceAll(/^[^\t]+/gm, crypto.randomUUID()),
  );
  await writeSealed(bad, orphaned);
  await expect(restoreInto(there, bad)).rejects.toThrow(
    /^PostgreSQL refused \(SQLSTATE 23503, table membership, constraint membership_workspace_id_fkey\)\. Nothing was changed\.$/,
  );
  await writeSealed(
    `${bad}.2`,
    altered('tables/workspace/000001', (rows) => rows.replace(/^[^\t]+/, 'secret')),
  );
  await expect(restoreInto(there, `${bad}.2`)).rejects.toThrow(
    /^PostgreSQL refused \(SQLSTATE 22P02\)\. Nothing was changed\.$/,
  );
  await expectUntouched();
  await restoreInto(there, good);
});

test('BACKUP-10 keys and files that are there already are kept under other names', async () => {
  loadSecrets(there.dataDir);
  mkdirSync(path.join(there.dataDir, 'files'));
  writeFileSync(path.join(there.dataDir, 'files/mine'), 'mine');
  const keys = KEY_FILES.map((name) => readFileSync(path.join(there.dataDir, name), 'utf8'));
  const { kept } = await restoreInto(there, good);
  expect(kept.map((file) => path.relative(there.dataDir, file).replace(/-restore-.*$/, ''))).toEqual([
    'session-secret.before',
    'token-key.before',
    'files.before',
  ]);
  expect(kept.slice(0, 2).map((file) => readFileSync(file, 'utf8'))).toEqual(keys);
  expect(readdirSync(kept[2] ?? '')).toEqual(['mine']);
  const restored = readdirSync(path.join(there.dataDir, 'files'));
  expect(restored).toEqual(expect.arrayContaining(['empty', 'ä b']));
  expect(restored).not.toContain('mine');
});

test('BACKUP-10 the very keys of the backup stay where they are', async () => {
  for (const name of KEY_FILES) {
    writeFileSync(path.join(there.dataDir, name), readFileSync(path.join(source.dataDir, name)));
  }
  expect((await restoreInto(there, good)).kept).toEqual([]);
});
