import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Participant } from '../room/connection.ts';
import { FakeSocket, participant } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';
import { Throttle } from './throttle.ts';

const guest = { author: { kind: 'guest', id: 'link' } } as const;
const linkReader = { ...guest, access: 'read', isLinkReader: true } as const;

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

/** A socket that has always more to send than is read. */
async function flood(who: Partial<Participant>) {
  const room = await kit.open();
  const flow = {
    isPaused: false,
    pause() {
      flow.isPaused = true;
    },
    resume() {
      flow.isPaused = false;
    },
  };
  const socket = new FakeSocket();
  const connection = room.join(participant(who), socket);
  return { room, flow, socket, connection, throttle: new Throttle({ flow, connection, clock: kit.clock }) };
}

describe('throttle', () => {
  test('ATT-15, COLLAB-44 of a guest’s 500 valid edits a second 100 are taken, and the others’ edits go on within a window', async () => {
    const { room, flow, socket, connection, throttle } = await flood(guest);
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    const doc = new Y.Doc();
    const waiting: Uint8Array[] = [];
    doc.on('update', (update) => waiting.push(encodeMessage({ type: 'update', update })));
    let taken = 0;
    for (let time = 0; time < 10_000; time += 2) {
      doc.getText('guest').insert(0, 'x');
      if (time % 500 === 0) anna.type('a');
      if (time % 500 === 20) {
        bert.hear();
        expect(bert.text.length).toBe(Math.ceil(time / 500));
      }
      while (!flow.isPaused && waiting.length > 0) {
        room.receive(connection, waiting.shift() ?? new Uint8Array());
        throttle.message();
        taken += 1;
      }
      kit.clock.advance(2);
    }
    expect(taken).toBeGreaterThan(1_400);
    expect(taken).toBeLessThanOrEqual(500 + 10 * 100 + 1);
    expect(socket.closed).toBeNull();
  });

  test.each([
    ['a link’s reader', linkReader, 2 ** 16 + 60 * 2 ** 14],
    ['a reader', { access: 'read' }, 2 ** 20 + 60 * 2 ** 20],
    ['who writes', {}, 2 ** 24 + 60 * 2 ** 21],
  ] as const)(
    'COLLAB-44 bytes of %s are read at a rate, and after a minute of always more the socket is closed',
    async (_who, who, most) => {
      const { flow, socket, throttle } = await flood(who);
      let taken = 0;
      for (let time = 0; socket.closed === null && time < 100_000; time += 1) {
        if (!flow.isPaused) {
          throttle.bytes(2 ** 14);
          taken += 2 ** 14;
        }
        kit.clock.advance(1);
      }
      expect(socket.closed).toBe(CLOSE.tooMany);
      expect(taken).toBeLessThanOrEqual(most * 1.05);
      expect(taken).toBeGreaterThan(most / 2);
    },
  );

  test('COLLAB-44 who keeps the rate is never held up', async () => {
    const { flow, throttle } = await flood(guest);
    for (let i = 0; i < 5_000; i++) {
      throttle.bytes(10_000);
      throttle.message();
      expect(flow.isPaused).toBe(false);
      kit.clock.advance(11);
    }
  });
});
