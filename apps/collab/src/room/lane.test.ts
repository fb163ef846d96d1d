import { mergeAll } from '@plenum/database/log/update-buffer';
import { CLOSE } from '@plenum/protocol/close-codes';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FakeClock } from '../testing/fakes.ts';
import { documentWith } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';
import { Broadcast } from './broadcast.ts';
import { Content } from './content.ts';
import { decodeStored } from './decode.ts';
import { Lane } from './lane.ts';
import { LinkReaders } from './link-readers.ts';

test('ROOM-73 updates that cannot be merged go out as they are, and end nothing', async () => {
  const kit = new RoomKit();
  const { connection } = new Replica().join(await kit.open());
  const clock = new FakeClock();
  const delivered: Uint8Array[] = [];
  const deliver = (_: unknown, updates: readonly Uint8Array[]) => void delivered.push(...updates);
  const lane = new Lane({ clock, window: () => 20, deliver });
  if (connection) lane.join(connection);
  const updates = [Uint8Array.of(0, 0), Uint8Array.of(9, 9, 9), Uint8Array.of(9, 9, 8)];
  for (const update of updates) lane.add(update, null);
  clock.advance(20);
  expect(delivered).toEqual(updates);
});

test('ROOM-73, ROOM-67 who is slow lacks nothing of what goes out as it is without a word', async () => {
  const kit = new RoomKit();
  const { connection, socket } = new Replica().join(await kit.open());
  if (!connection) throw new Error('not connected');
  const { clock } = kit;
  const content = new Content(async (updates) => mergeAll(updates));
  const linkReaders = new LinkReaders({ content, connections: [] });
  const broadcast = new Broadcast({ clock, content, linkReaders, welcome: () => {} });
  broadcast.join(connection);
  const from = new Replica().join(await kit.open()).connection ?? connection;
  const write = (letter: string, client: number) => {
    const update = Y.encodeStateAsUpdate(documentWith(letter, client));
    content.add(update, decodeStored(update));
    broadcast.forward(update, from);
  };
  write('a', 1);
  socket.buffered = 300 * 1024;
  write('b', 2);
  broadcast.forward(Uint8Array.of(9, 9, 9), from);
  write('c', 3);
  clock.advance(20);
  expect(socket.closed).toBe(CLOSE.tryAgain);
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
