// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { archiveDocument } from '@plenum/database/documents/archive';
import { restrictDocument } from '@plenum/database/documents/rules';
import { aDocument, aWorkspace } from '@plenum/database/testing/factories';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { expect, test } from 'vitest';
import { callWell } from '#lib/testing/call-api.ts';
import { childPages, line, ShownKit, show } from '#lib/testing/shown-kit.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const kit = await ShownKit.open();
const { db, document, read } = kit;

test('EMBED-12 what is in the archive stays shown for whoever may read it, and is in no list of the pages below', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' });
  const old = await document({ kind: 'wiki', title: 'Old', parentId: page }, line('Old words.'));
  await document({ kind: 'wiki', title: 'New', parentId: page });
  await kit.write(page, show(old), childPages());
  expect(await read(page)).toContain('<bdi>Old</bdi></a></li>');
  await archiveDocument(await authorize(db, { actor: kit.admin, action: 'document.archive', on: old }));
  const html = await read(page);
  expect(html).toContain('Old words.');
  const [list = ''] = html.match(/<nav class="child-pages".*?<\/nav>/) ?? [];
  expect(list).toContain('New');
  expect(list).not.toContain('Old');
});

test('EMBED-12 of a page that went into another one that is shown, and it itself for who may not read that', async () => {
  const merged = await document({ kind: 'wiki', title: 'Merged' }, line('Merged words.', 'p'));
  const middle = await document({ kind: 'wiki', title: 'Middle' });
  const into = await document({ kind: 'wiki', title: 'Target' }, line('Target words.', 'p'), show(merged));
  await mergeInto(merged, middle);
  await mergeInto(middle, into);
  const page = await document({ kind: 'wiki', title: 'Page' }, show(merged), show(merged, 'p'));
  const html = await read(page);
  expect(html).toContain(`<a href="/d/${into}"><bdi>Target</bdi></a>`);
  expect(html).toContain(`<a href="/d/${into}#block-p"><bdi>Target</bdi></a>`);
  expect(html.match(/Target words\./g)).toHaveLength(2);
  expect(html).not.toContain('Merged');
  // Within itself it is not shown, by whatever name.
  const own = await read(into);
  expect(own.match(/Target words\./g)).toHaveLength(1);
  expect(own).toContain('This text is shown around this place already.');
  await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: into }));
  const theirs = await read(page);
  expect(theirs).toContain('Merged words.');
  expect(theirs).not.toContain('Target');
});

async function mergeInto(id: string, mergedIntoId: string) {
  await db.prisma.document.update({ where: { id }, data: { mergedIntoId, archivedAt: new Date() } });
}

test('WIKI-20, EMBED-12 links by title within what is shown read as whoever reads may know, also when they are asked for anew', async () => {
  const known = await document({ title: 'Known now' });
  const secret = await document({ title: 'Secret now', access: 'draft' });
  const to = (documentId: string | null, label: string) => ({
    type: 'documentLink',
    attrs: { documentId, label },
  });
  const links = { type: 'paragraph', content: [to(known, 'Known'), to(secret, 'Told'), to(null, 'Wanted')] };
  const soup = await document({ title: 'Soup' }, links);
  const page = await document({}, show(soup));
  const asked = await callWell(ENDPOINTS.getShown, { by: kit.reader, id: page, query: `?of=${soup}` });
  for (const html of [await read(page), JSON.stringify(asked).replaceAll('\\"', '"')]) {
    expect(html).toContain('>Known now</a>');
    expect(html).toContain('>Told</a>');
    expect(html).toContain('title="There is no such page yet">Wanted</a>');
    expect(html).not.toContain('Secret');
  }
  expect(await kit.read(page, kit.admin)).toContain('>Secret now</a>');
});

test('EMBED-12 a name in a text of another workspace leads to no page of this one', async () => {
  const workspaceId = (await aWorkspace(db, kit.admin)).id;
  const name = { type: 'documentLink', attrs: { documentId: null, label: 'Rota' } };
  const content = [{ type: 'paragraph', content: [name] }];
  const seed = updateFromJson({ type: 'doc', content });
  const there = await aDocument(db, { actor: kit.admin, workspaceId, title: 'There', seed });
  await document({ title: 'Rota' });
  const page = await document({ title: 'Page' }, ...content, show(there.id));
  const html = await kit.read(page, kit.admin);
  expect(html).toContain('<bdi>Rota</bdi>');
  expect(html.match(/>Rota<\/a>/g)).toHaveLength(1);
});
