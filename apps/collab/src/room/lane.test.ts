import { CLOSE } from '@plenum/protocol/close-codes';
import { expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';
import { Lane } from './lane.ts';

test('ROOM-73 updates that cannot be merged go out as they are, and end nothing', async () => {
  const kit = new RoomKit();
  const { connection } = new Replica().join(await kit.open());
  const clock = new FakeClock();
  const delivered: Uint8Array[] = [];
  const deliver = (_: unknown, update: Uint8Array) => void delivered.push(update);
  const lane = new Lane({ clock, window: () => 20, deliver });
  if (connection) lane.join(connection);
  const updates = [Uint8Array.of(0, 0), Uint8Array.of(9, 9, 9), Uint8Array.of(9, 9, 8)];
  for (const update of updates) lane.add(update, null);
  clock.advance(20);
  expect(delivered).toEqual(updates);
});

test('ROOM-73 where what somebody lacks cannot be told, only their connection ends', async () => {
  const kit = new RoomKit();
  const room = await kit.open();
  const [anna, slow, bert] = [new Replica().join(room), new Replica().join(room), new Replica().join(room)];
  slow.socket.buffered = 300 * 1024;
  anna.type('left out');
  const drained = () => slow.socket.drain();
  slow.socket.send = () => {
    throw new RangeError('cannot be merged');
  };
  expect(drained).not.toThrow();
  bert.hear();
  expect([slow.socket.closed, bert.socket.closed, bert.text]).toEqual([CLOSE.tryAgain, null, 'left out']);
});
