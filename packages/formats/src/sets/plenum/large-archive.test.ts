import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileBytes } from '../../zip/file-bytes.ts';
import { writeZip } from '../../zip/write-zip.ts';
import { folderOfZip } from '../folder.ts';
import { EMPTY } from '../page-set.ts';
import { readSet } from '../read-set.ts';
import { stableId } from '../references.ts';
import { PlenumArchive } from './read-archive.ts';
import { type ArchiveSource, type PageToArchive, writeArchive } from './write-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'plenum-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-01-02T03:04:05.678Z';
const nothing = { threads: [], versions: [], tasks: [] };

function sourceOf(pages: readonly PageToArchive[]): ArchiveSource {
  const byId = new Map(pages.map((page) => [page.id, page]));
  return {
    title: 'Large',
    origin: 'https://plenum.example',
    now: new Date(at),
    people: [],
    places: pages,
    files: [],
    page: async (id) => byId.get(id) as PageToArchive,
    file: async () => null,
  };
}

function page(number: number, rows: PageToArchive['rows'] = []): PageToArchive {
  return {
    id: stableId('page', String(number)),
    parent: number === 0 ? null : stableId('page', String(number - 1)),
    kind: 'wiki',
    title: `A page with a long title, number ${number}`,
    icon: null,
    tags: [],
    properties: {},
    createdAt: at,
    createdBy: null,
    updatedAt: at,
    content: EMPTY,
    rows,
    details: nothing,
  };
}

async function written(source: ArchiveSource): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeArchive(source)) pieces.push(piece);
  const path = join(folder, `${pieces.length}.zip`);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}

test.each(['A page with a long title', 'x'])(
  'SETS-15 pages called %j come back, however deep they lie below each other',
  async (title) => {
    const pages = Array.from({ length: 150 }, (_, number) => ({ ...page(number), title }));
    const bytes = new FileBytes(await written(sourceOf(pages)));
    const parents: (string | null)[] = [];
    for await (const { parent } of new PlenumArchive(folderOfZip(bytes)).pages()) parents.push(parent);
    bytes.close();
    expect(parents).toEqual(pages.map(({ parent }) => parent));
  },
);

test('SETS-15 a long log lies in several files, and comes back in its order', async () => {
  const row = (seq: number) => ({ seq, at: new Date(at), author: null, data: Buffer.alloc(2 ** 20, seq) });
  const rows = async function* () {
    for (let seq = 1; seq <= 20; seq += 1) yield row(seq);
  };
  const bytes = new FileBytes(await written(sourceOf([page(0, rows())])));
  for await (const { log, logRows } of new PlenumArchive(folderOfZip(bytes)).pages()) {
    expect(log).toHaveLength(3);
    const read = [...logRows()];
    expect(read.map(({ seq, data }) => [seq, data.length, data[0]])).toEqual(
      Array.from({ length: 20 }, (_, index) => [index + 1, 2 ** 20, index + 1]),
    );
  }
  bytes.close();
});

test('SETS-7, TRANSFER-15 a file of an archive that unfolds into more than 64 MB is not read, and one that does not is', () => {
  const file = (name: string, bytes: number) => ({ name, content: Buffer.alloc(bytes) });
  const most = 64 * 2 ** 20;
  const path = join(folder, 'one-bomb.zip');
  writeFileSync(path, writeZip([file('most.md', most), file('bomb.md', most + 1)]));
  const bytes = new FileBytes(path);
  const collection = folderOfZip(bytes);
  expect(collection.read('most.md')).toHaveLength(most);
  expect(() => collection.read('bomb.md')).toThrow(expect.objectContaining({ code: 'too_large' }));
  bytes.close();
});

test('SETS-7, ATT-30 of an archive in a file only what is read is in memory, and a bomb in it stops at its bound', async () => {
  const files = Array.from({ length: 12 }, (_, number) => ({
    name: `wiki/pages/p${number}.txt`,
    content: `text ${number}`,
  }));
  const bombs = Array.from({ length: 5 }, (_, number) => ({
    name: `wiki/media/m${number}.png`,
    content: Buffer.alloc(40 * 2 ** 20),
  }));
  const path = join(folder, 'bombs.zip');
  writeFileSync(path, writeZip([...files, ...bombs]));
  const before = process.memoryUsage.rss();
  const bytes = new FileBytes(path);
  const set = readSet(folderOfZip(bytes, { entryBytes: 48 * 2 ** 20, totalBytes: 150 * 2 ** 20 }));
  let pages = 0;
  for await (const { title } of set.pages()) pages += title === '' ? 0 : 1;
  expect(pages).toBe(12);
  const read = () => set.media.map((medium) => medium.read().length);
  expect(read).toThrow(expect.objectContaining({ code: 'too_large' }));
  bytes.close();
  expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(256);
});
