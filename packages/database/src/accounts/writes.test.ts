import { system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { isSessionInForce, signIn } from '../access/sign-in.ts';
import type { Database } from '../client.ts';
import { aMember, openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { getPerson, isInstanceEmpty } from './reads.ts';
import { recoverAccount, renewRecoveryCode } from './recovery.ts';
import { changePassword, createPerson, setUpInstance } from './writes.ts';

let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });

/** The session that a sign-in begins. */
async function sessionBy(credentials: Parameters<typeof signIn>[1]): Promise<string> {
  const result = await signIn(db, credentials);
  return result?.is === 'signed in' ? result.sessionId : '';
}

test('ACC-3 of many first visitors at once exactly one sets the instance up', async () => {
  expect(await isInstanceEmpty(await instance())).toBe(true);
  const grant = await instance();
  const tries = Array.from({ length: 5 }, (_, i) =>
    setUpInstance(grant, { person: { username: `first${i}`, password: PASSWORD }, workspaceName: 'Küfa' }),
  );
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await db.prisma.person.count()).toBe(1);
  expect(await db.prisma.membership.findMany({ select: { role: true } })).toEqual([{ role: 'admin' }]);
  expect(await isInstanceEmpty(grant)).toBe(false);
});

test('ACC-17 twelve who come one after another have twelve colours', async () => {
  const grant = await instance();
  for (let i = 0; i < 12; i += 1) await createPerson(grant, { username: `colour${i}`, password: PASSWORD });
  const people = await db.prisma.person.findMany({ where: { username: { startsWith: 'colour' } } });
  expect(new Set(people.map(({ colour }) => colour)).size).toBe(12);
});

test('ACC-4 a user name is taken once', async () => {
  const grant = await instance();
  await createPerson(grant, { username: 'taken', password: PASSWORD });
  const again = createPerson(grant, { username: 'taken', password: PASSWORD });
  await expect(again).rejects.toMatchObject({ code: 'conflict', fields: { username: expect.any(String) } });
});

test('ACC-5 signing in takes the right password, and answers a wrong one like an unknown name', async () => {
  const { personId } = await createPerson(await instance(), { username: 'jürgen', password: PASSWORD });
  const session = await sessionBy({ username: ' JÜRGEN ', password: PASSWORD });
  expect(await db.prisma.session.findMany({ where: { personId }, select: { id: true } })).toEqual([
    { id: session },
  ]);
  expect(await signIn(db, { username: 'jürgen', password: `${PASSWORD}!` })).toBeNull();
  expect(await signIn(db, { username: 'nobody', password: PASSWORD })).toBeNull();
  expect(await signIn(db, { username: '/', password: PASSWORD })).toBeNull();
});

test('ACC-6, ATT-23 a change of password needs the present one and ends every other session', async () => {
  const actor = await aMember(db);
  const grant = await authorize(db, { actor, action: 'account.manage', on: actor.personId });
  const { username } = await getPerson(
    await authorize(db, { actor, action: 'account.read', on: actor.personId }),
  );
  const other = await sessionBy({ username, password: PASSWORD });
  const wrong = changePassword(grant, { currentPassword: 'wrong', newPassword: 'another password' });
  await expect(wrong).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
  expect(await isSessionInForce(db, other)).toBe(true);
  await changePassword(grant, { currentPassword: PASSWORD, newPassword: 'another password' });
  expect(await isSessionInForce(db, other)).toBe(false);
  expect(await isSessionInForce(db, actor.sessionId)).toBe(true);
  expect(await signIn(db, { username, password: PASSWORD })).toBeNull();
  expect(await signIn(db, { username, password: 'another password' })).not.toBeNull();
});

test('ACC-7, ATT-23 a recovery code sets a new password once, ends every session and is replaced', async () => {
  const grant = await instance();
  const { personId, recoveryCode } = await createPerson(grant, { username: 'forgetful', password: PASSWORD });
  const before = await sessionBy({ username: 'forgetful', password: PASSWORD });
  const input = { username: 'forgetful', recoveryCode, newPassword: 'remember this' };
  const renewed = await recoverAccount(grant, input);
  if (renewed.is === 'waiting') throw new Error('It waits.');
  expect(renewed.personId).toBe(personId);
  expect(await isSessionInForce(db, before)).toBe(false);
  expect(await signIn(db, { username: 'forgetful', password: 'remember this' })).not.toBeNull();
  const errors = [input, { ...input, username: 'nobody-here' }].map((again) => recoverAccount(grant, again));
  const [used, unknown] = await Promise.allSettled(errors);
  expect(used).toMatchObject({ status: 'rejected', reason: { code: 'invalid_input' } });
  expect(unknown).toEqual(used);
  await expect(recoverAccount(grant, { ...input, recoveryCode: renewed.recoveryCode })).resolves.toBeTruthy();
});

test('ACC-8 nobody is signed in without a cookie', async () => {
  await expect(identify(db, { cookies: {} })).rejects.toMatchObject({ code: 'not_signed_in' });
});

test('ACC-12 a new recovery code needs the present password, and puts the old one out of use', async () => {
  const grant = await instance();
  const { personId, recoveryCode } = await createPerson(grant, { username: 'careful', password: PASSWORD });
  const account = await authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
  const wrong = renewRecoveryCode(account, { currentPassword: 'wrong', code: '' });
  await expect(wrong).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
  const renewed = await renewRecoveryCode(account, { currentPassword: PASSWORD, code: '' });
  const use = (code: string) =>
    recoverAccount(grant, { username: 'careful', recoveryCode: code, newPassword: 'remember this' });
  await expect(use(recoveryCode)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(use(renewed)).resolves.toMatchObject({ personId });
});

test('ACC-13, ATT-23 no sign-in with the old password outlives a change of it', async () => {
  const { personId } = await createPerson(await instance(), { username: 'hurried', password: PASSWORD });
  const account = await authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
  const signIns = Array.from({ length: 8 }, () => signIn(db, { username: 'hurried', password: PASSWORD }));
  await changePassword(account, { currentPassword: PASSWORD, newPassword: 'another password' });
  await Promise.all(signIns);
  expect(await db.prisma.session.count({ where: { personId } })).toBe(0);
});
