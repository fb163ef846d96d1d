// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { createShareLink } from '@plenum/database/shares/writes';
import type { NodeJson } from '@plenum/editor/schema/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShownKit } from '#lib/testing/shown-kit.ts';
import { Visitor } from '#lib/testing/visitor.ts';
import { GET as linksByLink } from './[document]/links/route.ts';
import { GET as sharedBelow } from './[document]/route.ts';
import { GET as shared } from './route.ts';

const ORIGIN = 'http://localhost:3000';

let kit: ShownKit;
beforeAll(async () => {
  kit = await ShownKit.open();
});
afterAll(() => kit.db.close());

const lead = (documentId: string | null, label: string): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'documentLink', attrs: { documentId, label } }],
});

test('WIKI-29 for whoever comes by a link, what it leads to reads as what it is called now and leads to where they read it', async () => {
  const other = await kit.document({ title: 'Other' });
  const page = await kit.document({ kind: 'wiki', title: 'Page' });
  const below = await kit.document({ kind: 'wiki', title: 'Below', parentId: page });
  const text = [lead(below, 'Old name'), lead(other, 'As it was'), lead(null, 'below')];
  const on = await kit.document({ kind: 'wiki', title: 'Text', parentId: page }, ...text);
  // As its projection has it.
  const links = [below, other].map((targetId, position) => ({
    documentId: on,
    href: `/d/${targetId}`,
    targetId,
    position,
  }));
  await kit.db.prisma.documentLink.createMany({ data: links });
  const grant = await authorize(kit.db, { actor: kit.admin, action: 'document.share', on: page });
  const { token } = await createShareLink(grant, { role: 'reader', covers: 'branch' });
  const own = await authorize(kit.db, { actor: kit.admin, action: 'document.share', on });
  const { token: alone } = await createShareLink(own, { role: 'reader' });
  const visitor = new Visitor();
  const asks = async (get: typeof sharedBelow, by: string, document: string) => {
    const params = Promise.resolve({ token: by, document });
    return visitor.asks(() => get(new Request(ORIGIN), { params }));
  };

  const html = await (await asks(sharedBelow, token, on)).text();
  const linkTo = (href: string, title: string) =>
    `<a class="document-link" dir="auto" href="${href}">${title}</a>`;
  expect(html).toContain(linkTo(`/s/${token}/${below}`, 'Below'));
  expect(html).toContain(linkTo(`/d/${other}`, 'As it was'));
  expect(html).toContain('<bdi>below</bdi>');
  expect(await (await asks(linksByLink, token, on)).json()).toEqual({
    items: [{ id: below, title: 'Below' }],
    wanted: [],
  });

  const params = Promise.resolve({ token: alone });
  const bare = await (await visitor.asks(() => shared(new Request(ORIGIN), { params }))).text();
  expect(bare).toContain(linkTo(`/d/${below}`, 'Old name'));
  expect(bare).not.toContain('Below');
  expect((await (await asks(linksByLink, alone, on)).json()).items).toEqual([]);
  expect((await asks(linksByLink, alone, below)).status).toBe(404);
});
