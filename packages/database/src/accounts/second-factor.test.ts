import { type Member, system } from '@plenum/domain/access/actor';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { signSessionToken } from '../access/session-token.ts';
import { findHalfSignedIn, finishSignIn, isSessionInForce, signIn, startSession } from '../access/sign-in.ts';
import type { Database } from '../client.ts';
import { openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { recoverAccount } from './recovery.ts';
import {
  countBackupCodes,
  offerSecondFactor,
  renewBackupCodes,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from './second-factor.ts';
import { changePassword, createPerson } from './writes.ts';

const CODE = { fields: { code: expect.any(String) } };
const PROOF = { fields: { currentPassword: expect.any(String) } };
const STEP = 30_000;

let db: Database;
let me: Member;
let username: string;
let recoveryCode: string;
let n = 0;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  // In the middle of a step, so that none ends between a code and its use.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / STEP) * STEP + STEP / 2 });
  n += 1;
  username = `olga${n}`;
  const made = await createPerson(await instance(), { username, password: PASSWORD });
  recoveryCode = made.recoveryCode;
  const grant = await authorize(db, { actor: system('test'), action: 'account.manage', on: made.personId });
  me = { kind: 'member', personId: made.personId, sessionId: await startSession(grant) };
});

afterEach(() => {
  vi.useRealTimers();
});

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const account = () => authorize(db, { actor: me, action: 'account.manage', on: me.personId });

/** What an app shows that has a secret; `steps` from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP });
}

/** Turns codes on, by the code of the step before this one, so that those of now are still to be used. */
async function turnOn(): Promise<{ secret: string; backupCodes: string[] }> {
  const { secret, offer } = await offerSecondFactor(await account(), { currentPassword: PASSWORD });
  return {
    secret,
    backupCodes: await turnOnSecondFactor(await account(), { offer, code: codeOf(secret, -1) }),
  };
}

/** Gives name and password, and says what is asked for next. */
async function halfWay(password = PASSWORD): Promise<string> {
  const result = await signIn(db, { username, password });
  return result?.is === 'half done' ? result.token : '';
}

async function giveCode(token: string, code: string): Promise<string | null> {
  const person = await findHalfSignedIn(db, token);
  return person && finishSignIn(db, { person, code });
}

const sessions = () => db.prisma.session.count({ where: { personId: me.personId } });

test('ACC-22, ATT-23 with codes turned on there is no session before the code was right', async () => {
  const { secret } = await turnOn();
  const token = await halfWay();
  const personAsSession: string = me.personId;
  expect(await sessions()).toBe(1);
  for (const cookie of [token, await signSessionToken(db.secrets.sessionSecret, { sid: personAsSession })]) {
    const asked = identify(db, { cookies: { 'next-auth.session-token': cookie } });
    await expect(asked).rejects.toMatchObject({ code: 'not_signed_in' });
  }
  expect(await giveCode(token, '000000')).toBeNull();
  expect(await sessions()).toBe(1);
  const session = await giveCode(token, codeOf(secret));
  expect(await isSessionInForce(db, session ?? '')).toBe(true);
});

test('ACC-22, ATT-23 what says that the password was given counts for minutes, for one account and with that password', async () => {
  const { secret } = await turnOn();
  const token = await halfWay();
  expect(await findHalfSignedIn(db, token)).toMatchObject({ id: me.personId });
  expect(await findHalfSignedIn(db, `${token.slice(0, -2)}AA`)).toBeNull();
  const session = await signSessionToken(db.secrets.sessionSecret, { sid: me.sessionId });
  expect(await findHalfSignedIn(db, session)).toBeNull();
  vi.setSystemTime(Date.now() + 6 * 60_000);
  expect(await findHalfSignedIn(db, token)).toBeNull();
  const late = await findHalfSignedIn(db, await halfWay());
  await changePassword(await account(), { currentPassword: PASSWORD, newPassword: 'another password' });
  expect(await findHalfSignedIn(db, token)).toBeNull();
  expect(late && (await finishSignIn(db, { person: late, code: codeOf(secret) }))).toBeNull();
});

test('ACC-22, ATT-23 no sign-in by the password alone outlives that codes are turned on', async () => {
  const { secret, offer } = await offerSecondFactor(await account(), { currentPassword: PASSWORD });
  const signIns = Array.from({ length: 8 }, () => signIn(db, { username, password: PASSWORD }));
  await turnOnSecondFactor(await account(), { offer, code: codeOf(secret) });
  await Promise.all(signIns);
  const left = await db.prisma.session.findMany({ where: { personId: me.personId }, select: { id: true } });
  expect(left).toEqual([{ id: me.sessionId }]);
});

test('ACC-23 a code counts once, also for two who send it at once, and only about its time', async () => {
  const { secret } = await turnOn();
  const token = await halfWay();
  expect(await giveCode(token, codeOf(secret, -1))).toBeNull();
  expect(await giveCode(token, codeOf(secret, 3))).toBeNull();
  const [code, spaced] = [codeOf(secret), codeOf(secret).replace(/^.../, '$& ')];
  const both = await Promise.all([giveCode(token, code), giveCode(token, spaced)]);
  expect(both.filter((session) => session !== null)).toHaveLength(1);
  expect(await giveCode(token, codeOf(secret, 1))).not.toBeNull();
  expect(await giveCode(token, code)).toBeNull();
});

test('ACC-23 each of ten backup codes counts once instead, however it is typed', async () => {
  const { backupCodes } = await turnOn();
  expect(new Set(backupCodes).size).toBe(10);
  const [first = '', second = ''] = backupCodes;
  const token = await halfWay();
  const tries = [first, first.toLowerCase().replace('-', ' ')].map((code) => giveCode(token, code));
  expect((await Promise.all(tries)).filter((session) => session !== null)).toHaveLength(1);
  expect(await countBackupCodes(await account())).toBe(9);
  expect(await giveCode(token, second.toLowerCase().replace('-', ''))).not.toBeNull();
  expect(await giveCode(token, 'AAAAA-AAAAA')).toBeNull();
});

test('ACC-24, ATT-23 codes are turned on by password and a right code, which ends every other session', async () => {
  await expect(offerSecondFactor(await account(), { currentPassword: 'wrong' })).rejects.toMatchObject(PROOF);
  const { secret, offer } = await offerSecondFactor(await account(), { currentPassword: PASSWORD });
  const other = await startSession(await account());
  const wrong = turnOnSecondFactor(await account(), { offer, code: codeOf(secret, 5) });
  await expect(wrong).rejects.toMatchObject(CODE);
  expect([await countBackupCodes(await account()), await isSessionInForce(db, other)]).toEqual([null, true]);
  await turnOnSecondFactor(await account(), { offer, code: codeOf(secret) });
  expect([await isSessionInForce(db, other), await isSessionInForce(db, me.sessionId)]).toEqual([
    false,
    true,
  ]);
  const again = turnOnSecondFactor(await account(), { offer, code: codeOf(secret, 1) });
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
});

test('ACC-24 a secret is taken by whom it was made for, within the hour', async () => {
  const { secret, offer } = await offerSecondFactor(await account(), { currentPassword: PASSWORD });
  const { personId } = await createPerson(await instance(), { username: `other${n}`, password: PASSWORD });
  const other = await authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
  const conflict = { code: 'conflict' };
  await expect(turnOnSecondFactor(other, { offer, code: codeOf(secret) })).rejects.toMatchObject(conflict);
  await expect(turnOnSecondFactor(other, { offer: 'x', code: codeOf(secret) })).rejects.toMatchObject(
    conflict,
  );
  vi.setSystemTime(Date.now() + 61 * 60_000);
  const late = turnOnSecondFactor(await account(), { offer, code: codeOf(secret) });
  await expect(late).rejects.toMatchObject(conflict);
});

test('ACC-24, ATT-23 codes are turned off by password and code, which ends every other session', async () => {
  const { secret } = await turnOn();
  const other = await startSession(await account());
  const off = async (currentPassword: string, code: string) =>
    turnOffSecondFactor(await account(), { currentPassword, code });
  await expect(off('wrong', codeOf(secret))).rejects.toMatchObject(PROOF);
  await expect(off(PASSWORD, '000000')).rejects.toMatchObject(CODE);
  expect(await isSessionInForce(db, other)).toBe(true);
  await off(PASSWORD, codeOf(secret));
  expect([await isSessionInForce(db, other), await isSessionInForce(db, me.sessionId)]).toEqual([
    false,
    true,
  ]);
  expect(await signIn(db, { username, password: PASSWORD })).toMatchObject({ is: 'signed in' });
});

test('ACC-24 new backup codes need password and code, and put the old ones out of use', async () => {
  const { secret, backupCodes } = await turnOn();
  const renew = async (proof: { currentPassword: string; code: string }) =>
    renewBackupCodes(await account(), proof);
  await expect(renew({ currentPassword: PASSWORD, code: '000000' })).rejects.toMatchObject(CODE);
  await expect(renew({ currentPassword: 'wrong', code: codeOf(secret) })).rejects.toMatchObject(PROOF);
  const renewed = await renew({ currentPassword: PASSWORD, code: codeOf(secret) });
  const token = await halfWay();
  expect(await giveCode(token, backupCodes[0] ?? '')).toBeNull();
  expect(await giveCode(token, renewed[0] ?? '')).not.toBeNull();
});

test('ACC-25 whoever recovers the account is asked for no code any more', async () => {
  await turnOn();
  const newPassword = 'remember this';
  await recoverAccount(await instance(), { username, recoveryCode, newPassword });
  expect(await db.prisma.backupCode.count({ where: { personId: me.personId } })).toBe(0);
  expect(await signIn(db, { username, password: newPassword })).toMatchObject({ is: 'signed in' });
});

test('ACC-26 neither the secret nor a backup code stands in the database', async () => {
  const { secret, backupCodes } = await turnOn();
  const { rows } = await db.pool.query<{ row: string }>(
    `SELECT f::text AS row FROM second_factor f WHERE person_id = $1
      UNION ALL SELECT b::text FROM backup_code b WHERE person_id = $1`,
    [me.personId],
  );
  expect(rows).toHaveLength(11);
  const stored = rows.map(({ row }) => row).join('\n');
  for (const code of [secret, ...backupCodes]) {
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(Buffer.from(code).toString('hex'));
  }
});
