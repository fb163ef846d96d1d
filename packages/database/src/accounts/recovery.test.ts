import { system } from '@plenum/domain/access/actor';
import type { PersonId } from '@plenum/domain/ids';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { signIn } from '../access/sign-in.ts';
import type { Database } from '../client.ts';
import { keepHouse } from '../housekeeping.ts';
import { openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { getRecoverySettings, recoverAccount, renewRecoveryCode, setRecoveryWait } from './recovery.ts';
import { offerSecondFactor, turnOnSecondFactor } from './second-factor.ts';
import { createPerson } from './writes.ts';

const HOUR = 3_600_000;
const PROOF = { currentPassword: PASSWORD, code: '' };
const newPassword = 'remember this';

let db: Database;
let personId: PersonId;
let username: string;
let recoveryCode: string;
let n = 0;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  n += 1;
  username = `olga${n}`;
  ({ personId, recoveryCode } = await createPerson(await instance(), { username, password: PASSWORD }));
  await setRecoveryWait(await account(), { ...PROOF, waits: true });
});
afterEach(() => {
  vi.useRealTimers();
});

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const account = () => authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
const recover = async (code = recoveryCode) =>
  recoverAccount(await instance(), { username, recoveryCode: code, newPassword });
const isIn = async (password: string) => (await signIn(db, { username, password })) !== null;
const pass = (hours: number) => vi.setSystemTime(Date.now() + hours * HOUR);

test('ACC-32 a recovery that waits takes effect after 48 hours, and not before', async () => {
  const until = new Date(Date.now() + 48 * HOUR);
  expect(await recover()).toEqual({ is: 'waiting', until });
  pass(47);
  expect(await recover()).toEqual({ is: 'waiting', until });
  expect([await isIn(PASSWORD), await isIn(newPassword)]).toEqual([true, false]);
  expect(await getRecoverySettings(await account())).toEqual({ waits: true, waitingUntil: until });
  pass(1);
  expect(await recover()).toMatchObject({ is: 'done', personId });
  expect([await isIn(PASSWORD), await isIn(newPassword)]).toEqual([false, true]);
  expect(await getRecoverySettings(await account())).toEqual({ waits: true, waitingUntil: null });
});

test('ACC-32 a new code stops a recovery that waits, and does not take over its wait', async () => {
  await recover();
  const renewed = await renewRecoveryCode(await account(), PROOF);
  expect(await getRecoverySettings(await account())).toMatchObject({ waitingUntil: null });
  pass(49);
  await expect(recover()).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await recover(renewed)).toMatchObject({ is: 'waiting' });
});

test('ACC-32 a wait that nobody came back for begins anew, and is forgotten', async () => {
  await recover();
  pass((2 + 14) * 24);
  expect(await recover()).toMatchObject({ is: 'waiting', until: new Date(Date.now() + 48 * HOUR) });
  pass((2 + 14) * 24 + 1);
  await keepHouse(await instance());
  expect(await db.prisma.waitingRecovery.count({ where: { personId } })).toBe(0);
});

test('ACC-32 only who knows the password says whether a recovery waits', async () => {
  const wrong = setRecoveryWait(await account(), { ...PROOF, currentPassword: 'wrong', waits: false });
  await expect(wrong).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
  expect(await recover()).toMatchObject({ is: 'waiting' });
  await setRecoveryWait(await account(), { ...PROOF, waits: false });
  expect(await getRecoverySettings(await account())).toEqual({ waits: false, waitingUntil: null });
  expect(await recover()).toMatchObject({ is: 'done' });
});

test('ACC-12 where codes are asked for, how an account is recovered is changed with one alone', async () => {
  const grant = await account();
  const { offer, secret } = await offerSecondFactor(grant, { currentPassword: PASSWORD });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const [first = '', second = ''] = await turnOnSecondFactor(grant, { offer, code });
  const wrong = { fields: { code: expect.any(String) } };
  await expect(renewRecoveryCode(grant, PROOF)).rejects.toMatchObject(wrong);
  await expect(setRecoveryWait(grant, { ...PROOF, waits: false })).rejects.toMatchObject(wrong);
  expect(await getRecoverySettings(grant)).toMatchObject({ waits: true });
  await setRecoveryWait(grant, { ...PROOF, code: first, waits: false });
  const renewed = await renewRecoveryCode(grant, { ...PROOF, code: second });
  expect(await recover(renewed)).toMatchObject({ is: 'done' });
});
