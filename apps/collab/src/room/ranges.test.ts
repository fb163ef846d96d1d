import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/fakes.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { Bucket } from './bucket.ts';
import { Ranges } from './ranges.ts';

describe('ranges', () => {
  test('ROOM-54 a set of clocks knows exactly what was added', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const ranges = new Ranges();
      const model = new Set<number>();
      for (let i = 0; i < 30; i++) {
        const added = Array.from({ length: Math.floor(random() * 4) }, () => {
          const start = Math.floor(random() * 60);
          return { start, end: start + Math.floor(random() * 8) };
        }).sort((one, other) => one.start - other.start);
        for (const { start, end } of added) {
          const missing = ranges
            .missing(start, end)
            .flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n));
          const expected = Array.from({ length: end - start }, (_, n) => start + n).filter(
            (clock) => !model.has(clock),
          );
          expect(missing, `seed ${seed}`).toEqual(expected);
        }
        ranges.add(added);
        for (const { start, end } of added) for (let clock = start; clock < end; clock++) model.add(clock);
        expect(ranges.missing(0, 70), `seed ${seed}`).toEqual(runs((clock) => !model.has(clock)));
      }
    }
  });
});

/** The runs of clocks below 70 with a property. */
function runs(has: (clock: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let clock = 0; clock < 70; clock++) {
    const last = found.at(-1);
    if (!has(clock)) continue;
    if (last?.[1] === clock) last[1] += 1;
    else found.push([clock, clock + 1]);
  }
  return found;
}

describe('acknowledgements', () => {
  test('ROOM-55 only the first frames without a gap are acknowledged', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.settle(1);
    acknowledgements.settle(3);
    acknowledgements.settle(3);
    expect([0, 1, 1, 2, 3, 3].map((committed) => acknowledgements.take(committed))).toEqual([
      null,
      1,
      null,
      null,
      3,
      null,
    ]);
  });

  test('ROOM-55 a left out frame holds those after it back until a step 2 stands for all', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.leaveOut();
    acknowledgements.settle(1);
    expect(acknowledgements.take(9)).toBeNull();
    acknowledgements.settleAll(2);
    expect([1, 2].map((committed) => acknowledgements.take(committed))).toEqual([null, 3]);
  });
});

describe('bucket', () => {
  test('ROOM-56 a burst passes, a rate above the limit does not, and waiting makes up for it', () => {
    const bucket = new Bucket({ capacity: 2, perSecond: 10, now: 0 });
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 100, 200]);
    expect(bucket.take(300)).toBe(0);
  });
});
