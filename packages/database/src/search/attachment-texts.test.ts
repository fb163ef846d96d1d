import { system } from '@plenum/domain/access/actor';
import { READ_FOR_SEARCH } from '@plenum/domain/files/media-type';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { createDocument } from '../documents/writes.ts';
import {
  keepText,
  postponeText,
  takeWantedText,
  wantAllTexts,
  wantMissingTexts,
} from '../files/file-texts.ts';
import { letGoOfFiles } from '../files/letting-go.ts';
import { aMember, anAttachment } from '../testing/factories.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { indexChanged, listChanged, markAllChanged } from './changes.ts';
import { indexDocument } from './index-document.ts';

const PDF = 'application/pdf';

let kit: SearchKit;
let db: Database;
beforeAll(async () => {
  kit = await SearchKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(async () => {
  await kit.begin();
  await db.pool.query('DELETE FROM file_text');
});

const find: SearchKit['find'] = (...given) => kit.find(...given);
/** Of what has just these words, and not nearly so. */
const kinds = async (typed: string, asking = {}) => {
  const { items, isSimilar } = await find(typed, asking);
  return isSimilar ? [] : items.map(({ kind }) => kind).sort();
};

/** An attachment whose words were read; null where it has none. */
async function attached(
  documentId: string,
  { text, ...file }: { text: string | null; name?: string; mediaType?: string; personId?: string },
): Promise<{ id: string; fileId: string }> {
  const made = await anAttachment(db, { documentId, name: 'scan.pdf', mediaType: PDF, ...file });
  await keepText(db.pool, made.fileId, text);
  await indexChanged(db.pool);
  return made;
}

/** When each attachment's entry was written last, as PostgreSQL counts transactions. */
async function writtenIn(documentId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ at: string }>(
    `SELECT xmin::text AS at FROM search_entry WHERE document_id = $1 AND kind = 'attachment' ORDER BY part`,
    [documentId],
  );
  return rows.map(({ at }) => at);
}

test('SEARCH-22 an attachment is found by its words, with the text around them, and leads to it', async () => {
  const pad = await kit.written('Agenda');
  const before = 'Nothing much, and <b>more</b> of it.\n'.repeat(500);
  const { id } = await attached(pad, {
    text: `${before}Stir the Größe <i>slowly</i>.\nThe end.`,
    name: 'Soup.pdf',
  });
  const { items } = await find('grosse slowly');
  expect(items).toMatchObject([
    { kind: 'attachment', title: 'Agenda', documentId: pad, partId: id, blockId: null },
  ]);
  const snippet = items[0]?.snippet ?? [];
  expect(snippet.map(({ text }) => text).join('')).toContain('Stir the Größe <i>slowly</i>');
  expect(snippet.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['Größe', 'slowly']);
});

test('SEARCH-22 what can be written in a search goes for the words of attachments', async () => {
  const { personId } = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  const { username } = await db.prisma.person.findUniqueOrThrow({ where: { id: personId } });
  const pad = await kit.written('Agenda');
  await db.prisma.document.update({ where: { id: pad }, data: { tags: ['Harvest'], tagKeys: ['harvest'] } });
  await attached(pad, { text: 'Soup of red lentils\nRice', name: 'Recipes.pdf', personId });
  for (const typed of [
    'lentils rice',
    '"red lentils"',
    'recipes lentils',
    'title:recipes',
    'title:recipes lentils',
    'lentils -beans',
    'lentils in:attachment',
    'lentils in:agenda',
    `lentils by:${username}`,
    'lentils tag:harvest',
    'lent',
  ]) {
    expect(await kinds(typed), typed).toEqual(['attachment']);
  }
  for (const typed of [
    '"lentils rice"',
    '"recipes soup"',
    'title:lentils',
    'title:lentils recipes',
    'recipes -lentils',
    'recipes -"red lentils"',
    'lentils -title:recipes',
    `lentils -by:${username}`,
    'lentils in:task',
    'lentils -tag:harvest',
  ]) {
    expect(await kinds(typed), typed).toEqual([]);
  }
});

test('SEARCH-22 texts of attachments without spaces, and as long as there are, are taken in', async () => {
  const pad = await kit.written('Agenda');
  await attached(pad, { text: '我们讨论了森林保护的问题。', name: '1.pdf' });
  expect(await kinds('保护的')).toEqual(['attachment']);
  const long = Array.from(
    { length: 200_000 },
    (_, i) => `字${String.fromCodePoint(0x4e00 + (i % 20_000))}word`,
  ).join('');
  await attached(pad, { text: `lentils ${long}`.slice(0, 1_000_000), name: '2.pdf' });
  expect(await kinds('lentils')).toEqual(['attachment']);
});

test('SEARCH-11 the words of an attachment are found by nobody who may not read its document', async () => {
  const reader = await aMember(db, { workspaceId: kit.workspaceId, role: 'reader' });
  const outsider = await aMember(db);
  const pad = await kit.written('Agenda');
  await attached(pad, { text: 'hidden lentils', name: 'Soup.pdf' });
  expect(await kinds('lentils', { actor: reader })).toEqual(['attachment']);
  expect(await kinds('lentils', { actor: outsider, on: null })).toEqual([]);
  await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: pad }));
  for (const typed of ['lentils', '"hidden lentils"', 'title:soup', 'lent', 'in:attachment']) {
    expect(await find(typed, { actor: reader }), typed).toEqual({ items: [], next: null, isSimilar: false });
    expect(await kinds(typed), typed).toEqual(['attachment']);
  }
});

test('SEARCH-24 each kind of file that has words is read once it is an attachment, and no other', async () => {
  const pad = await kit.written('Agenda');
  const files = await Promise.all(
    [...READ_FOR_SEARCH, 'text/plain', 'image/png'].map(
      async (mediaType) => (await anAttachment(db, { documentId: pad, mediaType })).fileId,
    ),
  );
  const taken = [];
  for (let next = await takeWantedText(db.pool); next; next = await takeWantedText(db.pool)) taken.push(next);
  expect(taken.map(({ mediaType }) => mediaType).sort()).toEqual([...READ_FOR_SEARCH].sort());
  expect(taken.map(({ fileId }) => fileId).sort()).toEqual(files.slice(0, READ_FOR_SEARCH.length).sort());
  expect(taken[0]).toMatchObject({ size: 13, tries: 1 });
});

test('SEARCH-24 nodes take different files, what comes last first, and that of one that is gone again', async () => {
  const pad = await kit.written('Agenda');
  const [older, newer] = [
    await anAttachment(db, { documentId: pad, mediaType: PDF }),
    await anAttachment(db, { documentId: pad, mediaType: PDF }),
  ];
  const taken = await Promise.all([
    takeWantedText(db.pool),
    takeWantedText(db.pool),
    takeWantedText(db.pool),
  ]);
  expect(taken.map((one) => one?.fileId ?? '').sort()).toEqual(['', older.fileId, newer.fileId].sort());
  await postponeText(db.pool, older.fileId, 0);
  await postponeText(db.pool, newer.fileId, 3_600);
  expect(await takeWantedText(db.pool)).toMatchObject({ fileId: older.fileId, tries: 1 });
  expect(await takeWantedText(db.pool)).toBeNull();
  await db.pool.query(`UPDATE file_text SET due_at = due_at - interval '121 seconds' WHERE file_id = $1`, [
    older.fileId,
  ]);
  expect(await takeWantedText(db.pool)).toMatchObject({ fileId: older.fileId, tries: 2 });
  await keepText(db.pool, older.fileId, null);
  await db.pool.query(`UPDATE file_text SET due_at = now() - interval '1 hour' WHERE file_id = $1`, [
    newer.fileId,
  ]);
  const newest = await anAttachment(db, { documentId: pad, mediaType: PDF });
  expect(await takeWantedText(db.pool)).toMatchObject({ fileId: newest.fileId });
});

test('SEARCH-24 files that were there before are read, once, and those of a copy are not read again', async () => {
  const pad = await kit.written('Agenda');
  const { fileId } = await anAttachment(db, { documentId: pad, mediaType: PDF });
  // As after an upgrade or a restore.
  await db.pool.query('DELETE FROM file_text');
  await wantMissingTexts(db.pool);
  await wantMissingTexts(db.pool);
  expect(await takeWantedText(db.pool)).toMatchObject({ fileId });
  await keepText(db.pool, fileId, 'lentils');
  await wantMissingTexts(db.pool);
  const read = await authorize(db, { actor: kit.admin, action: 'document.read', on: pad });
  const into = await authorize(db, { actor: kit.admin, action: 'document.create', on: kit.workspaceId });
  await createDocument(into, { kind: 'pad', title: 'Copy', seed: null, filesOf: read });
  expect(await takeWantedText(db.pool)).toBeNull();
  await indexChanged(db.pool);
  expect((await find('lentils')).items.map(({ title }) => title).sort()).toEqual(['Agenda', 'Copy']);
});

test('SEARCH-24 with the file its words go, and another in its place has its own', async () => {
  const pad = await kit.written('Agenda');
  const first = await attached(pad, { text: 'lentils' });
  const second = await attached(pad, { text: 'rice' });
  await db.prisma.attachment.updateMany({ where: { id: first.id }, data: { fileId: second.fileId } });
  await indexChanged(db.pool);
  expect([await kinds('lentils'), await kinds('rice')]).toEqual([[], ['attachment', 'attachment']]);
  await db.prisma.attachment.deleteMany({ where: { documentId: pad } });
  expect(await kinds('rice')).toEqual([]);
  const house = await authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
  await letGoOfFiles(house);
  await db.pool.query(`UPDATE stored_file SET let_go_at = let_go_at - interval '25 hours'`);
  await letGoOfFiles(house);
  expect(await db.prisma.fileText.count()).toBe(0);
});

test('SEARCH-25 the text of an attachment is taken apart when it changes, not with each change of the document', async () => {
  const pad = await kit.written('Agenda');
  const { id, fileId } = await attached(pad, { text: 'lentils' });
  // Behind everybody's back: whoever reads it again finds this.
  await db.pool.query(`UPDATE file_text SET text = 'rice' WHERE file_id = $1`, [fileId]);
  await db.prisma.document.update({ where: { id: pad }, data: { title: 'Soup' } });
  await indexChanged(db.pool);
  expect([await kinds('lentils'), await kinds('rice')]).toEqual([['attachment'], []]);
  await db.prisma.attachment.updateMany({ where: { id }, data: { name: 'beans.pdf' } });
  await indexChanged(db.pool);
  expect([await kinds('lentils'), await kinds('beans rice')]).toEqual([[], ['attachment']]);
});

test('SEARCH-25 whoever uploaded an attachment and is gone stands in nothing that is made after', async () => {
  const pad = await kit.written('Agenda');
  const { id } = await attached(pad, { text: 'lentils' });
  const author = async () =>
    (await db.prisma.searchEntry.findFirstOrThrow({ where: { part: id }, select: { authorId: true } }))
      .authorId;
  await db.prisma.attachment.updateMany({ where: { id }, data: { personId: kit.admin.personId } });
  await indexDocument(db.pool, pad);
  expect(await author()).toBe(kit.admin.personId);
  await db.prisma.attachment.updateMany({ where: { id }, data: { personId: null } });
  await indexDocument(db.pool, pad);
  expect(await author()).toBeNull();
});

test('SEARCH-25 many long attachments are taken in step by step', async () => {
  const pad = await kit.written('Agenda');
  for (let i = 0; i < 3; i += 1) {
    const { fileId } = await anAttachment(db, { documentId: pad, name: `${i}.pdf`, mediaType: PDF });
    await keepText(db.pool, fileId, `lentils ${'x'.repeat(1_500_000)}`);
  }
  await db.pool.query('DELETE FROM search_change');
  await indexDocument(db.pool, pad);
  expect(await kinds('lentils')).toHaveLength(2);
  expect(await listChanged(db.pool, { limit: 10 })).toMatchObject([{ documentId: pad }]);
  await indexChanged(db.pool);
  expect(await kinds('lentils')).toHaveLength(3);
});

test('SEARCH-14 the words of attachments are read again, and meanwhile those that were read are found', async () => {
  const pad = await kit.written('Agenda');
  const { fileId } = await attached(pad, { text: 'lentils' });
  const [before] = await writtenIn(pad);
  await wantAllTexts(db.pool);
  await markAllChanged(db.pool);
  await indexChanged(db.pool);
  expect([await kinds('lentils'), (await writtenIn(pad))[0] !== before]).toEqual([['attachment'], true]);
  expect(await takeWantedText(db.pool)).toMatchObject({ fileId, tries: 1 });
  await keepText(db.pool, fileId, 'rice');
  await indexChanged(db.pool);
  expect([await kinds('lentils'), await kinds('rice')]).toEqual([[], ['attachment']]);
});
