import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { startThread } from '@plenum/database/comments/comments';
import { listThreads } from '@plenum/database/comments/reads';
import { archiveDocument, unarchiveDocument } from '@plenum/database/documents/archive';
import { describeMerge } from '@plenum/database/documents/merge-facts';
import { findMergedTarget } from '@plenum/database/documents/merged-target';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import { restrictDocument, setRule } from '@plenum/database/documents/rules';
import { patchDocument } from '@plenum/database/documents/writes';
import { createShareLink } from '@plenum/database/shares/writes';
import {
  aDocument,
  aMember,
  anAttachment,
  aWorkspace,
  openTestDatabase,
} from '@plenum/database/testing/factories';
import { listBacklinks } from '@plenum/database/wiki/links';
import { listBelow } from '@plenum/database/wiki/reads';
import type { Member } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import type { DocumentId } from '@plenum/domain/ids';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { placeOfQuote } from '@plenum/editor/yjs/place-of-quote';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { replaceText } from '@plenum/exchange/replace-text';
import { replaceWords } from '@plenum/exchange/replace-words';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { previewSplit, splitDocument } from '@plenum/exchange/split-document';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

type Columns = Partial<Parameters<typeof aDocument>[1]>;
const aPage = async (title: string, markdown: string, columns: Columns = {}): Promise<DocumentId> => {
  const seed = updateFromJson(jsonFromMarkdown(markdown));
  return (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, seed, ...columns })).id;
};
const grant = <A extends Action>(action: A, on: string, actor: Member = admin) =>
  authorize(db, { actor, action, on });
const stateOf = async (id: DocumentId) => (await getDocumentState(await grant('document.read', id))).update;
const textOf = async (id: DocumentId) => markdownFromJson(jsonFromUpdate(await stateOf(id))).trim();
const split = async (
  id: DocumentId,
  by: { level: number } | { blockId: string } = { level: 2 },
  actor = editor,
) => splitDocument(await grant('document.write', id, actor), { by, untitled: 'Untitled' });
const merge = async (from: DocumentId, to: DocumentId, { actor = editor, mayChangeReaders = false } = {}) =>
  mergeDocuments(await grant('document.organise', from, actor), await grant('document.write', to, actor), {
    mayChangeReaders,
  });
const archived = async (id: DocumentId) =>
  (await db.prisma.document.findUniqueOrThrow({ where: { id } })).archivedAt !== null;
async function comment(id: DocumentId, quote: string) {
  const place = placeOfQuote(await stateOf(id), { quote, most: 100 });
  if (typeof place === 'string') throw new Error(place);
  const [from, to] = [place.from, place.to].map((one) => Buffer.from(one).toString('base64'));
  return startThread(await grant('document.comment', id), { from, to, quote, body: 'Really?' });
}
const threadsOf = async (id: DocumentId) =>
  (await listThreads(await grant('document.readComments', id))).map(({ quote, anchor }) => [
    quote,
    anchor !== null,
  ]);
/** Somebody who types a letter at a time at the end of a text, as long as it can be stored, and what of it was. */
async function typing(id: DocumentId, quote: string) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await stateOf(id));
  const text = [...textsOf(doc)].find((one) => one.toString().includes(quote));
  if (!text) throw new Error('There are such words.');
  const write = await grant('document.write', id, editor);
  let stored = '';
  let isOver = false;
  const over = (async () => {
    for (let n = 0; !isOver; n++) {
      const letter = String.fromCharCode(0x4e00 + n);
      const made: Uint8Array[] = [];
      const keep = (update: Uint8Array) => made.push(update);
      doc.on('update', keep);
      text.insert(text.length, letter);
      doc.off('update', keep);
      try {
        await appendUpdate(write, made[0] ?? new Uint8Array());
      } catch {
        return;
      }
      stored += letter;
    }
  })();
  return {
    async hasTyped(count: number) {
      await expect.poll(() => stored.length).toBeGreaterThan(count);
    },
    async stop() {
      isOver = true;
      await over;
      return stored;
    },
  };
}
function* textsOf(doc: Y.Doc) {
  const waiting: unknown[] = [doc.getXmlFragment(FRAGMENT_NAME)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof Y.XmlFragment) waiting.push(...next.toArray());
    else if (next instanceof Y.XmlText) yield next;
  }
}

test('STRUCT-8, STRUCT-10 sections become pages below, with the same access, and what belongs to their text comes along', async () => {
  const markdown = 'Before\n\n## Two\n\nSome words\n\n- [ ] a task\n\n## Three\n\nLast';
  const id = await aPage('Handbook', markdown, { tags: ['kitchen'] });
  await restrictDocument(await grant('document.restrict', id));
  await setRule(await grant('document.restrict', id), {
    subject: { kind: 'person', id: editor.personId },
    role: 'editor',
  });
  const file = await anAttachment(db, { documentId: id });
  const other = await anAttachment(db, { documentId: id });
  const shown = markdown.replace('words', `words [file](/f/${file.id})`);
  await replaceText(await grant('document.write', id), jsonFromMarkdown(shown));
  await comment(id, 'Before');
  await comment(id, 'Some words');
  await db.prisma.watch.create({ data: { personId: admin.personId, documentId: id, isBranch: false } });
  await db.prisma.documentProperties.create({
    data: { documentId: id, ownerId: admin.personId, status: 'adopted' },
  });
  const [two, three] = await split(id);
  if (!two || !three) throw new Error('There are two.');
  expect(
    [two, three].map(({ title, parentId, scopeId, kind, tags }) => [title, parentId, scopeId, kind, tags]),
  ).toEqual([
    ['Two', id, id, 'wiki', ['kitchen']],
    ['Three', id, id, 'wiki', ['kitchen']],
  ]);
  expect(await textOf(two.id)).toBe(`Some words [file](/f/${file.id})\n\n- [ ] a task`);
  expect(await textOf(id)).toBe(`Before\n\n[Two](/d/${two.id})\n\n[Three](/d/${three.id})`);
  const { pages } = await listBelow(await grant('workspace.read', workspaceId), { parentId: id, limit: 10 });
  expect(pages.map(({ title }) => title)).toEqual(['Two', 'Three']);
  expect(await threadsOf(two.id)).toEqual([['Some words', true]]);
  expect(await threadsOf(id)).toEqual([['Before', true]]);
  const files = async (documentId: DocumentId) =>
    (await db.prisma.attachment.findMany({ where: { documentId } })).map(({ id }) => id).sort();
  expect([await files(two.id), await files(three.id), await files(id)]).toEqual([
    [file.id],
    [],
    [file.id, other.id].sort(),
  ]);
  expect(await db.prisma.watch.count({ where: { documentId: { in: [two.id, three.id] } } })).toBe(2);
  expect(await db.prisma.documentProperties.findUnique({ where: { documentId: three.id } })).toMatchObject({
    ownerId: admin.personId,
    status: 'adopted',
  });
  const outsider = await aMember(db, { workspaceId, role: 'editor' });
  await expect(grant('document.read', two.id, outsider)).rejects.toMatchObject({ code: 'not_found' });
});

test('STRUCT-9 whoever writes in a section while it becomes a page loses nothing that was stored', async () => {
  const id = await aPage('Handbook', `Before\n\n## Two\n\nSome words\n\n${'More.\n\n'.repeat(200)}`);
  const [inside, beside] = [await typing(id, 'Some words'), await typing(id, 'Before')];
  await inside.hasTyped(5);
  await beside.hasTyped(5);
  const before = await db.prisma.document.findUniqueOrThrow({ where: { id } });
  const [page] = await split(id);
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
  expect(await textOf(page?.id ?? '')).toMatch(new RegExp(`^${letters}\n`));
  expect(await textOf(id)).toBe(`Before${outside}\n\n[Two](/d/${page?.id})`);
});

test('STRUCT-9 it is one edit of whoever did it, which the history takes back', async () => {
  const id = await aPage('Handbook', 'Before\n\n## Two\n\nSome words');
  const [page] = await split(id);
  const rows = await db.prisma.documentUpdate.findMany({
    where: { documentId: id },
    orderBy: { seq: 'asc' },
  });
  expect(rows.map(({ authorId }) => authorId)).toEqual([admin.personId, editor.personId]);
  await returnToPast(await grant('document.history', id), 1);
  expect(await textOf(id)).toBe('Before\n\n## Two\n\nSome words');
  expect(await textOf(page?.id ?? '')).toBe('Some words');
});

test('STRUCT-9 two who split the same at once, or replace words there, do it one after the other', async () => {
  const id = await aPage('Handbook', 'Before\n\n## Two\n\nSome words');
  const words = { find: 'words', with: 'letters', matchesCase: false, wholeWords: false };
  const done = await Promise.allSettled([
    split(id),
    split(id),
    replaceWords(await grant('document.write', id), words),
    split(id),
  ]);
  const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
  expect(refused).toEqual(Array(2).fill('This text has no such heading any more. Look at it again.'));
  const { pages } = await listBelow(await grant('workspace.read', workspaceId), { parentId: id, limit: 10 });
  expect(pages).toHaveLength(1);
  const replaced = done[2]?.status === 'fulfilled' && JSON.stringify(done[2].value).includes('"count":1');
  expect(await textOf(pages[0]?.id ?? '')).toBe(replaced ? 'Some letters' : 'Some words');
});

test('STRUCT-11 before a text is split it is told what goes where, and who leads to a place that goes', async () => {
  const id = await aPage('Handbook', 'Before\n\n## Two\n\nSome words\n\n- [ ] a task');
  await comment(id, 'Some words');
  const blocks = jsonFromUpdate(await stateOf(id)).content ?? [];
  const other = await aPage('Other', 'x');
  const hidden = await aPage('Hidden', 'x', { access: 'draft' });
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
    previewSplit(await grant('document.write', id, actor), { by: { level: 2 }, untitled: 'Untitled' });
  expect(await look(editor)).toEqual({
    linksInto: 1,
    pages: [{ title: 'Two', text: 'Some words [ ] a task', threads: 1, files: 0, tasks: 1, decisions: 0 }],
  });
  expect((await look(admin)).linksInto).toBe(2);
  await expect(split(id, { level: 4 })).rejects.toMatchObject({ code: 'conflict' });
  const { seed } = { seed: updateFromJson(jsonFromMarkdown('## A\n\n'.repeat(51))) };
  await expect(split(await aPage('Many', '', { seed }))).rejects.toThrow('more than 50 pages');
});

test('STRUCT-8 neither a task list, a template, minutes nor what is closed is split, and no guest or reader does it', async () => {
  const markdown = '## Two\n\nSome words';
  const id = await aPage('Handbook', markdown);
  const reader = await aMember(db, { workspaceId, role: 'commenter' });
  await expect(split(id, { level: 2 }, reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(split(await aPage('Tasks', markdown, { kind: 'tasks' }))).rejects.toThrow('Only wiki pages');
  await expect(split(await aPage('Template', markdown, { isTemplate: true }))).rejects.toThrow(
    'Only wiki pages',
  );
  const minutes = await aPage('Minutes', markdown, { kind: 'pad' });
  await db.prisma.meeting.create({ data: { documentId: minutes, seriesId: minutes } });
  await expect(split(minutes)).rejects.toThrow('stay whole');
  const write = await grant('document.write', id);
  await patchDocument(await grant('document.organise', id), { patch: { isFrozen: true } });
  await expect(splitDocument(write, { by: { level: 2 }, untitled: 'x' })).rejects.toThrow('closed meanwhile');
  expect(await textOf(id)).toBe(markdown);
});

test('STRUCT-12, STRUCT-13 a page goes into another one with all that belongs to it, and leads there', async () => {
  const target = await aPage('Target', 'Here', { tags: ['a'] });
  const source = await aPage('Source', 'Some words\n\n## More', { tags: ['b'] });
  const [child, last] = [
    await aPage('Child', 'x', { parentId: source }),
    await aPage('Last', 'x', { parentId: source }),
  ];
  const before = await aPage('First', 'x', { parentId: target });
  const file = await anAttachment(db, { documentId: source });
  await comment(source, 'Some words');
  await createShareLink(await grant('document.share', source), { role: 'reader' });
  const linking = await aPage('Linking', 'x');
  await db.prisma.documentLink.create({
    data: { documentId: linking, position: 1, href: `/d/${source}`, targetId: source },
  });
  expect(
    await describeMerge(
      await grant('document.organise', source, editor),
      await grant('document.write', target, editor),
    ),
  ).toEqual({
    hasOtherRules: false,
    linksThere: 0,
    linksHere: 1,
    threads: 1,
    files: 1,
    children: 2,
    childrenGo: 'along',
    hasChat: false,
  });
  await merge(source, target);
  expect(await textOf(target)).toBe('Here\n\n# Source\n\nSome words\n\n### More');
  expect(await threadsOf(target)).toEqual([['Some words', true]]);
  expect(await db.prisma.attachment.count({ where: { documentId: target, id: file.id } })).toBe(1);
  expect((await getDocument(await grant('document.read', target))).tags).toEqual(['a', 'b']);
  const read = await grant('workspace.read', workspaceId);
  const { pages } = await listBelow(read, { parentId: target, limit: 10 });
  expect(pages.map(({ id }) => id)).toEqual([before, child, last]);
  expect(await archived(source)).toBe(true);
  expect(await textOf(source)).toBe('Some words\n\n## More');
  expect(await findMergedTarget(db, { actor: editor, documentId: source })).toBe(target);
  expect((await listBacklinks(read, { documentId: target, limit: 10 })).items.map(({ id }) => id)).toEqual([
    linking,
  ]);
  expect(await db.prisma.shareLink.count({ where: { documentId: source, revokedAt: null } })).toBe(0);
  // Merged further it leads on; whoever may not read where it is now is not led there.
  const end = await aPage('End', 'x');
  await merge(target, end);
  expect(await findMergedTarget(db, { actor: editor, documentId: source })).toBe(end);
  await restrictDocument(await grant('document.restrict', end));
  expect(await findMergedTarget(db, { actor: editor, documentId: source })).toBeNull();
  // Taken out of the archive it is a page as before.
  await unarchiveDocument(await grant('document.archive', source));
  expect(await findMergedTarget(db, { actor: admin, documentId: source })).toBeNull();
});

test('STRUCT-14 where other people have access an admin alone merges, and says that they know', async () => {
  const source = await aPage('Secret', 'Some words', {});
  await restrictDocument(await grant('document.restrict', source));
  await setRule(await grant('document.restrict', source), {
    subject: { kind: 'person', id: editor.personId },
    role: 'editor',
  });
  const child = await aPage('Child', 'x', { parentId: source });
  const target = await aPage('Open', 'Here');
  await expect(merge(source, target, { mayChangeReaders: true })).rejects.toThrow('Only an admin');
  await expect(merge(source, target, { actor: admin })).rejects.toThrow('Say that you know');
  expect(await textOf(target)).toBe('Here');
  await merge(source, target, { actor: admin, mayChangeReaders: true });
  expect(await textOf(target)).toBe('Here\n\n# Secret\n\nSome words');
  // What lies below keeps its access, and its place.
  const { scopeId, parentId } = await db.prisma.document.findUniqueOrThrow({ where: { id: child } });
  expect([scopeId, parentId]).toEqual([child, null]);
  const outsider = await aMember(db, { workspaceId, role: 'editor' });
  await expect(grant('document.read', child, outsider)).rejects.toMatchObject({ code: 'not_found' });
  await expect(grant('document.read', source, outsider)).rejects.toMatchObject({ code: 'not_found' });
  expect((await grant('document.read', child, editor)).documentId).toBe(child);
});

test('STRUCT-14 where a link leads to the other page it is told, and nothing is merged unknowingly', async () => {
  const parent = await aPage('Parent', 'x');
  const [source, target] = [
    await aPage('Source', 'Some words'),
    await aPage('Target', 'Here', { parentId: parent }),
  ];
  await createShareLink(await grant('document.share', parent), { role: 'reader', covers: 'branch' });
  await createShareLink(await grant('document.share', parent), { role: 'reader' });
  const facts = await describeMerge(
    await grant('document.organise', source),
    await grant('document.write', target),
  );
  expect(facts).toMatchObject({ linksThere: 1, hasOtherRules: false });
  await expect(merge(source, target)).rejects.toThrow('Say that you know');
  await merge(source, target, { mayChangeReaders: true });
  expect(await archived(source)).toBe(true);
});

test('STRUCT-15 whoever writes in a page while it is merged loses nothing that was stored', async () => {
  const [source, target] = [await aPage('Source', 'Some words'), await aPage('Target', 'Here')];
  const [inSource, inTarget] = [await typing(source, 'Some words'), await typing(target, 'Here')];
  await inSource.hasTyped(5);
  await inTarget.hasTyped(5);
  await merge(source, target);
  const words = await inSource.stop();
  const here = await inTarget.hasTyped(20).then(() => inTarget.stop());
  expect(words.length).toBeGreaterThan(5);
  expect(await textOf(target)).toBe(`Here${here}\n\n# Source\n\nSome words${words}`);
  const late = await authorize(db, { actor: admin, action: 'document.write', on: source }).catch(
    (error) => error,
  );
  expect(late).toMatchObject({ message: 'This is in the archive. Take it out of the archive to change it.' });
});

test('STRUCT-15 two who merge the same at once, and one into the other both ways, leave every text once', async () => {
  for (let round = 0; round < 3; round++) {
    const [a, b] = [await aPage('A', 'Text of A'), await aPage('B', 'Text of B')];
    const done = await Promise.allSettled([merge(a, b), merge(b, a), merge(a, b, { actor: admin })]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [open, ...more] = (
      await Promise.all([a, b].map(async (id) => ((await archived(id)) ? [] : [id])))
    ).flat();
    expect(more).toEqual([]);
    const text = await textOf(open ?? '');
    expect(text.match(/Text of A/g)).toHaveLength(1);
    expect(text.match(/Text of B/g)).toHaveLength(1);
    expect(await findMergedTarget(db, { actor: admin, documentId: open === a ? b : a })).toBe(open);
  }
});

test('STRUCT-15 what is cut off changes nothing', async () => {
  const [source, target] = [await aPage('Source', 'Some words'), await aPage('Target', 'Here')];
  await comment(source, 'Some words');
  // The last that is written of it fails.
  await db.prisma.$executeRaw`
    CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$`;
  await db.prisma.$executeRaw`
    CREATE TRIGGER cut_off BEFORE UPDATE OF merged_into_id ON document FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION cut_off()`;
  await expect(merge(source, target)).rejects.toThrow();
  await db.prisma.$executeRaw`DROP FUNCTION cut_off CASCADE`;
  expect([await textOf(source), await textOf(target), await archived(source)]).toEqual([
    'Some words',
    'Here',
    false,
  ]);
  expect(await threadsOf(source)).toEqual([['Some words', true]]);
});

test('STRUCT-12 what cannot be merged is refused with a sentence', async () => {
  const source = await aPage('Source', 'Some words');
  const below = await aPage('Below', 'x', { parentId: source });
  await expect(merge(source, source)).rejects.toThrow('into itself');
  await expect(merge(source, below)).rejects.toThrow('lies below this one');
  await expect(merge(source, await aPage('Tasks', '', { kind: 'tasks' }))).rejects.toThrow('Only wiki pages');
  const closed = await aPage('Closed', 'x');
  const write = await grant('document.write', closed);
  await patchDocument(await grant('document.organise', closed), { patch: { isFrozen: true } });
  const organise = await grant('document.organise', source);
  await expect(mergeDocuments(organise, write, { mayChangeReaders: false })).rejects.toThrow(
    'closed for writing',
  );
  const elsewhere = await aDocument(db, { actor: admin, workspaceId: (await aWorkspace(db, admin)).id });
  await expect(merge(source, elsewhere.id, { actor: admin })).rejects.toMatchObject({ code: 'not_found' });
  const gone = await aPage('Gone', 'x');
  const before = await grant('document.write', gone);
  await archiveDocument(await grant('document.archive', gone));
  await expect(mergeDocuments(organise, before, { mayChangeReaders: false })).rejects.toThrow(
    'in the archive',
  );
  expect(await archived(source)).toBe(false);
});
