import { createHmac, randomUUID } from 'node:crypto';
import type { Actor, Member } from '@plenum/domain/access/actor';
import { ROLES } from '@plenum/domain/access/roles';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endPresentSession } from '../accounts/sessions.ts';
import { createApiToken } from '../accounts/writes.ts';
import type { Database } from '../client.ts';
import { trashDocument } from '../documents/writes.ts';
import { createShareLink, revokeShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { authorize, authorizeOpening } from './authorize.ts';
import { sessionCookieName, unlockCookieName, unlockProof } from './cookies.ts';
import { identify } from './identify.ts';
import { signSessionToken } from './session-token.ts';

let db: Database;
let admin: Member;
let workspace: WorkspaceCard;
let document: DocumentCard;

beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspace = await aWorkspace(db, admin);
  document = await aDocument(db, { actor: admin, workspaceId: workspace.id });
});
afterAll(() => db.close());

const may = (actor: Actor, action: 'document.read' | 'document.write' | 'document.share') =>
  authorize(db, { actor, action, on: document.id }).then(
    () => 'allowed',
    (error) => error.code,
  );

/** What identifies nobody. */
const OTHER_IDS = { sessionId: randomUUID(), tokenId: randomUUID(), linkId: randomUUID() };

const aGuest = async (extra: { role: 'reader' | 'editor'; password?: string; expiresAt?: Date }) => {
  const share = await authorize(db, { actor: admin, action: 'document.share', on: document.id });
  return createShareLink(share, extra);
};

const cookieOf = async ({ sessionId }: Member) => ({
  [sessionCookieName(db.publicUrl)]: await signSessionToken(db.secrets.sessionSecret, { sid: sessionId }),
});

test.each(ROLES)('ACCESS-2 a grant follows from the role in the workspace: %s', async (role) => {
  const actor = await aMember(db, { workspaceId: workspace.id, role });
  const editing = role === 'editor' || role === 'admin' ? 'allowed' : 'forbidden';
  expect(await may(actor, 'document.read')).toBe('allowed');
  expect(await may(actor, 'document.write')).toBe(editing);
});

test('ACCESS-3 what may not be read answers as what does not exist', async () => {
  const outsider = await aMember(db);
  const ask = (on: string) => authorize(db, { actor: outsider, action: 'document.read', on }).catch((e) => e);
  const hidden = await ask(document.id);
  for (const on of [randomUUID(), 'nonsense', '', '../x', '\0', `${document.id} `]) {
    expect(await ask(on)).toMatchObject({ code: hidden.code, message: hidden.message });
  }
  expect(hidden.code).toBe('not_found');
});

test('ACCESS-3 an id in upper case is none, also for who may read', async () => {
  const ask = authorize(db, { actor: admin, action: 'document.read', on: document.id.toUpperCase() });
  await expect(ask).rejects.toMatchObject({ code: 'not_found' });
});

test('ACCESS-8 a crowd that opens a document is decided about in a few queries', async () => {
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      aMember(db, { workspaceId: workspace.id, role: i % 2 ? 'editor' : 'reader' }),
    ),
  );
  const outsider = await aMember(db);
  const queries = vi.spyOn(db.pool, 'query');
  const openings = [...people, outsider, admin].map((actor) =>
    authorizeOpening(db, { actor, on: document.id }).then(
      ({ access }) => access,
      (error) => error.code,
    ),
  );
  const expected = people.map((_, i) => (i % 2 ? 'write' : 'read'));
  expect(await Promise.all(openings)).toEqual([...expected, 'not_found', 'write']);
  expect(queries.mock.calls.length).toBeLessThanOrEqual(2);
  queries.mockRestore();
});

test('ACCESS-8 each kind of actor is looked up as its own', async () => {
  const grant = await authorize(db, { actor: admin, action: 'account.manage', on: admin.personId });
  const token = await createApiToken(grant, 'a program');
  const endsAt = new Date(Date.now() + 60_000);
  const link = await aGuest({ role: 'reader', expiresAt: endsAt });
  const actors = await Promise.all([
    identify(db, { cookies: await cookieOf(admin) }),
    identify(db, { cookies: {}, authorization: `Bearer ${token}` }),
    identify(db, { cookies: {}, share: link.token }),
  ]);
  const ask = (actor: Actor) => authorizeOpening(db, { actor, on: document.id });
  const openings = await Promise.all(actors.map(ask));
  expect(openings.map(({ access }) => access)).toEqual(['write', 'write', 'read']);
  expect(openings.slice(1).map((opening) => opening.endsAt)).toEqual([null, endsAt]);
  const strangers = actors.map((actor) => ({ ...actor, ...OTHER_IDS }) as Actor);
  const refused = await Promise.all(strangers.map((actor) => ask(actor).catch(({ code }) => code)));
  expect(refused).toEqual(['not_signed_in', 'not_signed_in', 'not_found']);
});

test('ACCESS-4 a session that has ended gives no grant any more', async () => {
  const actor = await aMember(db, { workspaceId: workspace.id, role: 'editor' });
  expect(await may(actor, 'document.read')).toBe('allowed');
  await endPresentSession(await authorize(db, { actor, action: 'account.manage', on: actor.personId }));
  expect(await may(actor, 'document.read')).toBe('not_signed_in');
  await expect(identify(db, { cookies: await cookieOf(actor) })).rejects.toMatchObject({
    code: 'not_signed_in',
  });
});

test('ACCESS-5 a session token counts only with our signature, purpose and algorithm, and before it runs out', async () => {
  const actor = await aMember(db);
  const name = sessionCookieName(db.publicUrl);
  const good = (await cookieOf(actor))[name] ?? '';
  await expect(identify(db, { cookies: { [name]: good } })).resolves.toEqual(actor);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sid: actor.sessionId, aud: 'session', exp: 4e9 };
  /** A token with our signature. */
  const ours = (alg: 'HS256' | 'HS512', said: object) => {
    const body = `${part({ alg })}.${part(said)}`;
    const hmac = createHmac(alg.replace('HS', 'sha'), db.secrets.sessionSecret);
    return `${body}.${hmac.update(body).digest('base64url')}`;
  };
  await expect(identify(db, { cookies: { [name]: ours('HS256', claims) } })).resolves.toEqual(actor);
  const bad = [
    ours('HS256', { ...claims, aud: 'another purpose' }),
    ours('HS512', claims),
    ours('HS256', { ...claims, exp: 1e9 }),
    `${part({ alg: 'none' })}.${part(claims)}.`,
    `${part({ alg: 'HS256' })}.${part(claims)}.${good.split('.')[2]}`,
    await signSessionToken(Buffer.from('another secret that is long enough'), { sid: actor.sessionId }),
    good.slice(0, -2),
    'x',
  ];
  for (const token of bad) {
    await expect(identify(db, { cookies: { [name]: token } })).rejects.toMatchObject({
      code: 'not_signed_in',
    });
  }
});

test('ACCESS-6 an API token acts for its person, and a wrong one never falls back to the cookie', async () => {
  const actor = await aMember(db, { workspaceId: workspace.id, role: 'editor' });
  const grant = await authorize(db, { actor, action: 'account.manage', on: actor.personId });
  const token = await createApiToken(grant, 'script');
  const holder = await identify(db, { cookies: {}, authorization: `Bearer ${token}` });
  expect(holder).toMatchObject({ kind: 'token', personId: actor.personId });
  expect(await may(holder, 'document.write')).toBe('allowed');
  const wrong = { cookies: await cookieOf(actor), authorization: `Bearer ${token}x` };
  await expect(identify(db, wrong)).rejects.toMatchObject({ code: 'not_signed_in' });
});

test('SHARE-1 a read link reads its document and nothing else', async () => {
  const { token } = await aGuest({ role: 'reader' });
  const guest = await identify(db, { cookies: {}, share: token });
  expect(await may(guest, 'document.read')).toBe('allowed');
  expect(await may(guest, 'document.write')).toBe('forbidden');
  expect(await may(guest, 'document.share')).toBe('forbidden');
  const other = await aDocument(db, { actor: admin, workspaceId: workspace.id });
  const elsewhere = authorize(db, { actor: guest, action: 'document.read', on: other.id });
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
});

test('SHARE-2 a revoked link is gone, also for whoever had it open', async () => {
  const { id, token } = await aGuest({ role: 'reader' });
  const guest = await identify(db, { cookies: {}, share: token });
  await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: id }));
  expect(await may(guest, 'document.read')).toBe('not_found');
  await expect(identify(db, { cookies: {}, share: token })).rejects.toMatchObject({ code: 'not_found' });
});

test('SHARE-3 an expired link is gone', async () => {
  const { id, token } = await aGuest({ role: 'reader' });
  const guest = await identify(db, { cookies: {}, share: token });
  await db.prisma.shareLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await may(guest, 'document.read')).toBe('not_found');
  await expect(identify(db, { cookies: {}, share: token })).rejects.toMatchObject({ code: 'not_found' });
});

test('SHARE-4, ATT-24 a locked link opens only with the proof of its present password', async () => {
  const { id, token } = await aGuest({ role: 'reader', password: 'open sesame' });
  await expect(identify(db, { cookies: {}, share: token })).rejects.toMatchObject({ code: 'locked' });
  const { passwordHash } = await db.prisma.shareLink.findUniqueOrThrow({ where: { id } });
  const cookies = {
    [unlockCookieName(id)]: unlockProof(db.secrets.tokenKey, { id, passwordHash: passwordHash ?? '' }),
  };
  await expect(identify(db, { cookies, share: token })).resolves.toMatchObject({ kind: 'guest', linkId: id });
  await db.prisma.shareLink.update({ where: { id }, data: { passwordHash: 'another' } });
  await expect(identify(db, { cookies, share: token })).rejects.toMatchObject({ code: 'locked' });
});

test('SHARE-5 whoever may not share a document cannot revoke its links', async () => {
  const { id } = await aGuest({ role: 'reader' });
  const reader = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
  const revoke = authorize(db, { actor: reader, action: 'shareLink.change', on: id });
  await expect(revoke).rejects.toMatchObject({ code: 'not_found' });
});

test('DOCS-1 a document in the trash answers as one that does not exist', async () => {
  const doomed = await aDocument(db, { actor: admin, workspaceId: workspace.id });
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: doomed.id }));
  const read = authorize(db, { actor: admin, action: 'document.read', on: doomed.id });
  await expect(read).rejects.toMatchObject({ code: 'not_found' });
});
