import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { updateOver } from '@plenum/editor/yjs/update-over';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../testing/sample.ts';
import { ZipReader } from '../../zip/read-zip.ts';
import { writeZip } from '../../zip/write-zip.ts';
import { folderOfZip } from '../folder.ts';
import { type ArchiveRow, readRows, writeRows } from './log-rows.ts';
import { isArchive, PlenumArchive } from './read-archive.ts';
import { type ArchiveSource, type PageToArchive, relativePath, writeArchive } from './write-archive.ts';

const [HOME, PLAN, SUB] = ['0', '1', '2'].map((digit) => `01a21938-ac32-76ad-892f-5f28dda6054${digit}`) as [
  string,
  string,
  string,
];
const MAP = '01a21938-ac32-76ad-892f-5f28dda60549';
const at = '2026-01-02T03:04:05.678Z';
const text = (value: string, href?: string): NodeJson => ({
  type: 'text',
  text: value,
  marks: href ? [{ type: 'link', attrs: { href } }] : [],
});
const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });

const CONTENTS: Record<string, NodeJson> = {
  [HOME]: doc(paragraph(text('to the plan', `/d/${PLAN}`), text(' and out', 'https://x.example/')), {
    type: 'image',
    attrs: { fileId: MAP, alt: 'The map' },
  }),
  [PLAN]: SAMPLE,
  [SUB]: doc(paragraph(text('up', `https://plenum.example/d/${HOME}#block-x`))),
};

function page(id: string): PageToArchive {
  const first = updateFromJson(doc(paragraph(text('Before'))));
  const second = updateOver(first, CONTENTS[id] ?? doc());
  return {
    id,
    parent: id === SUB ? PLAN : null,
    kind: 'wiki',
    title: id === HOME ? 'Home' : 'Plan: A/B?',
    icon: id === HOME ? '🌲' : null,
    tags: ['north'],
    properties: { owner: 'Ada', review: ['2026', '2027'] },
    createdAt: at,
    createdBy: 0,
    updatedAt: at,
    extra: { layout: { wide: true } },
    content: CONTENTS[id] ?? doc(),
    rows: [
      { seq: 1, at: new Date(at), author: 0, data: first },
      { seq: 7, at: new Date(at), author: null, data: second ?? first },
    ],
    details: {
      threads: [
        {
          anchorFrom: 'AAEC',
          anchorTo: 'AAED',
          quote: 'Before',
          replacement: null,
          createdAt: at,
          resolvedAt: at,
          resolvedBy: 1,
          comments: [
            {
              author: 1,
              body: 'Why, @?',
              createdAt: at,
              editedAt: null,
              mentions: [{ position: 5, person: 0 }],
            },
          ],
        },
      ],
      versions: [{ seq: 7, name: 'Agreed', createdAt: at, createdBy: 0 }],
      tasks: [{ block: 'b1', isDone: true, extra: { due: '2026-02-03' } }],
    },
  };
}

const source: ArchiveSource = {
  title: 'Forest',
  origin: 'https://plenum.example',
  now: new Date(at),
  people: [
    { kind: 'person', name: 'Ada' },
    { kind: 'guest', name: null },
  ],
  places: [HOME, PLAN, SUB].map((id) => page(id)),
  files: [{ id: MAP, name: 'map: one.png' }],
  page: async (id) => page(id),
  file: async (id) => ({
    id,
    page: HOME,
    name: 'map: one.png',
    mediaType: 'image/png',
    size: 6,
    content: (async function* () {
      yield Buffer.from('pic');
      yield Buffer.from('ture'.slice(0, 3));
    })(),
  }),
};

async function written(from: ArchiveSource = source): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeArchive(from)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an archive of our own', () => {
  test('SETS-15 comes back as it was: tree, texts with their history, comments, tasks, versions and files', async () => {
    const archive = new PlenumArchive(folderOfZip(await written()));
    const { manifest } = archive;
    expect([manifest.title, manifest.people, manifest.origin]).toEqual([
      'Forest',
      source.people,
      source.origin,
    ]);
    const ids: string[] = [];
    for await (const one of archive.pages()) {
      const { logRows: readLog, besides, path, log, rows, lastSeq, details, ...rest } = one;
      const logRows = [...readLog()];
      const { content, rows: all, details: said, ...columns } = page(rest.id);
      const sent = all as ArchiveRow[];
      ids.push(rest.id);
      expect(rest).toEqual(columns);
      expect(besides).toEqual(said);
      expect([rows, lastSeq]).toEqual([2, 7]);
      expect(logRows.map(({ seq, at: when, author }) => [seq, when, author])).toEqual(
        sent.map(({ seq, at: when, author }) => [seq, when, author]),
      );
      const context = { origin: source.origin };
      const texts = [logRows, sent].map(
        (some) =>
          projectionFromUpdates(
            some.map(({ data }) => data),
            context,
          ).text,
      );
      expect(texts[0]).toBe(projectionFromUpdates([updateFromJson(content)], context).text);
      expect([path.startsWith('pages/'), log, details]).toEqual([
        true,
        [`log/${rest.id}.0.rows`],
        `details/${rest.id}.json`,
      ]);
    }
    expect(ids).toEqual([HOME, PLAN, SUB]);
    const [file] = manifest.files;
    expect(file).toEqual({
      id: MAP,
      page: HOME,
      name: 'map: one.png',
      mediaType: 'image/png',
      size: 6,
      path: `files/${MAP}/map one.png`,
    });
    expect(Buffer.from(file ? archive.file(file) : []).toString()).toBe('pictur');
  });

  test('SETS-15 who was interrupted goes on after a page, and is told how far it is', async () => {
    const parts: unknown[] = [];
    const bytes = await written({ ...source, onPart: (done) => parts.push(done) });
    const ids: string[] = [];
    for await (const { id } of new PlenumArchive(folderOfZip(bytes)).pages(HOME)) ids.push(id);
    expect(ids).toEqual([PLAN, SUB]);
    expect(parts).toEqual([1, 2, 3, 4].map((done) => ({ parts: done, of: 4 })));
  });

  test('SETS-16 is Markdown in folders whose links lead from file to file, for whoever has nothing else', async () => {
    const zip = new ZipReader(await written());
    const read = (name: string): string => Buffer.from(zip.read(name) ?? []).toString();
    expect(zip.names.filter((name) => name.endsWith('.md'))).toEqual([
      'pages/Home.md',
      'pages/Plan A B.md',
      'pages/Plan A B/Plan A B.md',
    ]);
    expect(read('pages/Home.md')).toBe(
      `---\ntitle: "Home"\nicon: "🌲"\ntags: ["north"]\nowner: "Ada"\nreview: ["2026", "2027"]\n---\n\n[to the plan](./Plan%20A%20B.md)[ and out](https://x.example/)\n\n![The map](../files/${MAP}/map%20one.png)\n`,
    );
    expect(read('pages/Plan A B/Plan A B.md')).toBe(
      '---\ntitle: "Plan: A/B?"\ntags: ["north"]\nowner: "Ada"\nreview: ["2026", "2027"]\n---\n\n[up](../Home.md)\n',
    );
    expect(isArchive(folderOfZip(await written()))).toBe(true);
  });

  test.each([
    ['a/b.md', 'a/c d.md', './c%20d.md'],
    ['a/b/c.md', 'a/d.md', '../d.md'],
    ['a.md', 'b/c:d.md', './b/c%3Ad.md'],
    ['a/b.md', 'a/b/a/b.md', './b/a/b.md'],
  ])('SETS-16 from %s to %s it is %s', (from, to, way) => {
    expect(relativePath(from, to)).toBe(way);
  });
});

describe('a hostile archive', () => {
  const refused = expect.objectContaining({ code: 'invalid_input' });

  /** An archive in which one thing is changed. */
  async function changed(
    change: (files: Map<string, Uint8Array | string>, manifest: Record<string, never>) => void,
  ): Promise<PlenumArchive> {
    const zip = new ZipReader(await written());
    const files = new Map<string, Uint8Array | string>(zip.names.map((name) => [name, zip.read(name) ?? '']));
    const manifest = JSON.parse(Buffer.from(zip.read('plenum.json') ?? []).toString());
    change(files, manifest);
    if (files.has('plenum.json') && files.get('plenum.json') !== '{')
      files.set('plenum.json', JSON.stringify(manifest));
    return new PlenumArchive(folderOfZip(writeZip([...files].map(([name, content]) => ({ name, content })))));
  }

  /** What is written here is no manifest. */
  type Broken = ReturnType<typeof JSON.parse>;

  test.each<[string, (manifest: Broken) => unknown]>([
    ['of another format', (manifest) => Object.assign(manifest, { format: 'x' })],
    ['of a newer version', (manifest) => Object.assign(manifest, { version: 3 })],
    ['of a version that never was', (manifest) => Object.assign(manifest, { version: 0 })],
    ['with a page twice', (manifest) => void manifest.pages.push({ ...manifest.pages[0] })],
    ['with a page before the one above it', (manifest) => void manifest.pages.reverse()],
    ['with a page below itself', (manifest) => Object.assign(manifest.pages[0], { parent: HOME })],
    ['with a page below none of it', (manifest) => Object.assign(manifest.pages[1], { parent: MAP })],
    ['with an id that is none', (manifest) => Object.assign(manifest.pages[0], { id: '../x' })],
    ['with an author that there is not', (manifest) => Object.assign(manifest.pages[0], { createdBy: 2 })],
    [
      'with a path that leads out of it',
      (manifest) => Object.assign(manifest.pages[0], { log: ['../../etc/passwd'] }),
    ],
    [
      'with a path that is not there',
      (manifest) => Object.assign(manifest.pages[0], { log: ['log/none.rows'] }),
    ],
    [
      'with a path for two things',
      (manifest) => Object.assign(manifest.pages[0], { log: manifest.pages[1].log }),
    ],
    ['with itself as a page', (manifest) => Object.assign(manifest.pages[0], { path: 'plenum.json' })],
    ['with a file of no page', (manifest) => Object.assign(manifest.files[0], { page: MAP })],
    ['with a role', (manifest) => Object.assign(manifest.pages[0], { role: 'admin' })],
    ['with a title without end', (manifest) => Object.assign(manifest, { title: 'x'.repeat(1000) })],
    ['with an address that is none', (manifest) => Object.assign(manifest, { origin: 'javascript' })],
  ])('SETS-17, ATT-30 one %s is refused before anything of it is used', async (_, change) => {
    await expect(changed((_files, manifest) => change(manifest))).rejects.toEqual(refused);
  });

  test('TASK-706 one of the first version is read, and the one that is written names threads of tasks by a version of its own', async () => {
    expect(new PlenumArchive(folderOfZip(await written())).manifest.version).toBe(2);
    const former = await changed((_files, manifest) => Object.assign(manifest, { version: 1 }));
    const ids: string[] = [];
    for await (const { id } of former.pages()) ids.push(id);
    expect(ids).toEqual([HOME, PLAN, SUB]);
  });

  test('SETS-17, ATT-30 one without a manifest, or with one that is no JSON, is refused', async () => {
    await expect(changed((files) => files.delete('plenum.json'))).rejects.toEqual(refused);
    await expect(changed((files) => files.set('plenum.json', '{'))).rejects.toEqual(refused);
    const deep = `{"extra":{"a":${'['.repeat(100_000)}`;
    expect(() => new PlenumArchive(folderOfZip(writeZip([{ name: 'plenum.json', content: deep }])))).toThrow(
      refused,
    );
  });

  test('SETS-17, ATT-19 names of JavaScript itself are no names of what later versions add', async () => {
    await expect(
      changed((_files, manifest: Broken) => {
        manifest.extra = JSON.parse('{"__proto__": {"polluted": 1}}');
      }),
    ).resolves.toBeDefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  const first = async (archive: PlenumArchive): Promise<unknown> => (await archive.pages().next()).value;

  test.each<[string, string, (content: string) => string]>([
    ['comments of nobody', `details/${HOME}.json`, (content) => content.replace('"author":1', '"author":9')],
    ['versions of the future', `details/${HOME}.json`, (content) => content.replace('"seq":7', '"seq":8')],
    [
      'details with more in them',
      `details/${HOME}.json`,
      (content) => content.replace('{', '{"role":"admin",'),
    ],
  ])('SETS-17 a page with %s is refused', async (_, name, change) => {
    const archive = await changed((files) =>
      files.set(name, change(Buffer.from(files.get(name) ?? '').toString())),
    );
    await expect(first(archive)).rejects.toEqual(refused);
  });

  const row = { seq: 1, at: new Date(at), author: 0, data: Buffer.from('x') };

  test.each<[string, Uint8Array]>([
    ['another format', Buffer.from('no log')],
    ['rows out of order', writeRows([row, row])],
    ['a row before the first', writeRows([{ ...row, seq: 0 }])],
    ['an author that there is not', writeRows([{ ...row, author: 5 }])],
    ['rows without anything', writeRows([{ ...row, data: Buffer.alloc(0) }])],
    ['an end in the middle', writeRows([row]).subarray(0, -1)],
    ['an end in a head', writeRows([row]).subarray(0, 20)],
  ])('SETS-17 a log with %s is refused', (_, bytes) => {
    expect(() => readRows(bytes, { people: 2 })).toThrow(refused);
  });
});
