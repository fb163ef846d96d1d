// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import { SECOND_STEP_COOKIE } from '@plenum/database/access/second-step';
import { offerSecondFactor, turnOnSecondFactor } from '@plenum/database/accounts/second-factor';
import type { Database } from '@plenum/database/client';
import { aMember, PASSWORD } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nextAuthOptions } from '#lib/next-auth.ts';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { finishSignIn } from './actions.ts';

let db: Database;
let owner: Member;
let username: string;
let backupCodes: string[];

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  owner = await aMember(db);
  ({ username } = await db.prisma.person.findUniqueOrThrow({ where: { id: owner.personId } }));
  const grant = await authorize(db, { actor: owner, action: 'account.manage', on: owner.personId });
  const { offer, secret } = await offerSecondFactor(grant, { currentPassword: PASSWORD });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  backupCodes = await turnOnSecondFactor(grant, { offer, code });
});

/** Gives name and password as next-auth does, and says where that leads. */
function givePassword(visitor: Visitor, password = PASSWORD): Promise<string | boolean | null> {
  return visitor.asks(async () => {
    const { providers, callbacks } = nextAuthOptions();
    const user = await Reflect.get(providers[0] ?? {}, 'options').authorize({ username, password });
    return user && (callbacks?.signIn?.({ user, account: null }) ?? null);
  });
}

/** Gives a code; where it was right, that leads on. */
async function giveCode(visitor: Visitor, code: string): Promise<string> {
  const form = new FormData();
  form.set('code', code);
  try {
    const state = await visitor.asks(() => finishSignIn(null, form));
    return state?.status === 'failed' ? (state.fields.code ?? state.message) : 'nothing';
  } catch (error) {
    return signalOf(error) ?? String(error);
  }
}

const asMember = (visitor: Visitor) => identify(db, { cookies: Object.fromEntries(visitor.cookies) });

test('ACC-22, ATT-23 a half-finished sign-in is nobody, and a right code finishes it', async () => {
  const visitor = new Visitor('198.51.100.1');
  expect(await givePassword(visitor, 'not the password')).toBeNull();
  expect(await giveCode(visitor, backupCodes[0] ?? '')).toMatch(/^This took too long/);
  expect(await givePassword(visitor)).toBe('http://localhost:3000/sign-in/code');
  expect([...visitor.cookies.keys()]).toEqual([SECOND_STEP_COOKIE]);
  await expect(asMember(visitor)).rejects.toMatchObject({ code: 'not_signed_in' });
  const half = visitor.cookies.get(SECOND_STEP_COOKIE);
  const asSession = identify(db, { cookies: { 'next-auth.session-token': half } });
  await expect(asSession).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await giveCode(visitor, '000000')).toMatch(/^This code is wrong/);
  await expect(asMember(visitor)).rejects.toMatchObject({ code: 'not_signed_in' });

  visitor.cookies.set('next-auth.callback-url', 'http://localhost:3000/groups');
  expect(await giveCode(visitor, backupCodes[0] ?? '')).toContain(';/groups;');
  expect(await asMember(visitor)).toMatchObject({ kind: 'member', personId: owner.personId });
  expect(visitor.cookies.get(SECOND_STEP_COOKIE)).toBe('');
});

test('ATT-22 guessing at codes is bounded, makes no browser known, and does not lock out one that is', async () => {
  const [known, used = '', ...left] = [new Visitor('198.51.100.2'), ...backupCodes];
  await givePassword(known);
  expect(await giveCode(known, used)).toMatch(/^NEXT_REDIRECT/);

  const thief = new Visitor('203.0.113.250');
  await givePassword(thief);
  const stranger = (n: number) => {
    const visitor = new Visitor(`203.0.113.${n}`);
    for (const [name, value] of thief.cookies) visitor.cookies.set(name, value);
    return visitor;
  };
  const strangers = await Promise.all(Array.from({ length: 105 }, (_, i) => giveCode(stranger(i), '000000')));
  expect(strangers.filter((said) => said.startsWith('This code is wrong'))).toHaveLength(60);
  expect(strangers.filter((said) => said.startsWith('Too many'))).toHaveLength(45);
  expect(await giveCode(stranger(200), left[0] ?? '')).toMatch(/^Too many/);
  await givePassword(known);
  expect(await giveCode(known, left[0] ?? '')).toMatch(/^NEXT_REDIRECT/);
});
