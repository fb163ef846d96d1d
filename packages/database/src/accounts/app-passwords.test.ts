import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAccessChanges } from '../access/access-changes.ts';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { Database } from '../client.ts';
import { aMember, openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { createAppPassword, endAppPassword, listAppPasswords, MOST_APP_PASSWORDS } from './app-passwords.ts';

let db: Database;
let mira: Member;
beforeAll(async () => {
  db = await openTestDatabase();
  mira = await aMember(db);
});
afterAll(() => db.close());

const account = (actor = mira) => authorize(db, { actor, action: 'account.manage', on: actor.personId });
const proof = { currentPassword: PASSWORD, code: '' };
const signIn = (token: string) => identify(db, { authorization: `Bearer ${token}`, cookies: {} });

test('TASK-510 an app password is made by whoever proves that the account is theirs, is listed without itself, and ends on every node', async () => {
  const wrong = { currentPassword: 'another password', code: '', name: 'Phone' };
  await expect(createAppPassword(await account(), wrong)).rejects.toMatchObject({ code: 'invalid_input' });
  const token = await createAppPassword(await account(), { ...proof, name: 'Phone' });
  const madeOn = new Date().toISOString().slice(0, 10);
  const [listed, ...others] = await listAppPasswords(await account());
  expect([listed, others]).toEqual([{ id: listed?.id, name: 'Phone', madeOn, lastUsedOn: null }, []]);
  expect(await signIn(token)).toMatchObject({ kind: 'token', personId: mira.personId });
  const [used] = await listAppPasswords(await account());
  expect(used?.lastUsedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  const id = listed?.id ?? '';
  const stranger = await account(await aMember(db));
  await expect(endAppPassword(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  await endAppPassword(await account(), id);
  const { changes } = await readAccessChanges(db, '0');
  expect(changes.map(({ change }) => change)).toContainEqual({ of: 'person', id: mira.personId });
  await expect(signIn(token)).rejects.toMatchObject({ code: 'not_signed_in' });
});

test('TASK-510 somebody has at most a hundred app passwords', async () => {
  const data = Array.from({ length: MOST_APP_PASSWORDS }, (_, i) => ({
    ...{ personId: mira.personId, name: `${i}`, tokenHash: Buffer.from(`token ${i}`) },
  }));
  await db.prisma.apiToken.createMany({ data });
  await expect(createAppPassword(await account(), { ...proof, name: 'Phone' })).rejects.toMatchObject({
    code: 'conflict',
  });
});
