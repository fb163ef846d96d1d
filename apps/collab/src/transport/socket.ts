import { CLOSE } from '@plenum/protocol/close-codes';
import type { WebSocket } from 'ws';
import { Bucket } from '../room/bucket.ts';
import type { Connection } from '../room/connection.ts';
import type { Clock, Socket } from '../room/ports.ts';
import type { Room } from '../room/room.ts';
import type { AccessWatch } from './access-watch.ts';
import type { Admission } from './admission.ts';
import { closeWithin } from './closing.ts';

/** Messages that one socket may send: beyond the burst it is read more slowly. */
const RATE = { capacity: 1_000, perSecond: 500 } as const;
/** Milliseconds after which a socket that always wants to send more is closed. */
const MAX_THROTTLED = 60_000;

/** Joins a socket to a room and tears everything down when it closes. */
export function connect(
  ws: WebSocket,
  options: {
    room: Room;
    admission: Admission;
    isAnnounced: boolean;
    watch: AccessWatch;
    since: number;
    clock: Clock;
  },
): void {
  const { room, admission, isAnnounced, watch, since, clock } = options;
  const { actor, documentId, participant, workspaceId } = admission;
  const connection = room.join({ ...participant, isAnnounced }, farEnd(ws));
  watch.add(connection, { subject: { actor, documentId, workspaceId, room }, since });
  const throttle = throttleOf({ ws, connection, clock });
  ws.on('message', (data, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) connection.close(CLOSE.protocol);
    else room.receive(connection, data);
    throttle();
  });
  // A broken frame: ws has begun to close the socket with the code that RFC 6455 has for it.
  ws.on('error', () => connection.closed());
  ws.on('close', () => {
    watch.remove(connection);
    room.leave(connection);
  });
}

function farEnd(ws: WebSocket): Socket {
  return {
    send: (message) => ws.send(message, { binary: true }, () => {}),
    get buffered() {
      return ws.bufferedAmount;
    },
    close: (code) => closeWithin(ws, code),
  };
}

/** To be called for each message: stops reading for as long as it takes to keep the rate. */
function throttleOf({
  ws,
  connection,
  clock,
}: {
  ws: WebSocket;
  connection: Connection;
  clock: Clock;
}): () => void {
  const bucket = new Bucket({ ...RATE, now: clock.now() });
  let since: number | null = null;
  return () => {
    const now = clock.now();
    const wait = bucket.take(now);
    since = wait > 0 ? (since ?? now) : null;
    if (wait === 0) return;
    if (since !== null && now - since > MAX_THROTTLED) connection.close(CLOSE.tooMany);
    else if (!ws.isPaused) {
      ws.pause();
      clock.after(wait, () => ws.resume());
    }
  };
}
