import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { archiveDocument, unarchiveDocument } from '@plenum/database/documents/archive';
import { describeMerge } from '@plenum/database/documents/merge-facts';
import { findMergedTarget } from '@plenum/database/documents/merged-target';
import { getDocument } from '@plenum/database/documents/reads';
import { restrictDocument, setRule } from '@plenum/database/documents/rules';
import { patchDocument } from '@plenum/database/documents/writes';
import { publish, updatePublicPages } from '@plenum/database/publications/writes';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import { listBacklinks } from '@plenum/database/wiki/links';
import { listBelow } from '@plenum/database/wiki/reads';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { StructureKit } from '#lib/testing/structure-kit.ts';

let kit: StructureKit;
let db: Database;
beforeAll(async () => {
  kit = await StructureKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(() => kit.begin());

test('STRUCT-12, STRUCT-13 a page goes into another one with all that belongs to it, and leads there', async () => {
  const target = await kit.aPage('Target', 'Here', { tags: ['a'] });
  const source = await kit.aPage('Source', 'Some words\n\n## More', { tags: ['b'] });
  const [child, last] = [
    await kit.aPage('Child', 'x', { parentId: source }),
    await kit.aPage('Last', 'x', { parentId: source }),
  ];
  const before = await kit.aPage('First', 'x', { parentId: target });
  const file = await anAttachment(db, { documentId: source });
  await kit.comment(source, 'Some words');
  await createShareLink(await kit.grant('document.share', source), { role: 'reader' });
  const linking = await kit.aPage('Linking', 'x');
  await db.prisma.documentLink.create({
    data: { documentId: linking, position: 1, href: `/d/${source}`, targetId: source },
  });
  expect(
    await describeMerge(
      await kit.grant('document.organise', source, kit.editor),
      await kit.grant('document.write', target, kit.editor),
    ),
  ).toEqual({
    hasOtherRules: false,
    linksThere: 0,
    isPublicThere: false,
    linksHere: 1,
    threads: 1,
    files: 1,
    children: 2,
    childrenGo: 'along',
    hasChat: false,
  });
  await kit.merge(source, target);
  expect(await kit.textOf(target)).toBe('Here\n\n# Source\n\nSome words\n\n### More');
  expect(await kit.threadsOf(target)).toEqual([['Some words', true]]);
  expect(await db.prisma.attachment.count({ where: { documentId: target, id: file.id } })).toBe(1);
  expect((await getDocument(await kit.grant('document.read', target))).tags).toEqual(['a', 'b']);
  const read = await kit.grant('workspace.read', kit.workspaceId);
  const { pages } = await listBelow(read, { parentId: target, limit: 10 });
  expect(pages.map(({ id }) => id)).toEqual([before, child, last]);
  expect(await kit.archived(source)).toBe(true);
  expect(await kit.textOf(source)).toBe('Some words\n\n## More');
  expect(await findMergedTarget(db, { actor: kit.editor, documentId: source })).toBe(target);
  expect((await listBacklinks(read, { documentId: target, limit: 10 })).items.map(({ id }) => id)).toEqual([
    linking,
  ]);
  expect(await db.prisma.shareLink.count({ where: { documentId: source, revokedAt: null } })).toBe(0);
  // Merged further it leads on; whoever may not read where it is now is not led there.
  const end = await kit.aPage('End', 'x');
  await kit.merge(target, end);
  expect(await findMergedTarget(db, { actor: kit.editor, documentId: source })).toBe(end);
  await restrictDocument(await kit.grant('document.restrict', end));
  expect(await findMergedTarget(db, { actor: kit.editor, documentId: source })).toBeNull();
  // Taken out of the archive it is a page as before.
  await unarchiveDocument(await kit.grant('document.archive', source));
  expect(await findMergedTarget(db, { actor: kit.admin, documentId: source })).toBeNull();
});

test('STRUCT-14 where other people have access an admin alone merges, and says that they know', async () => {
  const source = await kit.aPage('Secret', 'Some words', {});
  await restrictDocument(await kit.grant('document.restrict', source));
  await setRule(await kit.grant('document.restrict', source), {
    subject: { kind: 'person', id: kit.editor.personId },
    role: 'editor',
  });
  const child = await kit.aPage('Child', 'x', { parentId: source });
  const target = await kit.aPage('Open', 'Here');
  await expect(kit.merge(source, target, { mayChangeReaders: true })).rejects.toThrow('Only an admin');
  await expect(kit.merge(source, target, { actor: kit.admin })).rejects.toThrow('Say that you know');
  expect(await kit.textOf(target)).toBe('Here');
  await kit.merge(source, target, { actor: kit.admin, mayChangeReaders: true });
  expect(await kit.textOf(target)).toBe('Here\n\n# Secret\n\nSome words');
  // What lies below keeps its access, and its place.
  const { scopeId, parentId } = await db.prisma.document.findUniqueOrThrow({ where: { id: child } });
  expect([scopeId, parentId]).toEqual([child, null]);
  const outsider = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  await expect(kit.grant('document.read', child, outsider)).rejects.toMatchObject({ code: 'not_found' });
  await expect(kit.grant('document.read', source, outsider)).rejects.toMatchObject({ code: 'not_found' });
  expect((await kit.grant('document.read', child, kit.editor)).documentId).toBe(child);
});

test('STRUCT-14 where a link leads to the other page it is told, and nothing is merged unknowingly', async () => {
  const parent = await kit.aPage('Parent', 'x');
  const [source, target] = [
    await kit.aPage('Source', 'Some words'),
    await kit.aPage('Target', 'Here', { parentId: parent }),
  ];
  await createShareLink(await kit.grant('document.share', parent), { role: 'reader', covers: 'branch' });
  await createShareLink(await kit.grant('document.share', parent), { role: 'reader' });
  const facts = await describeMerge(
    await kit.grant('document.organise', source),
    await kit.grant('document.write', target),
  );
  expect(facts).toMatchObject({ linksThere: 1, hasOtherRules: false });
  await expect(kit.merge(source, target)).rejects.toThrow('Say that you know');
  await kit.merge(source, target, { mayChangeReaders: true });
  expect(await kit.archived(source)).toBe(true);
});

test('STRUCT-14 where the public reads the other page it is told, unless it reads this one with it', async () => {
  const [source, target] = [await kit.aPage('Source', 'Some words'), await kit.aPage('Target', 'Here')];
  const page = (documentId: string) => ({
    ...{ documentId, parentId: null, title: 'Page' },
    version: { content: { type: 'doc' }, text: '' },
  });
  const share = await kit.grant('document.share', target);
  const settings = { slug: 'merging', covers: 'document', isIndexed: false, hasFeed: false } as const;
  await publish(share, { settings, pages: [page(target)] });
  const facts = async () =>
    describeMerge(await kit.grant('document.organise', source), await kit.grant('document.write', target));
  expect(await facts()).toMatchObject({ isPublicThere: true, linksThere: 0, hasOtherRules: false });
  await expect(kit.merge(source, target)).rejects.toThrow('Say that you know');
  await updatePublicPages(share, [page(target), page(source)]);
  expect(await facts()).toMatchObject({ isPublicThere: false });
});

test('STRUCT-15 whoever writes in a page while it is merged loses nothing that was stored', async () => {
  const [source, target] = [await kit.aPage('Source', 'Some words'), await kit.aPage('Target', 'Here')];
  const [inSource, inTarget] = [await kit.typing(source, 'Some words'), await kit.typing(target, 'Here')];
  await inSource.hasTyped(5);
  await inTarget.hasTyped(5);
  await kit.merge(source, target);
  const words = await inSource.stop();
  const here = await inTarget.hasTyped(20).then(() => inTarget.stop());
  expect(words.length).toBeGreaterThan(5);
  expect(await kit.textOf(target)).toBe(`Here${here}\n\n# Source\n\nSome words${words}`);
  const late = await authorize(db, { actor: kit.admin, action: 'document.write', on: source }).catch(
    (error) => error,
  );
  expect(late).toMatchObject({ message: 'This is in the archive. Take it out of the archive to change it.' });
});

test('STRUCT-15 two who merge the same at once, and one into the other both ways, leave every text once', async () => {
  for (let round = 0; round < 3; round++) {
    const [a, b] = [await kit.aPage('A', 'Text of A'), await kit.aPage('B', 'Text of B')];
    const done = await Promise.allSettled([
      kit.merge(a, b),
      kit.merge(b, a),
      kit.merge(a, b, { actor: kit.admin }),
    ]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [open, ...more] = (
      await Promise.all([a, b].map(async (id) => ((await kit.archived(id)) ? [] : [id])))
    ).flat();
    expect(more).toEqual([]);
    const text = await kit.textOf(open ?? '');
    expect(text.match(/Text of A/g)).toHaveLength(1);
    expect(text.match(/Text of B/g)).toHaveLength(1);
    expect(await findMergedTarget(db, { actor: kit.admin, documentId: open === a ? b : a })).toBe(open);
  }
});

test('STRUCT-15 what is cut off changes nothing', async () => {
  const [source, target] = [await kit.aPage('Source', 'Some words'), await kit.aPage('Target', 'Here')];
  await kit.comment(source, 'Some words');
  // The last that is written of it fails.
  await db.prisma.$executeRaw`
    CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$`;
  await db.prisma.$executeRaw`
    CREATE TRIGGER cut_off BEFORE UPDATE OF merged_into_id ON document FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION cut_off()`;
  await expect(kit.merge(source, target)).rejects.toThrow();
  await db.prisma.$executeRaw`DROP FUNCTION cut_off CASCADE`;
  expect([await kit.textOf(source), await kit.textOf(target), await kit.archived(source)]).toEqual([
    'Some words',
    'Here',
    false,
  ]);
  expect(await kit.threadsOf(source)).toEqual([['Some words', true]]);
});

test('STRUCT-12 what cannot be merged is refused with a sentence', async () => {
  const source = await kit.aPage('Source', 'Some words');
  const below = await kit.aPage('Below', 'x', { parentId: source });
  await expect(kit.merge(source, source)).rejects.toThrow('into itself');
  await expect(kit.merge(source, below)).rejects.toThrow('lies below this one');
  await expect(kit.merge(source, await kit.aPage('Tasks', '', { kind: 'tasks' }))).rejects.toThrow(
    'Only wiki pages',
  );
  const closed = await kit.aPage('Closed', 'x');
  const write = await kit.grant('document.write', closed);
  await patchDocument(await kit.grant('document.organise', closed), { patch: { isFrozen: true } });
  const organise = await kit.grant('document.organise', source);
  await expect(mergeDocuments(organise, write, { mayChangeReaders: false })).rejects.toThrow(
    'closed for writing',
  );
  const elsewhere = await aDocument(db, {
    actor: kit.admin,
    workspaceId: (await aWorkspace(db, kit.admin)).id,
  });
  await expect(kit.merge(source, elsewhere.id, { actor: kit.admin })).rejects.toMatchObject({
    code: 'not_found',
  });
  const gone = await kit.aPage('Gone', 'x');
  const before = await kit.grant('document.write', gone);
  await archiveDocument(await kit.grant('document.archive', gone));
  await expect(mergeDocuments(organise, before, { mayChangeReaders: false })).rejects.toThrow(
    'in the archive',
  );
  expect(await kit.archived(source)).toBe(false);
});
