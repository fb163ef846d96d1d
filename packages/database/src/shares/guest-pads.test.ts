import { type Guest, type Member, system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize, authorizeOpening } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { patchInstanceSettings } from '../accounts/instance.ts';
import type { Database } from '../client.ts';
import { getDocument } from '../documents/reads.ts';
import { keepHouse } from '../housekeeping.ts';
import { aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from '../workspaces/audit.ts';
import { listAllWorkspaces, listWorkspaces } from '../workspaces/reads.ts';
import { patchWorkspace } from '../workspaces/writes.ts';
import { findGuestPad, startGuestPad, takeGuestPad } from './guest-pads.ts';
import { listShareLinks } from './reads.ts';
import { createShareLink, rememberUse, revokeShareLink } from './writes.ts';

let db: Database;
let somebody: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await setUp({});
  somebody = await aMember(db);
  workspaceId = (await aWorkspace(db, somebody)).id;
});

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });

async function setUp(settings: { guestPads?: boolean; guestsWrite?: boolean }): Promise<void> {
  const grant = await authorize(db, { actor: system('test'), action: 'instance.manage', on: 'instance' });
  await patchInstanceSettings(grant, { guestsWrite: true, guestPads: true, ...settings });
}

const start = async (keptDays = 30) => startGuestPad(await instance(), { title: 'Blockade', keptDays });

async function by(token: string): Promise<Guest> {
  const actor = await identify(db, { share: token, cookies: {} });
  if (actor.kind !== 'guest') throw new Error('A link makes a guest.');
  return actor;
}

async function accessBy(token: string): Promise<'write' | 'read' | null> {
  const actor = await by(token).catch(() => null);
  return actor && (await authorizeOpening(db, { actor, on: actor.documentId })).access;
}

async function asWriter(token: string) {
  const actor = await by(token);
  return authorize(db, { actor, action: 'document.write', on: actor.documentId });
}

async function asReader(token: string) {
  const actor = await by(token);
  return authorize(db, { actor, action: 'document.read', on: actor.documentId });
}

const creating = (actor = somebody) => authorize(db, { actor, action: 'document.create', on: workspaceId });
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

test('PAD-1 whoever comes starts a pad, and its two links alone lead to it', async () => {
  const { documentId, editToken, readToken } = await start();
  expect([await accessBy(editToken), await accessBy(readToken)]).toEqual(['write', 'read']);
  expect(await getDocument(await asReader(readToken))).toMatchObject({ id: documentId, title: 'Blockade' });
  const nobody = { actor: somebody, action: 'document.read', on: documentId } as const;
  await expect(authorize(db, nobody)).rejects.toMatchObject({ code: 'not_found' });
  const list = await authorize(db, { actor: somebody, action: 'workspace.list', on: somebody.personId });
  expect((await listWorkspaces(list, { limit: 10 })).items.map(({ id }) => id)).toEqual([workspaceId]);
});

test('PAD-1 nobody gets into the place where pads are', async () => {
  await start();
  const all = await listAllWorkspaces(await instance());
  const { id = '' } = all.find(({ slug }) => slug === '~guest-pads') ?? {};
  expect(id).not.toBe('');
  for (const action of ['workspace.read', 'document.create', 'workspace.manage'] as const) {
    await expect(authorize(db, { actor: somebody, action, on: id })).rejects.toMatchObject({
      code: 'not_found',
    });
  }
});

test.each([{ guestPads: false }, { guestsWrite: false }])(
  'PAD-2 with %j nobody starts one',
  async (settings) => {
    await setUp(settings);
    const before = await db.prisma.guestPad.count();
    await expect(start()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await db.prisma.guestPad.count()).toBe(before);
  },
);

test('PAD-3 a pad goes when nobody has opened or changed it for as many days as was chosen', async () => {
  const unused = await start(7);
  const read = await start(7);
  const changed = await start(7);
  const kept = await start(30);
  await db.prisma.document.updateMany({ data: { updatedAt: daysAgo(9) } });
  await rememberUse(await asReader(read.readToken));
  await db.prisma.document.update({ where: { id: changed.documentId }, data: { updatedAt: daysAgo(6) } });
  await keepHouse(await instance());
  const left = await db.prisma.document.findMany({ select: { id: true } });
  const ids = left.map(({ id }) => id);
  expect(ids).not.toContain(unused.documentId);
  for (const { documentId } of [read, changed, kept]) expect(ids).toContain(documentId);
  expect(await accessBy(unused.editToken)).toBeNull();
});

test('PAD-3 of the day on which it was opened, the whole counts', async () => {
  const { documentId, readToken } = await start(1);
  await db.prisma.document.update({ where: { id: documentId }, data: { updatedAt: daysAgo(2) } });
  await rememberUse(await asReader(readToken));
  const age = (days: number) =>
    db.pool.query('UPDATE share_link SET last_used_on = current_date - $2::int WHERE document_id = $1', [
      documentId,
      days,
    ]);
  await age(1);
  await keepHouse(await instance());
  expect(await accessBy(readToken)).toBe('read');
  await age(2);
  await keepHouse(await instance());
  expect(await accessBy(readToken)).toBeNull();
});

test('PAD-4 whoever writes in it takes it into their workspace, where it stays and its links go on', async () => {
  const { documentId, editToken, readToken } = await start(1);
  await takeGuestPad(await asWriter(editToken), await creating());
  const share = { actor: somebody, action: 'document.share', on: documentId } as const;
  const { items } = await listShareLinks(await authorize(db, share), { limit: 10 });
  expect(items.map(({ role, token }) => [role, token])).toEqual([
    ['editor', editToken],
    ['reader', readToken],
  ]);
  expect([await accessBy(editToken), await accessBy(readToken)]).toEqual(['write', 'read']);
  await db.prisma.document.updateMany({ data: { updatedAt: daysAgo(900) } });
  await keepHouse(await instance());
  expect(await accessBy(readToken)).toBe('read');
  const manage = await authorize(db, { actor: somebody, action: 'workspace.manage', on: workspaceId });
  expect((await listAudit(manage, { limit: 1 })).items).toMatchObject([
    { what: 'padTaken', document: { id: documentId } },
  ]);
  await revokeShareLink(
    await authorize(db, { actor: somebody, action: 'shareLink.change', on: items[0]?.id ?? '' }),
  );
  expect(await accessBy(editToken)).toBeNull();
});

test('PAD-4 in a workspace where guests do not write, its link is for reading from then on', async () => {
  const { editToken } = await start();
  await takeGuestPad(await asWriter(editToken), await creating());
  const manage = await authorize(db, { actor: somebody, action: 'workspace.manage', on: workspaceId });
  await patchWorkspace(manage, { guestsWrite: false });
  expect(await accessBy(editToken)).toBe('read');
});

test('PAD-4 is for whoever may write, once, and for pads alone', async () => {
  const { editToken, readToken } = await start();
  await expect(asWriter(readToken)).rejects.toMatchObject({ code: 'forbidden' });
  const both = [asWriter(editToken), asWriter(editToken)];
  const taken = await Promise.allSettled(
    both.map(async (grant) => takeGuestPad(await grant, await creating())),
  );
  expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

  const { documentId } = await start();
  const another = await aMember(db);
  const elsewhere = (await aWorkspace(db, another)).id;
  const document = await db.prisma.document.create({
    data: { workspaceId: elsewhere, kind: 'pad', title: 'Ours' },
  });
  const share = await authorize(db, { actor: another, action: 'document.share', on: document.id });
  const { token } = await createShareLink(share, { role: 'editor' });
  await expect(takeGuestPad(await asWriter(token), await creating())).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await db.prisma.document.findUnique({ where: { id: document.id } })).toMatchObject({
    workspaceId: elsewhere,
  });
  expect(await db.prisma.guestPad.count({ where: { documentId } })).toBe(1);
});

test('PAD-5 whoever may write in it knows its link for reading, and how long it is kept', async () => {
  const { editToken, readToken } = await start(90);
  expect(await findGuestPad(await asWriter(editToken))).toEqual({
    title: 'Blockade',
    keptDays: 90,
    readToken,
  });
  await takeGuestPad(await asWriter(editToken), await creating());
  expect(await findGuestPad(await asWriter(editToken))).toBeNull();
});
