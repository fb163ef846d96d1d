import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { createApiToken } from '../accounts/writes.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { createDocument, trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { endTaskFeed, findTaskFeed, listTaskFeeds, MOST_FEEDS, makeTaskFeed } from './feeds.ts';

let db: Database;
let admin: Member;
let mira: Member;
let workspaceId: string;
let listId: string;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  mira = await aMember(db, { workspaceId, role: 'reader' });
  const create = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  listId = (await createDocument(create, { kind: 'tasks', title: 'Kitchen', seed: null })).id;
});

const toMake = (actor = mira) => authorize(db, { actor, action: 'account.organise', on: actor.personId });
const toRead = (on = listId) => authorize(db, { actor: mira, action: 'document.read', on });
const listed = async (actor = mira) =>
  listTaskFeeds(await authorize(db, { actor, action: 'account.read', on: actor.personId }));
/** Whether the list is read at a secret address. */
async function reads(token: string): Promise<boolean> {
  const feed = await findTaskFeed(db, token);
  if (!feed) return false;
  const question = { actor: feed.actor, action: 'document.read', on: feed.documentId ?? '' } as const;
  return authorize(db, question).then(
    () => true,
    () => false,
  );
}

test('TASK-503 a secret address reads with the rights that its person has at that moment, until it is removed or made anew', async () => {
  const { id, token } = await makeTaskFeed(await toMake(), await toRead());
  expect(token).toMatch(/^[\w-]{32}$/);
  expect([await reads(token), await reads(`${token}x`), await reads('')]).toEqual([true, false, false]);
  const { token: second } = await makeTaskFeed(await toMake(), await toRead());
  expect([await reads(token), await reads(second)]).toEqual([false, true]);
  const found = await findTaskFeed(db, second);
  const write = { actor: found?.actor ?? mira, action: 'document.write', on: listId } as const;
  await expect(authorize(db, write)).rejects.toMatchObject({ code: 'forbidden' });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: listId }));
  expect(await reads(second)).toBe(false);
  expect(await listed()).toMatchObject([{ documentId: listId, title: null }]);
  await expect(endTaskFeed(await toMake(admin), id)).rejects.toMatchObject({ code: 'not_found' });
  const [feed] = await listed();
  await endTaskFeed(await toMake(), feed?.id ?? '');
  expect([await findTaskFeed(db, second), await listed()]).toEqual([null, []]);
});

test('TASK-503 a secret address ends with the account, the list and the token of the program that made it', async () => {
  const { token: ofPerson } = await makeTaskFeed(await toMake(), null);
  const { token: ofList } = await makeTaskFeed(await toMake(admin), await toRead());
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: listId }));
  expect(await reads(ofList)).toBe(false);
  await db.prisma.document.delete({ where: { id: listId } });
  expect(await findTaskFeed(db, ofList)).toBeNull();
  expect(await findTaskFeed(db, ofPerson)).not.toBeNull();
  await db.prisma.person.delete({ where: { id: mira.personId } });
  expect(await findTaskFeed(db, ofPerson)).toBeNull();

  const manage = await authorize(db, { actor: admin, action: 'account.manage', on: admin.personId });
  const authorization = `Bearer ${await createApiToken(manage, 'script')}`;
  const program = await identify(db, { authorization, cookies: {} });
  const organise = await authorize(db, { actor: program, action: 'account.organise', on: admin.personId });
  const { token } = await makeTaskFeed(organise, null);
  expect(await findTaskFeed(db, token)).toMatchObject({ documentId: null, actor: { kind: 'feed' } });
  await db.prisma.apiToken.deleteMany({ where: { personId: admin.personId } });
  expect(await findTaskFeed(db, token)).toBeNull();
});

test('TASK-504 somebody has at most a hundred secret addresses, sees what they are and when they were last read, and keeps no secret', async () => {
  const { token } = await makeTaskFeed(await toMake(), await toRead());
  await makeTaskFeed(await toMake(), null);
  const today = new Date().toISOString().slice(0, 10);
  expect(await listed()).toMatchObject([
    { documentId: null, title: null, madeOn: today, lastUsedOn: null },
    { documentId: listId, title: 'Kitchen', madeOn: today, lastUsedOn: null },
  ]);
  await findTaskFeed(db, token);
  expect(await listed()).toMatchObject([
    { lastUsedOn: null },
    { lastUsedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  ]);
  const row = await db.prisma.taskFeed.findFirstOrThrow({ where: { documentId: listId } });
  expect(JSON.stringify({ ...row, tokenHash: Buffer.from(row.tokenHash).toString('latin1') })).not.toContain(
    token,
  );
  const others = Array.from({ length: MOST_FEEDS - 2 }, (_, i) => ({
    personId: mira.personId,
    tokenHash: Buffer.from(`${i} ${mira.personId}`),
  }));
  await db.prisma.taskFeed.createMany({ data: others });
  await makeTaskFeed(await toMake(), await toRead());
  const create = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  const another = await createDocument(create, { kind: 'tasks', title: 'Hall', seed: null });
  await expect(makeTaskFeed(await toMake(), await toRead(another.id))).rejects.toMatchObject({
    code: 'conflict',
  });
  const pad = await aDocument(db, { actor: admin, workspaceId });
  await expect(makeTaskFeed(await toMake(), await toRead(pad.id))).rejects.toMatchObject({
    code: 'not_found',
  });
});
