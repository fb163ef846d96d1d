import type { Duplex } from 'node:stream';
import { CLOSE } from '@plenum/protocol/close-codes';
import { MESSAGE, syncFrame } from '@plenum/protocol/messages';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Clock, Socket } from '../room/ports.ts';
import type { Room } from '../room/room.ts';
import type { AccessWatch } from './access-watch.ts';
import { AcknowledgementTimer } from './acknowledgement-timer.ts';
import type { Admission } from './admission.ts';
import { closeWithin } from './closing.ts';
import type { Frames } from './frames.ts';
import type { Observer, Sent } from './observer.ts';
import { Throttle } from './throttle.ts';

/** What a WebSocket runs on. */
type NetworkSocket = Duplex & { readonly bytesRead: number };

/** Joins a socket to a room and tears everything down when it closes. */
export function connect(
  ws: WebSocket,
  options: {
    socket: NetworkSocket;
    room: Room;
    admission: Admission;
    isAnnounced: boolean;
    watch: AccessWatch;
    since: number;
    clock: Clock;
    log: Logger;
    frames: Frames;
    observer: Observer;
  },
): void {
  const { socket, room, admission, isAnnounced, watch, since, clock, log, observer, frames } = options;
  const { actor, documentId, endsIn, participant, workspaceId } = admission;
  const timer = new AcknowledgementTimer({ clock, onAcknowledged: observer.acknowledged });
  const connection = room.join(
    { ...participant, isAnnounced },
    farEnd(ws, { socket, timer, observer, frames }),
  );
  watch.add(connection, { subject: { actor, documentId, workspaceId, room }, since, endsIn });
  const throttle = new Throttle({ flow: ws, connection, clock });
  /** An error here is the server's own, and costs nobody but whose message showed it. */
  const receive = (data: Uint8Array): void => {
    timer.received(data, connection.access);
    try {
      room.receive(connection, data);
    } catch (error) {
      log.error({ err: error, documentId }, 'a message could not be taken in');
      connection.close(CLOSE.tryAgain);
    }
  };
  socket.on('data', (chunk) => throttle.bytes(chunk.length));
  ws.on('message', (data, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) connection.close(CLOSE.protocol);
    else receive(data);
    throttle.message();
  });
  // A broken frame: ws has begun to close the socket with the code that RFC 6455 has for it.
  ws.on('error', () => connection.closed());
  ws.on('close', () => {
    watch.remove(connection);
    room.leave(connection);
  });
}

/** Whole frames go straight to the network's socket, as ws itself sends them while it does not compress. */
function farEnd(
  ws: WebSocket,
  {
    socket,
    timer,
    observer,
    frames,
  }: { socket: NetworkSocket; timer: AcknowledgementTimer; observer: Observer; frames: Frames },
): Socket {
  return {
    send(message) {
      timer.sent(message);
      observer.sent(typeOf(message));
      if (ws.readyState === ws.OPEN) frames.write(message, socket);
    },
    get buffered() {
      return socket.writableLength;
    },
    get received() {
      return socket.bytesRead;
    },
    whenDrained(callback) {
      if (socket.writableNeedDrain) socket.once('drain', callback);
      else callback();
    },
    close(code) {
      observer.closed(code);
      closeWithin(ws, code);
    },
  };
}

function typeOf(message: Uint8Array): Sent {
  return syncFrame(message) ?? (message[0] === MESSAGE.awareness ? 'awareness' : 'other');
}
