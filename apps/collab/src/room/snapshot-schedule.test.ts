import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';

let clock: FakeClock;
let made: number;
let takes: number;
beforeEach(() => {
  clock = new FakeClock();
  [made, takes] = [0, 0];
});

const schedule = (seq = 0) =>
  new SnapshotSchedule({
    clock,
    seq,
    async make() {
      made += 1;
      return takes;
    },
  });

test('ROOM-22 a hundred rows call for a snapshot, an attempt for as many again', async () => {
  const snapshots = schedule(500);
  snapshots.reached(599);
  expect(made).toBe(0);
  snapshots.reached(600);
  await settled();
  clock.advance(60_000);
  snapshots.reached(699);
  expect(made).toBe(1);
  snapshots.reached(700);
  expect(made).toBe(2);
});

test.each([
  { takes: 9, pause: 200 },
  { takes: 300, pause: 6_000 },
])(
  'ROOM-22 after one that took $takes ms the next comes in $pause ms, without another row',
  async (given) => {
    takes = given.takes;
    const snapshots = schedule();
    snapshots.reached(100);
    await settled();
    snapshots.reached(100_000);
    clock.advance(given.pause - 1);
    expect(made).toBe(1);
    clock.advance(1);
    expect(made).toBe(2);
    await settled();
    clock.advance(60_000);
    expect(made).toBe(2);
  },
);

test.each([
  { rows: 39, closing: 0 },
  { rows: 40, closing: 1 },
])('ROOM-22 with $rows rows closing calls for $closing', async ({ rows, closing }) => {
  const snapshots = schedule();
  snapshots.reached(100);
  await settled();
  snapshots.reached(100 + rows);
  snapshots.close();
  clock.advance(60_000);
  expect(made - 1).toBe(closing);
});

test('ROOM-22 a room that is opened with many rows has a snapshot made', async () => {
  const kit = new RoomKit();
  const author = { kind: 'system', id: null } as const;
  const update = Uint8Array.of(0, 0);
  await kit.log.append(Array.from({ length: 100 }, () => ({ documentId, author, update })));
  await kit.open();
  expect(kit.fakes.compacted).toEqual([documentId]);
});

test.each([
  { bytes: 256_000, compacted: 1 },
  { bytes: 255_999, compacted: 0 },
])('ROOM-22 opened with $bytes bytes of rows a room has $compacted snapshots made', async (given) => {
  const kit = new RoomKit();
  const author = { kind: 'system', id: null } as const;
  const around = written(100_000).length - 100_000;
  const update = written(given.bytes - around);
  expect(update).toHaveLength(given.bytes);
  await kit.log.append([{ documentId, author, update }]);
  await kit.open();
  expect(kit.fakes.compacted).toHaveLength(given.compacted);
});

test('ROOM-22 a room tells what its log has reached', async () => {
  const kit = new RoomKit();
  const anna = new Replica().join(await kit.open());
  for (let i = 0; i < 140; i++) {
    anna.type('x');
    await kit.journal.commit();
  }
  expect(kit.fakes.compacted).toEqual([documentId]);
  anna.leave();
  expect(kit.fakes.compacted).toHaveLength(2);
});

/** An update with a text of so many letters. */
function written(letters: number): Uint8Array {
  const doc = new Y.Doc();
  // Of the same length each time.
  doc.clientID = 1;
  doc.getText().insert(0, 'x'.repeat(letters));
  return Y.encodeStateAsUpdate(doc);
}
