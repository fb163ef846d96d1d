// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import type { Database } from '@plenum/database/client';
import { appendUpdate } from '@plenum/database/documents/rows';
import { startGuestPad } from '@plenum/database/shares/guest-pads';
import { enterAsGuest } from '@plenum/database/shares/guests';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { system } from '@plenum/domain/access/actor';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let editor: Person;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  editor = await aPerson(db, 'editor', workspaceId);
});

type Asked = Omit<Parameters<typeof callApi>[1], 'by'>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: editor, ...asked });
const statusOf = async (name: keyof typeof ENDPOINTS, asked: Asked) =>
  (await callApi(ENDPOINTS[name], { by: editor, ...asked })).status;

async function aDocument(body: object = {}): Promise<string> {
  const made = await call('postDocument', {
    id: workspaceId,
    body: { kind: 'pad', title: 'Minutes', ...body },
  });
  return String(made.id);
}

/** Somebody who has come by a link for writing, and has written a word. */
async function aGuestOf(documentId: string): Promise<string> {
  const { token } = await call('postShareLink', { id: documentId, body: { role: 'editor' } });
  const comes = async (cookies: Record<string, string>) => {
    const actor = await identify(db, { share: String(token), cookies });
    return authorize(db, { actor, action: 'document.write', on: documentId });
  };
  const { actor } = await comes({});
  const entered = await enterAsGuest(await authorize(db, { actor, action: 'document.read', on: documentId }));
  const { name = '', value = '' } = entered?.cookie ?? {};
  await appendUpdate(await comes({ [name]: value }), updateFromJson(jsonFromMarkdown('Rubbish.')));
  return entered?.id ?? '';
}

const textOf = async (id: string) =>
  (await callApi(ENDPOINTS.exportDocument, { by: editor, id, query: '?format=text' })).text;

test('API-18 guests are listed, muted and removed, with what they wrote', async () => {
  const id = await aDocument();
  const guestId = await aGuestOf(id);
  expect(await call('getGuests', { id })).toMatchObject({
    isLocked: false,
    items: [{ id: guestId, name: null, isMuted: false, lastSeenOn: new Date().toISOString().slice(0, 10) }],
  });
  await call('patchGuest', { id, params: { guestId }, body: { isMuted: true } });
  await call('patchGuests', { id, body: { isLocked: true } });
  expect(await call('getGuests', { id })).toMatchObject({ isLocked: true, items: [{ isMuted: true }] });
  expect(await textOf(id)).toContain('Rubbish.');
  await call('deleteGuest', { id, params: { guestId }, query: '?undo=true' });
  expect(await call('getGuests', { id })).toMatchObject({ items: [] });
  expect(await textOf(id)).not.toContain('Rubbish.');
  // Whoever is not sure that it was done may ask again.
  await call('deleteGuest', { id, params: { guestId }, query: '?undo=true' });
  expect(await statusOf('patchGuest', { id, params: { guestId }, body: { isMuted: false } })).toBe(404);
});

test('API-18 a guest is removed and their words stay, where nobody asks for more', async () => {
  const id = await aDocument();
  await call('deleteGuest', { id, params: { guestId: await aGuestOf(id) } });
  expect(await textOf(id)).toContain('Rubbish.');
});

test('API-18 a pad without an account is taken into a workspace by its link for writing alone', async () => {
  await db.prisma.instanceSettings.upsert({ where: { id: 1 }, create: { guestPads: true }, update: {} });
  const instance = { actor: system('test'), action: 'instance.administer', on: 'instance' } as const;
  const pad = await startGuestPad(await authorize(db, instance), { title: 'Blockade', keptDays: 7 });
  const take = (token: string) => ({ id: workspaceId, body: { token } });
  expect(await statusOf('postGuestPad', take(pad.readToken))).toBe(403);
  expect(await statusOf('postGuestPad', take('nothing'))).toBe(404);
  expect(await call('postGuestPad', take(pad.editToken))).toEqual({ documentId: pad.documentId });
  expect(await call('getOneDocument', { id: pad.documentId })).toMatchObject({
    workspaceId,
    title: 'Blockade',
  });
  expect(await statusOf('postGuestPad', take(pad.editToken))).toBe(404);
});

test('API-19 a branch is made public, updated and made public no more', async () => {
  const id = await aDocument({ markdown: 'First.' });
  const below = await aDocument({ title: 'Below', parentId: id });
  expect(await statusOf('getPublication', { id })).toBe(404);
  const slug = `minutes-${id.slice(-6)}`;
  const body = { slug, covers: 'branch', isIndexed: true, hasFeed: true };
  const made = await call('postPublication', { id, body });
  expect(made).toMatchObject({ ...body, url: `http://localhost:3000/p/${slug}` });
  const titles = async () => {
    const { pages } = await call('getPublication', { id });
    return Array.isArray(pages) ? pages.map(({ title }) => title) : pages;
  };
  expect(await titles()).toEqual(['Minutes', 'Below']);
  await call('patchOneDocument', { id: below, body: { title: 'Further below' } });
  expect(await titles()).toEqual(['Minutes', 'Below']);
  await call('postPublication', { id, body: { ...body, isIndexed: false } });
  expect(await titles()).toEqual(['Minutes', 'Further below']);
  const other = await aDocument();
  expect(await statusOf('postPublication', { id: other, body: { ...body, covers: 'document' } })).toBe(409);
  await call('deletePublication', { id });
  expect(await statusOf('getPublication', { id })).toBe(404);
});

test('TRASH-5 a document is thrown away, found in the trash and taken out by programs', async () => {
  const id = await aDocument({ markdown: 'Words.' });
  await call('deleteDocument', { id });
  expect(await call('getTrash', { id: workspaceId })).toMatchObject({ items: [{ id, title: 'Minutes' }] });
  const where = { id: workspaceId, params: { documentId: id } };
  await call('postRestore', { ...where, body: {} });
  expect(await textOf(id)).toContain('Words.');
  expect(await statusOf('deleteTrash', where)).toBe(403);
});

test('HIST-7 points of the past are listed, named, exported and brought back by programs', async () => {
  const id = await aDocument({ markdown: 'First.' });
  await aGuestOf(id);
  expect(await textOf(id)).toContain('Rubbish.');
  expect(await call('getHistory', { id })).toMatchObject({
    items: [{ first: 1, last: 2, authors: expect.arrayContaining([{ kind: 'guest', name: null }]) }],
    next: null,
  });
  const { id: versionId } = await call('postVersion', { id, body: { name: 'As agreed', seq: 1 } });
  expect(await call('getVersions', { id })).toMatchObject({
    items: [{ id: versionId, seq: 1, name: 'As agreed' }],
  });
  const then = { id, query: '?format=text&at=1' };
  expect((await callApi(ENDPOINTS.exportDocument, { by: editor, ...then })).text).not.toContain('Rubbish.');
  const reader = await aPerson(db, 'reader', workspaceId);
  expect((await callApi(ENDPOINTS.exportDocument, { by: reader, ...then })).status).toBe(403);
  await call('postReturn', { id, body: { returnTo: 1 } });
  expect(await textOf(id)).not.toContain('Rubbish.');
  expect(await call('postVersion', { id, body: { name: 'Cleaned up' } })).toMatchObject({ seq: 3 });
  await call('deleteVersion', { id, params: { versionId: String(versionId) } });
  expect(await call('getVersions', { id })).toMatchObject({ items: [{ name: 'Cleaned up' }] });
});

test('WHO-7, WHO-3 programs read who wrote what, and take names off', async () => {
  const id = await aDocument({ markdown: 'Agreed.' });
  const guest = await aGuestOf(id);
  const items = async () => (await call('getContributors', { id })).items;
  const me = editor.member?.personId ?? '';
  const own = { key: `person ${me}`, kind: 'person', length: 7 };
  const theirs = { key: `guest ${guest}`, kind: 'guest', length: 8 };
  expect(await items()).toEqual([expect.objectContaining(theirs), expect.objectContaining(own)]);
  const { authors, clients } = await call('getWritten', { id });
  expect(authors).toEqual([
    expect.objectContaining({ key: own.key }),
    expect.objectContaining({ key: theirs.key, name: null }),
  ]);
  expect(clients).toHaveLength(2);
  const of = (kind: string, authorId: string) => ({ params: { id, kind, authorId } });
  expect(await statusOf('deleteContributor', of('guest', guest))).toBe(403);
  await call('deleteContributor', of('person', me));
  expect(await items()).toEqual([
    expect.objectContaining(theirs),
    { key: 'system ', kind: 'system', name: null, length: 7 },
  ]);
});
