import { expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Housekeeper } from './housekeeper.ts';

const HOUR = 3_600_000;

test('NODE-20 a node keeps house once an hour, and goes on after a failure, until it stops', async () => {
  const clock = new FakeClock();
  const failures: unknown[] = [];
  let rounds = 0;
  const housekeeper = new Housekeeper({
    clock,
    every: HOUR,
    async keepHouse() {
      rounds += 1;
      if (rounds === 2) throw new Error('no database');
    },
    onFailed: (error) => failures.push(error),
  });
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await settled();
  };
  await pass(60_000);
  expect(rounds).toBe(1);
  for (let hour = 0; hour < 3; hour++) await pass(HOUR);
  expect([rounds, failures.length]).toEqual([4, 1]);
  housekeeper.close();
  await pass(2 * HOUR);
  expect(rounds).toBe(4);
});
