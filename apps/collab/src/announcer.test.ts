import { expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { FakeClock } from './testing/fakes.ts';

test('COLLAB-54 of the rows of a document other nodes, if there are any, are told the newest in each window, the first at once', () => {
  const clock = new FakeClock();
  const told: string[] = [];
  let isNeeded = true;
  const announcer = new Announcer({
    clock,
    isNeeded: () => isNeeded,
    publish: (id, seq) => void told.push(`${id}${seq}`),
  });
  const commit = (seq: number) => announcer.committed(new Map([['a', seq]]));
  commit(1);
  expect(told).toEqual(['a1']);
  commit(2);
  commit(3);
  announcer.committed(new Map([['b', 1]]));
  clock.advance(19);
  expect(told).toEqual(['a1']);
  clock.advance(1);
  expect(told).toEqual(['a1', 'a3', 'b1']);
  clock.advance(40);
  commit(4);
  expect(told).toEqual(['a1', 'a3', 'b1', 'a4']);
  isNeeded = false;
  commit(5);
  clock.advance(40);
  expect(told).toEqual(['a1', 'a3', 'b1', 'a4']);
  isNeeded = true;
  commit(5);
  commit(6);
  announcer.close();
  expect(told).toEqual(['a1', 'a3', 'b1', 'a4', 'a5', 'a6']);
});
