import { expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { FakeClock } from './testing/fakes.ts';

test('COLLAB-54 of the rows of a document the newest is told in each window, the first at once, the last in any case', () => {
  const clock = new FakeClock();
  const told: string[] = [];
  const announcer = new Announcer({ clock, publish: (id, seq) => void told.push(`${id}${seq}`) });
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
  commit(5);
  announcer.close();
  expect(told).toEqual(['a1', 'a3', 'b1', 'a4', 'a5']);
});
