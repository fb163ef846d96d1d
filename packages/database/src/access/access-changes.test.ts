import { AppError } from '@plenum/domain/errors';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessChange, BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { openTestDatabase } from '../testing/factories.ts';
import { changeAccess, forgetAccessChanges, KEPT_MINUTES, readAccessChanges } from './access-changes.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

function aChange(): AccessChange {
  return { of: 'shareLink', id: crypto.randomUUID() };
}

async function changesAfter(position: string): Promise<AccessChange[]> {
  const { changes } = await readAccessChanges(db, position);
  return changes.map(({ change }) => change);
}

test('NODE-1 a change of access is written down in its own transaction, and told after it', async () => {
  const { position, changes } = await readAccessChanges(db, null);
  expect(changes).toEqual([]);
  const heard: BusEvent[] = [];
  const unsubscribe = await db.bus.subscribe((event) => heard.push(event));
  const [done, failed] = [aChange(), aChange()];
  const attempt = changeAccess(db, failed, async () => {
    throw new AppError('conflict', 'No.');
  });
  await expect(attempt).rejects.toThrow('No.');
  const transaction = await changeAccess(db, done, async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT pg_current_xact_id()::text AS id`;
    return row?.id;
  });
  const written = await db.pool.query('SELECT subject_id FROM access_change WHERE transaction::text = $1', [
    transaction,
  ]);
  expect(written.rows).toEqual([{ subject_id: done.id }]);
  expect(await changesAfter(position)).toEqual([done]);
  await expect.poll(() => heard).toEqual([{ type: 'access', change: done }]);
  unsubscribe();
});

test('NODE-2 a change that is committed after one that began later is read all the same', async () => {
  const [early, late] = [aChange(), aChange()];
  let commit = (): void => {};
  let isBegun = (): void => {};
  const begun = new Promise<void>((resolve) => {
    isBegun = resolve;
  });
  const committing = changeAccess(db, early, async (tx) => {
    await tx.$queryRaw`SELECT pg_current_xact_id()::text`;
    await new Promise<void>((resolve) => {
      commit = resolve;
      isBegun();
    });
  });
  await begun;
  await changeAccess(db, late, async () => {});
  const { position, changes } = await readAccessChanges(db, '0');
  expect(changes.map(({ change }) => change)).toContainEqual(late);
  expect(changes.map(({ change }) => change)).not.toContainEqual(early);
  commit();
  await committing;
  expect(await changesAfter(position)).toContainEqual(early);
});

test('NODE-3 what every node has had time to read is forgotten', async () => {
  const [old, recent] = [aChange(), aChange()];
  for (const change of [old, recent]) await changeAccess(db, change, async () => {});
  const ago = new Date(Date.now() - (KEPT_MINUTES + 1) * 60_000);
  await db.prisma.accessChange.updateMany({ where: { subjectId: old.id }, data: { at: ago } });
  await forgetAccessChanges(db);
  const left = await changesAfter('0');
  expect(left).toContainEqual(recent);
  expect(left).not.toContainEqual(old);
});

test('NODE-2 finding out that nothing has changed is a look into an index', async () => {
  const { rows } = await db.pool.query(
    `EXPLAIN SELECT id FROM access_change WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())`,
  );
  expect(JSON.stringify(rows)).toContain('access_change_transaction_idx');
});
