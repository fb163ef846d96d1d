import { type Guest, type Member, system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { NewShareLink } from '@plenum/domain/shares/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize, authorizeOpening } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { patchInstanceSettings } from '../accounts/instance.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { patchWorkspace } from '../workspaces/writes.ts';
import {
  enterAsGuest,
  getGuest,
  introduceGuest,
  listGuests,
  lockDocument,
  muteGuest,
  removeGuest,
} from './guests.ts';
import { findFrozenText, listShareLinks } from './reads.ts';
import { createShareLink, patchShareLink, rememberUse, revokeShareLink } from './writes.ts';

let db: Database;
let host: Member;
let workspaceId: string;
let document: DocumentCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  host = await aMember(db);
  workspaceId = (await aWorkspace(db, host)).id;
  document = await aDocument(db, { actor: host, workspaceId });
});

const share = () => authorize(db, { actor: host, action: 'document.share', on: document.id });
const link = async (options: Partial<NewShareLink> = {}) =>
  createShareLink(await share(), { role: 'editor', ...options });
const change = (linkId: string) => authorize(db, { actor: host, action: 'shareLink.change', on: linkId });
const nothing = { code: 'not_found' };

/** Whoever opens a link, with what their browser says. */
async function open(token: string, cookies: Record<string, string> = {}): Promise<Guest> {
  const actor = await identify(db, { share: token, cookies });
  if (actor.kind !== 'guest') throw new Error('A link makes a guest.');
  return actor;
}

/** What somebody may do with a document; null where it is not there for them. */
async function accessOf(actor: Guest, on = document.id): Promise<'write' | 'read' | null> {
  return authorizeOpening(db, { actor, on }).then(
    ({ access }) => access,
    () => null,
  );
}

/** A guest of a link, in a browser of their own. */
async function aGuest(
  token: string,
): Promise<{ cookies: Record<string, string>; again: () => Promise<Guest> }> {
  const actor = await open(token);
  const entered = await enterAsGuest(
    await authorize(db, { actor, action: 'document.read', on: document.id }),
  );
  const cookies = { [entered?.cookie.name ?? '']: entered?.cookie.value ?? '' };
  return { cookies, again: () => open(token, cookies) };
}

test('GUEST-1 a browser is the same guest of a link again, and nobody of another', async () => {
  const [first, second] = [await link(), await link()];
  const { cookies, again } = await aGuest(first.token);
  const actor = await again();
  expect(actor.guestId).not.toBeNull();
  expect((await again()).guestId).toBe(actor.guestId);
  expect((await open(second.token, cookies)).guestId).toBeNull();
  const forged = { [Object.keys(cookies)[0] ?? '']: `${actor.guestId}.${'x'.repeat(43)}` };
  expect((await open(first.token, forged)).guestId).toBeNull();
});

test('GUEST-2 a guest says what the others call them, and is listed for whoever may share', async () => {
  const { token } = await link({ name: 'Neighbours' });
  const { again } = await aGuest(token);
  const grant = await authorize(db, { actor: await again(), action: 'document.read', on: document.id });
  expect(await getGuest(grant)).toMatchObject({ name: null });
  await introduceGuest(grant, { name: 'Ada', colour: 3 });
  expect(await listGuests(await share())).toMatchObject([
    { name: 'Ada', colour: 3, isMuted: false, link: { name: 'Neighbours' } },
  ]);
});

test('GUEST-3 a muted guest reads, a removed one is nobody, and the others write on', async () => {
  const { token } = await link();
  const [loud, calm] = [await aGuest(token), await aGuest(token)];
  const { guestId } = await loud.again();
  await muteGuest(await share(), { guestId: guestId ?? '', isMuted: true });
  expect([await accessOf(await loud.again()), await accessOf(await calm.again())]).toEqual(['read', 'write']);
  await muteGuest(await share(), { guestId: guestId ?? '', isMuted: false });
  const actor = await loud.again();
  expect(await accessOf(actor)).toBe('write');
  await removeGuest(await share(), guestId ?? '');
  expect([await accessOf(actor), await accessOf(await calm.again())]).toEqual([null, 'write']);
  await removeGuest(await share(), guestId ?? '');
});

test('GUEST-3 a guest of another document is none', async () => {
  const { token } = await link();
  const { guestId } = await (await aGuest(token)).again();
  const other = await aDocument(db, { actor: host, workspaceId });
  const elsewhere = await authorize(db, { actor: host, action: 'document.share', on: other.id });
  await expect(removeGuest(elsewhere, guestId ?? '')).rejects.toMatchObject(nothing);
});

test('GUEST-4 a locked document is read only by whoever comes by a link, and so where guests do not write', async () => {
  const { token } = await link();
  const actor = await (await aGuest(token)).again();
  await lockDocument(await share(), true);
  expect(await accessOf(actor)).toBe('read');
  expect((await authorizeOpening(db, { actor: host, on: document.id })).access).toBe('write');
  await lockDocument(await share(), false);
  expect(await accessOf(actor)).toBe('write');
  const manage = await authorize(db, { actor: host, action: 'workspace.manage', on: workspaceId });
  await patchWorkspace(manage, { guestsWrite: false });
  expect(await accessOf(actor)).toBe('read');
  await patchWorkspace(manage, { guestsWrite: true });
  const instance = await authorize(db, { actor: system('test'), action: 'instance.manage', on: 'instance' });
  await patchInstanceSettings(instance, { registration: 'invited', guestsWrite: false });
  expect(await accessOf(actor)).toBe('read');
  await patchInstanceSettings(instance, { registration: 'invited', guestsWrite: true });
});

test('SHARE-11 another role of a link is in force where it is open', async () => {
  const { id, token } = await link({ role: 'reader' });
  const actor = await open(token);
  expect(await accessOf(actor)).toBe('read');
  await patchShareLink(await change(id), { role: 'editor', name: 'Press' });
  expect(await accessOf(actor)).toBe('write');
  expect((await listShareLinks(await share(), { limit: 9 })).items).toMatchObject([
    { name: 'Press', role: 'editor' },
  ]);
});

test('SHARE-12, ATT-25 another password closes a link to whoever has it open', async () => {
  const { id, token } = await link({ role: 'reader' });
  const actor = await open(token);
  await patchShareLink(await change(id), { password: 'open sesame' });
  expect(await accessOf(actor)).toBeNull();
  await expect(open(token)).rejects.toMatchObject({ code: 'locked' });
  await patchShareLink(await change(id), { name: 'Press' });
  await expect(open(token)).rejects.toMatchObject({ code: 'locked' });
  await patchShareLink(await change(id), { password: null });
  expect(await accessOf(await open(token))).toBe('read');
});

test('SHARE-13 a link to a branch leads to what lies below, as far as the same people have access', async () => {
  const place = { actor: host, workspaceId };
  const below = await aDocument(db, { ...place, parentId: document.id });
  const leaf = await aDocument(db, { ...place, parentId: below.id });
  const own = await aDocument(db, { ...place, parentId: document.id, access: 'draft' });
  const inside = await aDocument(db, { ...place, parentId: own.id });
  const beside = await aDocument(db, place);
  const actor = await open((await link({ role: 'reader', covers: 'branch' })).token);
  const ids = [document, below, leaf, own, inside, beside].map(({ id }) => id);
  const access = () => Promise.all(ids.map((id) => accessOf(actor, id)));
  expect(await access()).toEqual(['read', 'read', 'read', null, null, null]);
  await restrictDocument(await authorize(db, { actor: host, action: 'document.restrict', on: below.id }));
  expect(await access()).toEqual(['read', null, null, null, null, null]);
  const alone = await open((await link({ role: 'reader' })).token);
  expect(await accessOf(alone, below.id)).toBeNull();
});

test('SHARE-14 of its use a link remembers the day', async () => {
  const { id, token } = await link({ role: 'reader' });
  const actor = await open(token);
  const lastUsed = async () => (await listShareLinks(await share(), { limit: 9 })).items[0]?.lastUsedOn;
  expect(await lastUsed()).toBeNull();
  await rememberUse(await authorize(db, { actor, action: 'document.read', on: document.id }));
  expect((await lastUsed())?.toISOString()).toMatch(/T00:00:00.000Z$/);
  await revokeShareLink(await change(id));
  await expect(change(id)).rejects.toMatchObject(nothing);
});

test('SHARE-16 a link to the text of a moment shows that one, is for reading, and leads to nothing live', async () => {
  const content = { type: 'doc', content: [] };
  const frozen = { title: 'Then', content };
  const made = await createShareLink(await share(), { role: 'editor', covers: 'branch', frozen });
  expect(made).toMatchObject({ role: 'reader', covers: 'document', shows: 'now' });
  const actor = await open(made.token);
  expect(await accessOf(actor)).toBeNull();
  const instance = await authorize(db, {
    actor: system('test'),
    action: 'instance.administer',
    on: 'instance',
  });
  expect(await findFrozenText(instance, made.id)).toMatchObject(frozen);
  expect(await findFrozenText(instance, (await link()).id)).toBeNull();
  await trashDocument(await authorize(db, { actor: host, action: 'document.organise', on: document.id }));
  expect(await findFrozenText(instance, made.id)).toBeNull();
});

test('SHARE-15 the readable part of an address is letters, digits and hyphens', async () => {
  expect((await link({ slug: ' Minutes / of May?' })).slug).toBe('minutes-of-may');
  expect((await link()).slug).toBeNull();
});
