import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAppError } from './as-app-error.ts';
import type { Database } from './client.ts';
import { aMember, openTestDatabase } from './testing/factories.ts';
import { inTransaction } from './transaction.ts';

let db: Database;
let personId: PersonId;
beforeAll(async () => {
  db = await openTestDatabase();
  ({ personId } = await aMember(db));
});
afterAll(() => db.close());

test('API-20 a lock that was waited for too long is told as that, however it was asked for', async () => {
  const data = { displayName: 'Somebody else' };
  const [where, { displayName }] = [
    { id: personId },
    await db.prisma.person.findUniqueOrThrow({ where: { id: personId } }),
  ];
  const failures = await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    await client.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [personId]);
    return Promise.allSettled([
      db.pool.query('UPDATE person SET display_name = $2 WHERE id = $1', [personId, data.displayName]),
      db.prisma.person.update({ where, data }),
      db.prisma.$transaction((tx) => tx.person.update({ where, data })),
      db.prisma.$transaction(
        (tx) => tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`,
      ),
    ]);
  });
  for (const failure of failures) {
    const error = failure.status === 'rejected' ? asAppError(failure.reason) : null;
    expect(error).toMatchObject({
      code: 'unavailable',
      retryAfter: 2,
      message: expect.stringContaining('Too much is being changed'),
    });
  }
  expect(await db.prisma.person.findUniqueOrThrow({ where })).toMatchObject({ displayName });
});

test('API-20 a transaction that took too long is told as that', async () => {
  const slow = db.prisma.$transaction((tx) => tx.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`, { timeout: 50 });
  expect(asAppError(await slow.catch((error: unknown) => error))).toMatchObject({ code: 'unavailable' });
});

test('API-20 what is known stays, and what is ours alone is no such thing', async () => {
  const known = new AppError('conflict', 'It has changed.');
  expect(asAppError(known)).toBe(known);
  const wrong = await db.pool.query('SELECT 1 FROM nowhere').catch((error: unknown) => error);
  expect(wrong).toBeInstanceOf(Error);
  for (const ours of [wrong, new Error('55P03'), null, 'P2028']) expect(asAppError(ours)).toBeNull();
});
