import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { CLOSE } from '@plenum/protocol/close-codes';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';
import { AccessWatch } from './access-watch.ts';
import { Frames } from './frames.ts';
import { unobserved } from './observer.ts';
import { connect } from './socket.ts';

/** As much of ws as a connection uses. */
class FakeWebSocket extends EventEmitter {
  closed: number | null = null;
  isPaused = false;
  bufferedAmount = 0;
  send(): void {}
  close(code: number): void {
    this.closed = code;
  }
  terminate(): void {}
}

test('COLLAB-42 an error while a message is taken in closes only its socket, and the log has nothing of what it says', async () => {
  const kit = new RoomKit();
  const room = await kit.open();
  const bert = new Replica().join(room);
  const lines: string[] = [];
  const ws = new FakeWebSocket();
  const { author, identity } = bert.who;
  connect(Object(ws), {
    socket: Object.assign(new PassThrough(), { bytesRead: 0 }),
    room,
    admission: {
      actor: { kind: 'member', personId: 'anna', sessionId: 'session' },
      documentId,
      workspaceId: 'workspace',
      endsIn: null,
      participant: { author, identity, access: 'write', isLinkReader: false, hears: new Set() },
    },
    isAnnounced: true,
    watch: new AccessWatch({
      clock: kit.clock,
      decide: async () => ({ access: 'write', hears: new Set(), endsIn: null, workspaceId: 'workspace' }),
    }),
    since: 0,
    clock: kit.clock,
    frames: new Frames(),
    log: createLog({ write: (line: string) => void lines.push(line) }),
    observer: unobserved,
  });
  room.receive = () => {
    throw new SyntaxError('Unexpected token in "confidential"');
  };
  ws.emit('message', Buffer.of(0, 0, 1, 0), true);
  expect(ws.closed).toBe(CLOSE.tryAgain);
  expect(bert.socket.closed).toBeNull();
  expect(JSON.parse(lines.join(''))).toMatchObject({ documentId, err: { name: 'SyntaxError' } });
  expect(lines.join('')).not.toContain('confidential');
});
