import { type Member, system } from '@plenum/domain/access/actor';
import type { LinkReport } from '@plenum/domain/wiki/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listBacklinks, reportLinks } from './links.ts';

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

const aPage = async (title: string, more: { parentId?: string; workspaceId?: string } = {}) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, ...more })).id;
const reading = (actor = admin) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });
const organising = (on: string) => authorize(db, { actor: admin, action: 'document.organise', on });
const restrict = async (on: string) =>
  restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on }));

/** Writes what a projection has of a text that leads somewhere. */
async function link(documentId: string, ...targets: string[]): Promise<void> {
  const data = targets.map((targetId, position) => ({
    documentId,
    position,
    href: `/d/${targetId}`,
    targetId,
  }));
  await db.prisma.documentLink.createMany({ data });
}

const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title);
const backlinks = async (documentId: string, actor = admin) =>
  titles(await listBacklinks(await reading(actor), { documentId, limit: 50 }));
const report = async (of: LinkReport, actor = admin) =>
  titles(await reportLinks(await reading(actor), { report: of, limit: 50 }));

test('WIKI-17 what leads to a document is listed by title, once, as far as one may read it, a page at a time', async () => {
  const [soup, b, a, pad] = [
    await aPage('Soup'),
    await aPage('b'),
    await aPage('a'),
    (await aDocument(db, { actor: admin, workspaceId, title: 'Pad' })).id,
  ];
  await link(b, soup, soup);
  for (const from of [a, pad, soup]) await link(from, soup);
  expect(await backlinks(soup)).toEqual(['a', 'b', 'Pad']);
  expect(await backlinks(a)).toEqual([]);
  // By whatever name and wherever it lies.
  await patchDocument(await organising(soup), { patch: { title: 'Broth', parentId: b } });
  const first = await listBacklinks(await reading(), { documentId: soup, limit: 2 });
  expect(titles(first)).toEqual(['a', 'b']);
  const cursor = first.next ?? '';
  const rest = await listBacklinks(await reading(), { documentId: soup, limit: 2, cursor });
  expect([titles(rest), rest.next]).toEqual([['Pad'], null]);
  await restrict(a);
  await trashDocument(await organising(pad));
  expect(await backlinks(soup)).toEqual(['a', 'b']);
  expect(await backlinks(soup, editor)).toEqual(['b']);
});

test('WIKI-18 what leads to nothing that one may read is listed, wherever that would be', async () => {
  const elsewhere = (await aWorkspace(db, admin)).id;
  const far = await aPage('far', { workspaceId: elsewhere });
  const [to, gone, secret] = [await aPage('to'), await aPage('gone'), await aPage('secret')];
  await link(await aPage('whole'), to);
  await link(await aPage('to the trash'), to, gone);
  await link(await aPage('to nowhere'), '00000000-0000-7000-8000-000000000000');
  await link(await aPage('to another workspace'), far);
  await link(await aPage('to a secret'), secret);
  await db.prisma.documentLink.create({
    data: { documentId: to, position: 1, href: 'https://example.org', targetId: null },
  });
  await trashDocument(await organising(gone));
  await restrict(secret);
  expect(await report('broken')).toEqual(['to nowhere', 'to the trash']);
  // What is there and not for them is as if it were gone.
  expect(await report('broken', editor)).toEqual([
    'to a secret',
    'to another workspace',
    'to nowhere',
    'to the trash',
  ]);
  const actor = system('test');
  const instance = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const all = await reportLinks(instance, { report: 'broken', limit: 50 });
  expect(titles(all)).toEqual(['to nowhere', 'to the trash']);
});

test('WIKI-18 pages to which nothing leads are listed, and what one may not read leads nowhere', async () => {
  const root = await aPage('root');
  await aPage('below', { parentId: root });
  const [alone, linked, self, secret] = [
    await aPage('alone'),
    await aPage('linked'),
    await aPage('self'),
    await aPage('secret'),
  ];
  await link(self, self);
  await link(secret, linked);
  await aDocument(db, { actor: admin, workspaceId, title: 'A pad is no page' });
  expect(await report('orphans')).toEqual(['alone', 'secret', 'self']);
  await restrict(secret);
  expect(await report('orphans', editor)).toEqual(['alone', 'linked', 'self']);
  await link(root, alone);
  expect(await report('orphans', editor)).toEqual(['linked', 'self']);
});
