import { randomBytes } from 'node:crypto';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import type { InboxMailWish } from '@plenum/domain/inbox/mail';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { keepHouse } from '../housekeeping.ts';
import { aMember, openTestDatabase } from '../testing/factories.ts';
import { takeLetters } from './letters.ts';
import { confirmInboxMail, findInboxMail, getInboxMail, setInboxMail, stopInboxMail } from './mail.ts';
import { takeRefusalBack } from './mail-limits.ts';

const DAY = 24 * 60 * 60 * 1000;
const ADDRESS = 'kim@example.org';
const WISH: Omit<InboxMailWish, 'address'> = {
  hour: 7,
  timeZone: 'UTC',
  tellsTitles: false,
  language: 'en',
};
const REFUSED = { code: 'conflict', fields: { address: expect.any(String) } };

let db: Database;
let kim: Member;
let sam: Member;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.inboxMail.deleteMany();
  await db.prisma.mailRefusal.deleteMany();
  await db.prisma.mailCount.deleteMany();
  [kim, sam] = await Promise.all([aMember(db), aMember(db)]);
});

const manage = (actor: Member, at: Database = db) =>
  authorize(at, { actor, action: 'account.manage', on: actor.personId });
const instance = () =>
  authorize(db, { actor: system('a test'), action: 'instance.administer', on: 'instance' });
const set = async (actor: Member, address: string) => setInboxMail(await manage(actor), { ...WISH, address });

/** The secret in the one letter that is due. */
async function secret(): Promise<string> {
  const [letter, ...others] = await takeLetters(await instance(), 10);
  expect(others).toEqual([]);
  return letter?.token ?? '';
}

/** Somebody has a letter sent to an address, and there somebody wants none. @returns the secret in it */
async function refused(address: string): Promise<string> {
  await set(kim, address);
  const token = await secret();
  await stopInboxMail(db, token);
  return token;
}

test('MAIL-9 where somebody at an address wants no letters, nobody has any sent there for 90 days, however it is written', async () => {
  await refused(ADDRESS);
  expect(await getInboxMail(await manage(kim))).toBeNull();
  await expect(set(sam, ADDRESS)).rejects.toMatchObject(REFUSED);
  await expect(set(sam, 'Kim+news@Example.org')).rejects.toMatchObject(REFUSED);
  await set(sam, 'kimberly@example.org');
  await db.prisma.mailRefusal.updateMany({ data: { refusedAt: new Date(Date.now() - 89 * DAY) } });
  await keepHouse(await instance());
  await db.prisma.mailCount.deleteMany();
  await expect(set(sam, ADDRESS)).rejects.toMatchObject(REFUSED);
  await db.prisma.mailRefusal.updateMany({ data: { refusedAt: new Date(Date.now() - 91 * DAY) } });
  await set(sam, ADDRESS);
  await keepHouse(await instance());
  expect(await db.prisma.mailRefusal.count()).toBe(0);
});

test('MAIL-9 letters that others have had asked for do not go out any more; whoever agrees to one takes their no back', async () => {
  await set(sam, ADDRESS);
  const token = await secret();
  await refused(ADDRESS);
  await db.prisma.inboxMail.updateMany({ data: { dueAt: new Date() } });
  expect(await takeLetters(await instance(), 10)).toEqual([]);
  await confirmInboxMail(db, token);
  expect(await getInboxMail(await manage(sam))).toMatchObject({ isConfirmed: true });
  await set(kim, ADDRESS);
  expect(await getInboxMail(await manage(kim))).toMatchObject({ address: ADDRESS });
});

test('MAIL-9 whoever said no takes it back by the same letter alone, as long as it holds', async () => {
  const token = await refused(ADDRESS);
  expect(await findInboxMail(db, token)).toBe('refused');
  for (const other of [`${token}x`, (await db.prisma.mailRefusal.findFirstOrThrow()).addressHash.toString()])
    await takeRefusalBack(db, other);
  await expect(set(sam, ADDRESS)).rejects.toMatchObject(REFUSED);
  await takeRefusalBack(db, token);
  expect(await findInboxMail(db, token)).toBeNull();
  await set(sam, ADDRESS);
  // By a letter that goes on, nothing is taken back; that of somebody who says no again is the last.
  const again = await secret();
  await takeRefusalBack(db, again);
  expect(await findInboxMail(db, again)).toBe('asked');
  await stopInboxMail(db, again);
  await takeRefusalBack(db, token);
  expect(await findInboxMail(db, again)).toBe('refused');
  await db.prisma.mailRefusal.updateMany({ data: { refusedAt: new Date(Date.now() - 91 * DAY) } });
  expect(await findInboxMail(db, again)).toBeNull();
});

test('MAIL-9 whoever had agreed and ends letters can have them again', async () => {
  await set(kim, ADDRESS);
  const token = await secret();
  await confirmInboxMail(db, token);
  await stopInboxMail(db, token);
  await set(kim, ADDRESS);
  expect(await getInboxMail(await manage(kim))).toMatchObject({ isConfirmed: false });
});

test('MAIL-9 nothing in the tables says which address or person it is, nor does it without the key', async () => {
  await refused(ADDRESS);
  const { rows } = await db.pool.query<{ hash: Buffer }>(
    `SELECT unnest(ARRAY[address_hash, token_hash]) AS hash FROM mail_refusal UNION ALL SELECT key_hash FROM mail_count`,
  );
  expect(rows).toHaveLength(4);
  for (const { hash } of rows) expect(hash).toHaveLength(32);
  const secrets = { ...db.secrets, tokenKey: randomBytes(32) };
  const other = { ...db, secrets };
  await setInboxMail(await manage(sam, other), { ...WISH, address: ADDRESS });
  expect(await db.prisma.mailCount.count()).toBe(4);
});

test('MAIL-8 somebody has five letters a day sent to addresses that have not agreed, on all nodes together', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await set(kim, `${name}@example.org`);
  const retryAfter = expect.any(Number);
  await expect(set(kim, 'f@example.org')).rejects.toMatchObject({ code: 'too_many', retryAfter });
  await set(sam, 'f@example.org');
  await db.prisma.mailCount.updateMany({ data: { since: new Date(Date.now() - 1.1 * DAY) } });
  await set(kim, 'f@example.org');
  expect(await getInboxMail(await manage(kim))).toMatchObject({ address: 'f@example.org' });
});

test('MAIL-8 an address that has not agreed gets three letters a day, whoever has them sent', async () => {
  const people = await Promise.all([aMember(db), aMember(db)]);
  for (const actor of [kim, ...people]) await set(actor, ADDRESS);
  await expect(set(sam, 'KIM+4@example.org')).rejects.toMatchObject({ code: 'too_many' });
  await db.prisma.mailCount.updateMany({ data: { since: new Date(Date.now() - 1.1 * DAY) } });
  await keepHouse(await instance());
  expect(await db.prisma.mailCount.count()).toBe(0);
});

test('MAIL-8 whoever changes the hour alone has no letter sent, so none is counted', async () => {
  await set(kim, ADDRESS);
  await confirmInboxMail(db, await secret());
  for (let hour = 0; hour < 6; hour += 1)
    await setInboxMail(await manage(kim), { ...WISH, hour, address: ADDRESS });
  expect(await getInboxMail(await manage(kim))).toMatchObject({ hour: 5, isConfirmed: true });
});

test('MAIL-10 an address that cannot be read any more is said to be so, holds up nobody, and is given anew', async () => {
  await set(kim, ADDRESS);
  await db.prisma.inboxMail.updateMany({ data: { addressSealed: new Uint8Array(randomBytes(40)) } });
  await set(sam, 'sam@example.org');
  expect(await takeLetters(await instance(), 10)).toMatchObject([{ personId: sam.personId }]);
  expect(await getInboxMail(await manage(kim))).toMatchObject({ address: null });
  await set(kim, ADDRESS);
  expect(await takeLetters(await instance(), 10)).toMatchObject([{ address: ADDRESS }]);
});
