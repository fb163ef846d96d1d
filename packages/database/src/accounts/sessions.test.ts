import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAccessChanges } from '../access/access-changes.ts';
import { authorize } from '../access/authorize.ts';
import { sessionCookieName } from '../access/cookies.ts';
import { identify } from '../access/identify.ts';
import { signSessionToken } from '../access/session-token.ts';
import { isSessionInForce, startSession } from '../access/sign-in.ts';
import type { Database } from '../client.ts';
import { aMember, openTestDatabase } from '../testing/factories.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.ts';

let db: Database;
let present: Member;
let other: Member;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  present = await aMember(db);
  other = { ...present, sessionId: await startSession(await account()) };
});

const account = (actor = present) => authorize(db, { actor, action: 'account.manage', on: actor.personId });

/** The changes of access that something makes; those from just before may be read again. */
async function changesBy(act: () => Promise<void>) {
  const before = await readAccessChanges(db, '0');
  await act();
  const { changes } = await readAccessChanges(db, before.position);
  const isNew = ({ id }: { id: string }) => before.changes.every((known) => known.id !== id);
  return changes.filter(isNew).map(({ change }) => change);
}

const today = () => new Date().toISOString().slice(0, 10);

test('ACC-20 the sessions are listed by days, with the present one first and marked', async () => {
  await db.prisma.session.update({
    where: { id: other.sessionId },
    data: { createdAt: new Date('2026-03-01T13:37:00Z'), lastUsedOn: new Date('2026-03-02') },
  });
  expect(await listSessions(await account())).toEqual([
    { id: present.sessionId, signedInOn: today(), lastUsedOn: today(), isPresent: true },
    { id: other.sessionId, signedInOn: '2026-03-01', lastUsedOn: '2026-03-02', isPresent: false },
  ]);
  const mine = (await listSessions(await account(other))).filter(({ isPresent }) => isPresent);
  expect(mine.map(({ id }) => id)).toEqual([other.sessionId]);
  const { sessionId: id } = other;
  await db.prisma.session.update({ where: { id }, data: { expiresAt: new Date(0) } });
  expect(await listSessions(await account())).toHaveLength(1);
});

test('ACC-20 the day of the last use is written once a day, whoever often comes', async () => {
  const { sessionId: id } = other;
  const name = sessionCookieName(db.publicUrl);
  const cookies = { [name]: await signSessionToken(db.secrets.sessionSecret, { sid: id }) };
  const version = async () =>
    (await db.prisma.$queryRaw`SELECT xmin::text FROM session WHERE id = ${id}::uuid`) as unknown;
  await db.prisma.session.update({ where: { id }, data: { lastUsedOn: new Date('2026-03-02') } });
  await identify(db, { cookies });
  const { lastUsedOn } = await db.prisma.session.findUniqueOrThrow({ where: { id } });
  expect(lastUsedOn.toISOString().slice(0, 10)).toBe(today());
  const written = await version();
  await identify(db, { cookies });
  expect(await version()).toEqual(written);
});

test('ACC-21 one session is ended, and nobody ends one of somebody else', async () => {
  const stranger = await aMember(db);
  await endSession(await account(stranger), other.sessionId);
  expect(await isSessionInForce(db, other.sessionId)).toBe(true);
  const changes = await changesBy(async () => endSession(await account(), other.sessionId));
  expect(await isSessionInForce(db, other.sessionId)).toBe(false);
  expect(await isSessionInForce(db, present.sessionId)).toBe(true);
  expect(changes).toEqual([{ of: 'session', id: other.sessionId }]);
});

test('ACC-21 all sessions but the present one are ended', async () => {
  await startSession(await account());
  const changes = await changesBy(async () => endOtherSessions(await account()));
  expect((await listSessions(await account())).map(({ id }) => id)).toEqual([present.sessionId]);
  expect(changes).toEqual([{ of: 'person', id: present.personId }]);
});
