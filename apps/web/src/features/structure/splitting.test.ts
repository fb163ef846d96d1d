import type { Database } from '@plenum/database/client';
import { restrictDocument, setRule } from '@plenum/database/documents/rules';
import { patchDocument } from '@plenum/database/documents/writes';
import { aMember, anAttachment } from '@plenum/database/testing/factories';
import { listBelow } from '@plenum/database/wiki/reads';
import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { replaceText } from '@plenum/exchange/replace-text';
import { replaceWords } from '@plenum/exchange/replace-words';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { previewSplit, splitDocument } from '@plenum/exchange/split-document';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { StructureKit, textsOf } from '#lib/testing/structure-kit.ts';

let kit: StructureKit;
let db: Database;
beforeAll(async () => {
  kit = await StructureKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(() => kit.begin());

test('STRUCT-8, STRUCT-10 sections become pages below, with the same access, and what belongs to their text comes along', async () => {
  const markdown = 'Before\n\n## Two\n\nSome words\n\n- [ ] a task\n\n## Three\n\nLast';
  const id = await kit.aPage('Handbook', markdown, { tags: ['kitchen'] });
  await restrictDocument(await kit.grant('document.restrict', id));
  await setRule(await kit.grant('document.restrict', id), {
    subject: { kind: 'person', id: kit.editor.personId },
    role: 'editor',
  });
  const file = await anAttachment(db, { documentId: id });
  const other = await anAttachment(db, { documentId: id });
  const shown = markdown.replace('words', `words [file](/f/${file.id})`);
  await replaceText(await kit.grant('document.write', id), jsonFromMarkdown(shown));
  await kit.comment(id, 'Before');
  await kit.comment(id, 'Some words');
  await db.prisma.watch.create({ data: { personId: kit.admin.personId, documentId: id, isBranch: false } });
  await db.prisma.documentProperties.create({
    data: { documentId: id, ownerId: kit.admin.personId, status: 'adopted' },
  });
  const [two, three] = await kit.split(id);
  if (!two || !three) throw new Error('There are two.');
  expect(
    [two, three].map(({ title, parentId, scopeId, kind, tags }) => [title, parentId, scopeId, kind, tags]),
  ).toEqual([
    ['Two', id, id, 'wiki', ['kitchen']],
    ['Three', id, id, 'wiki', ['kitchen']],
  ]);
  expect(await kit.textOf(two.id)).toBe(`Some words [file](/f/${file.id})\n\n- [ ] a task`);
  expect(await kit.textOf(id)).toBe(`Before\n\n[Two](/d/${two.id})\n\n[Three](/d/${three.id})`);
  const { pages } = await listBelow(await kit.grant('workspace.read', kit.workspaceId), {
    parentId: id,
    limit: 10,
  });
  expect(pages.map(({ title }) => title)).toEqual(['Two', 'Three']);
  expect(await kit.threadsOf(two.id)).toEqual([['Some words', true]]);
  expect(await kit.threadsOf(id)).toEqual([['Before', true]]);
  const files = async (documentId: DocumentId) =>
    (await db.prisma.attachment.findMany({ where: { documentId } })).map(({ id }) => id).sort();
  expect([await files(two.id), await files(three.id), await files(id)]).toEqual([
    [file.id],
    [],
    [file.id, other.id].sort(),
  ]);
  expect(await db.prisma.watch.count({ where: { documentId: { in: [two.id, three.id] } } })).toBe(2);
  expect(await db.prisma.documentProperties.findUnique({ where: { documentId: three.id } })).toMatchObject({
    ownerId: kit.admin.personId,
    status: 'adopted',
  });
  const outsider = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  await expect(kit.grant('document.read', two.id, outsider)).rejects.toMatchObject({ code: 'not_found' });
});

test('STRUCT-9 whoever writes in a section while it becomes a page loses nothing that was stored', async () => {
  const id = await kit.aPage('Handbook', `Before\n\n## Two\n\nSome words\n\n${'More.\n\n'.repeat(200)}`);
  const [inside, beside] = [await kit.typing(id, 'Some words'), await kit.typing(id, 'Before')];
  await inside.hasTyped(5);
  await beside.hasTyped(5);
  const before = await db.prisma.document.findUniqueOrThrow({ where: { id } });
  const [page] = await kit.split(id);
  const outside = await beside.hasTyped(20).then(() => beside.stop());
  await inside.stop();
  expect(page && page.createdAt >= before.createdAt).toBe(true);
  // What was stored before the one edit that takes the section out is in the page, letter by letter.
  const rows = await db.prisma.documentUpdate.findMany({
    where: { documentId: id },
    orderBy: { seq: 'asc' },
  });
  const past = new Y.Doc();
  let letters = '';
  for (const { data } of rows) {
    Y.applyUpdate(past, data);
    const text = [...textsOf(past)].map(String).find((words) => words.startsWith('Some words'));
    if (!text) break;
    letters = text;
  }
  expect(letters.length).toBeGreaterThan('Some words'.length + 4);
  expect(await kit.textOf(page?.id ?? '')).toMatch(new RegExp(`^${letters}\n`));
  expect(await kit.textOf(id)).toBe(`Before${outside}\n\n[Two](/d/${page?.id})`);
});

test('STRUCT-9 it is one edit of whoever did it, which the history takes back', async () => {
  const id = await kit.aPage('Handbook', 'Before\n\n## Two\n\nSome words');
  const [page] = await kit.split(id);
  const rows = await db.prisma.documentUpdate.findMany({
    where: { documentId: id },
    orderBy: { seq: 'asc' },
  });
  expect(rows.map(({ authorId }) => authorId)).toEqual([kit.admin.personId, kit.editor.personId]);
  await returnToPast(await kit.grant('document.history', id), 1);
  expect(await kit.textOf(id)).toBe('Before\n\n## Two\n\nSome words');
  expect(await kit.textOf(page?.id ?? '')).toBe('Some words');
});

test('STRUCT-9 two who split the same at once, or replace words there, do it one after the other', async () => {
  const id = await kit.aPage('Handbook', 'Before\n\n## Two\n\nSome words');
  const words = { find: 'words', with: 'letters', matchesCase: false, wholeWords: false };
  const done = await Promise.allSettled([
    kit.split(id),
    kit.split(id),
    replaceWords(await kit.grant('document.write', id), words),
    kit.split(id),
  ]);
  const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
  expect(refused).toEqual(Array(2).fill('This text has no such heading any more. Look at it again.'));
  const { pages } = await listBelow(await kit.grant('workspace.read', kit.workspaceId), {
    parentId: id,
    limit: 10,
  });
  expect(pages).toHaveLength(1);
  const replaced = done[2]?.status === 'fulfilled' && JSON.stringify(done[2].value).includes('"count":1');
  expect(await kit.textOf(pages[0]?.id ?? '')).toBe(replaced ? 'Some letters' : 'Some words');
});

test('STRUCT-11 before a text is split it is told what goes where, and who leads to a place that goes', async () => {
  const id = await kit.aPage('Handbook', 'Before\n\n## Two\n\nSome words\n\n- [ ] a task');
  await kit.comment(id, 'Some words');
  const blocks = jsonFromUpdate(await kit.stateOf(id)).content ?? [];
  const other = await kit.aPage('Other', 'x');
  const hidden = await kit.aPage('Hidden', 'x', { access: 'draft' });
  for (const documentId of [other, hidden]) {
    await db.prisma.documentLink.create({
      data: { documentId, position: 1, href: `/d/${id}#block-${blocks[2]?.attrs?.id}`, targetId: id },
    });
    // To the heading, where the link will be.
    await db.prisma.documentLink.create({
      data: { documentId, position: 2, href: `/d/${id}#block-${blocks[1]?.attrs?.id}`, targetId: id },
    });
  }
  const look = async (actor: Member) =>
    previewSplit(await kit.grant('document.write', id, actor), { by: { level: 2 }, untitled: 'Untitled' });
  expect(await look(kit.editor)).toEqual({
    linksInto: 1,
    pages: [{ title: 'Two', text: 'Some words [ ] a task', threads: 1, files: 0, tasks: 1, decisions: 0 }],
  });
  expect((await look(kit.admin)).linksInto).toBe(2);
  await expect(kit.split(id, { level: 4 })).rejects.toMatchObject({ code: 'conflict' });
  const { seed } = { seed: updateFromJson(jsonFromMarkdown('## A\n\n'.repeat(51))) };
  await expect(kit.split(await kit.aPage('Many', '', { seed }))).rejects.toThrow('more than 50 pages');
});

test('STRUCT-8 neither a task list, a template, minutes nor what is closed is split, and no guest or reader does it', async () => {
  const markdown = '## Two\n\nSome words';
  const id = await kit.aPage('Handbook', markdown);
  const reader = await aMember(db, { workspaceId: kit.workspaceId, role: 'commenter' });
  await expect(kit.split(id, { level: 2 }, reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(kit.split(await kit.aPage('Tasks', markdown, { kind: 'tasks' }))).rejects.toThrow(
    'Only wiki pages',
  );
  await expect(kit.split(await kit.aPage('Template', markdown, { isTemplate: true }))).rejects.toThrow(
    'Only wiki pages',
  );
  const minutes = await kit.aPage('Minutes', markdown, { kind: 'pad' });
  await db.prisma.meeting.create({ data: { documentId: minutes, seriesId: minutes } });
  await expect(kit.split(minutes)).rejects.toThrow('stay whole');
  const write = await kit.grant('document.write', id);
  await patchDocument(await kit.grant('document.organise', id), { patch: { isFrozen: true } });
  await expect(splitDocument(write, { by: { level: 2 }, untitled: 'x' })).rejects.toThrow('closed meanwhile');
  expect(await kit.textOf(id)).toBe(markdown);
});
