import { randomUUID } from 'node:crypto';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { type Present, postgresPresences } from '../presence/postgres-presences.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listPresent } from './presence.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
let [here, there] = ['', ''];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  [here, there] = [randomUUID(), randomUUID()];
});

const tell = (node: string, came: Present[], left: Present[] = []) =>
  postgresPresences(db.pool).tell(node, { came, left });

const person = (documentId: string, { personId: who }: Member): Present => ({
  documentId,
  kind: 'person',
  who,
});

async function seen(actor = admin, documentIds?: string[]) {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const present = await listPresent(grant, documentIds);
  return Object.fromEntries(
    present.map(({ documentId, count, people }) => [documentId, { count, ids: people.map(({ id }) => id) }]),
  );
}

test('HERE-1 whoever sees a list sees who is in each document, people and guests who write, once each on all nodes', async () => {
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const [one, two] = [
    await aDocument(db, { actor: admin, workspaceId }),
    await aDocument(db, { actor: admin, workspaceId }),
  ];
  const share = await authorize(db, { actor: admin, action: 'document.share', on: two.id });
  const { id: linkId } = await createShareLink(share, { role: 'editor' });
  const guest = await db.prisma.guest.create({ data: { linkId, name: 'Gerd', colour: 4 } });
  expect(
    await tell(here, [person(one.id, admin), { documentId: two.id, kind: 'guest', who: guest.id }]),
  ).toEqual({ isNew: true });
  expect(await tell(there, [person(one.id, admin), person(one.id, editor)])).toEqual({ isNew: true });
  const ids = [admin.personId, editor.personId].sort();
  expect(await seen()).toEqual({ [one.id]: { count: 2, ids }, [two.id]: { count: 1, ids: [guest.id] } });
  expect(await seen(admin, [two.id])).toEqual({ [two.id]: { count: 1, ids: [guest.id] } });
  const grant = await authorize(db, { actor: editor, action: 'workspace.read', on: workspaceId });
  expect((await listPresent(grant, [two.id]))[0]?.people).toEqual([
    { kind: 'guest', id: guest.id, name: 'Gerd', colour: 4 },
  ]);
  expect(await tell(there, [], [person(one.id, admin), person(one.id, editor)])).toEqual({ isNew: false });
  expect((await seen())[one.id]).toEqual({ count: 1, ids: [admin.personId] });
});

test('HERE-1 of many some are named and all are counted', async () => {
  const { id } = await aDocument(db, { actor: admin, workspaceId });
  const people = await Promise.all(
    Array.from({ length: 8 }, () => aMember(db, { workspaceId, role: 'reader' })),
  );
  await tell(
    here,
    people.map((member) => person(id, member)),
  );
  const { count, ids } = (await seen())[id] ?? {};
  expect([count, ids?.length]).toEqual([8, 5]);
});

test('HERE-2 who is in a document that one may not read is not told, nor in another workspace, nor in the trash', async () => {
  const secret = await aDocument(db, { actor: admin, workspaceId, access: 'draft' });
  const gone = await aDocument(db, { actor: admin, workspaceId });
  const other = await aDocument(db, { actor: admin, workspaceId: (await aWorkspace(db, admin)).id });
  await db.prisma.document.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
  await tell(
    here,
    [secret, gone, other].map(({ id }) => person(id, admin)),
  );
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect(await seen(reader, [secret.id, gone.id, other.id])).toEqual({});
  expect(await seen(reader)).toEqual({});
  expect(Object.keys(await seen())).toEqual([secret.id]);
});

test('HERE-3 a node that has fallen silent is believed for half a minute and then forgotten, and one that stops at once', async () => {
  const { id } = await aDocument(db, { actor: admin, workspaceId });
  await tell(here, [person(id, admin)]);
  const pass = (seconds: number) =>
    db.pool.query('UPDATE live_node SET seen_at = seen_at - make_interval(secs => $1) WHERE id = $2', [
      seconds,
      here,
    ]);
  await pass(25);
  expect(Object.keys(await seen())).toEqual([id]);
  await pass(10);
  expect(await seen()).toEqual({});
  expect(await tell(here, [])).toEqual({ isNew: false });
  expect(Object.keys(await seen())).toEqual([id]);
  await pass(61);
  await tell(there, []);
  expect(await db.prisma.documentPresence.count({ where: { nodeId: here } })).toBe(0);
  expect(await tell(here, [person(id, admin)])).toEqual({ isNew: true });
  await postgresPresences(db.pool).forget(here);
  expect(await seen()).toEqual({});
  // A document that is gone meanwhile keeps nobody from being told of.
  await tell(here, [person(randomUUID(), admin), person(id, admin)]);
  expect(Object.keys(await seen())).toEqual([id]);
});
