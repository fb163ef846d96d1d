import type { ReadAccessChanges } from '@plenum/database/access/access-changes';
import type { BusEvent } from '@plenum/database/bus/bus';
import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/fakes.ts';
import { AccessFollower } from './access-follower.ts';

const changeOf = (id: string) => ({ id, change: { of: 'person', id } }) as const;
const heardOf = (id: string): BusEvent => ({ type: 'access', change: { of: 'person', id } });

let clock: FakeClock;
let follower: AccessFollower;
let heard: BusEvent[];
let asked: (string | null)[];
let forgotten: number;
/** Of each failure whether it was the first in a row. */
let failures: boolean[];
let answer: () => ReadAccessChanges;

beforeEach(async () => {
  clock = new FakeClock();
  heard = [];
  asked = [];
  forgotten = 0;
  failures = [];
  answer = () => ({ changes: [], position: '1' });
  follower = new AccessFollower({
    clock,
    async read(position) {
      asked.push(position);
      return answer();
    },
    async forget() {
      forgotten += 1;
      throw new Error('away');
    },
    hear: (event) => heard.push(event),
    onFailed: ({ isFirst }) => failures.push(isFirst),
  });
});

async function pass(milliseconds: number): Promise<void> {
  for (let i = 0; i < milliseconds; i += 50) {
    clock.advance(50);
    await settled();
  }
}

test('NODE-4, ATT-12 each change is heard of once, within a second, in one question for the whole node', async () => {
  await follower.look();
  heard.length = 0;
  answer = () => ({ changes: [changeOf('anna')], position: '2' });
  await pass(1_000);
  expect(heard).toEqual([heardOf('anna')]);
  answer = () => ({ changes: [changeOf('anna'), changeOf('bert')], position: '3' });
  await pass(1_000);
  expect(heard).toEqual([heardOf('anna'), heardOf('bert')]);
  expect(asked.slice(0, 3)).toEqual([null, '1', '2']);
  expect(asked.length).toBeLessThan(5);
  follower.close();
  await pass(5_000);
  expect(asked.length).toBeLessThan(5);
});

test('NODE-5 while the database is away the question is repeated; who may have missed something asks about everybody', async () => {
  answer = () => {
    throw new Error('away');
  };
  await follower.look();
  await pass(3_000);
  expect(heard).toEqual([]);
  answer = () => ({ changes: [], position: '1' });
  await pass(1_000);
  expect(heard).toEqual([{ type: 'missed' }]);
  answer = () => {
    throw new Error('away');
  };
  await pass(8 * 60_000);
  answer = () => ({ changes: [], position: '2' });
  await pass(1_000);
  expect(heard).toEqual([{ type: 'missed' }]);
  answer = () => {
    throw new Error('away');
  };
  await pass(10 * 60_000);
  answer = () => ({ changes: [], position: '3' });
  await pass(1_000);
  expect(heard).toEqual([{ type: 'missed' }, { type: 'missed' }]);
});

test('NODE-19, HEALTH-2 failures are told, the first of those in a row as such, and soon such a node is not to be relied on', async () => {
  expect(follower.isCurrent).toBe(false);
  await follower.look();
  answer = () => {
    throw new Error('away');
  };
  await pass(2_000);
  expect([failures, follower.isCurrent]).toEqual([[true, false], true]);
  await pass(5_000);
  expect(follower.isCurrent).toBe(false);
  answer = () => ({ changes: [], position: '1' });
  await pass(1_000);
  expect(follower.isCurrent).toBe(true);
  answer = () => {
    throw new Error('away');
  };
  await pass(1_000);
  expect(failures.filter((isFirst) => isFirst)).toHaveLength(2);
});

test('NODE-3 what all have read is forgotten now and then, whatever becomes of that', async () => {
  await follower.look();
  await pass(10 * 60_000);
  expect(forgotten).toBeGreaterThan(8);
  expect(forgotten).toBeLessThan(11);
  answer = () => ({ changes: [changeOf('anna')], position: '2' });
  await pass(1_000);
  expect(heard).toContainEqual(heardOf('anna'));
});
