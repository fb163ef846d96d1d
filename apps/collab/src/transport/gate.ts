import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';
import type { Logger } from 'pino';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../room/ports.ts';
import type { Lease, Rooms } from '../room/rooms.ts';
import type { AccessWatch } from './access-watch.ts';
import type { Admission } from './admission.ts';
import { closeCodeOf } from './close-code.ts';
import { closeWithin } from './closing.ts';
import { Frames } from './frames.ts';
import { type Handshake, isForeign } from './handshake.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Observer } from './observer.ts';
import type { Quota } from './quota.ts';
import { connect } from './socket.ts';

/** Milliseconds within which it is decided whether somebody may connect, and the document is open. */
const DECISION_TIMEOUT = 5_000;
/** Requests that may wait for that, and sockets that may be open. */
const MAX_PENDING = 1_000;
const MAX_OPEN = 10_000;

/** What the gate works with. */
export interface GateOptions {
  sockets: WebSocketServer;
  rooms: Rooms;
  watch: AccessWatch;
  quota: Quota;
  heartbeat: Pick<Heartbeat, 'add'>;
  clock: Clock;
  log: Logger;
  observer: Observer;
  publicOrigin: string;
  admit: (request: Pick<Handshake, 'credentials' | 'document' | 'person'>) => Promise<Admission>;
}

/** What a request is worth: a place in a room, or the code to be told. `since`: what the watch had heard before. */
type Decision = { admission: Admission; lease: Lease; since: number } | { refusal: CloseCode };

/** Decides about requests for sockets, before the handshake is completed. */
export class Gate {
  readonly #options: GateOptions;
  readonly #frames = new Frames();
  #pending = 0;
  #isClosed = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** From now on nobody gets in. */
  close(): void {
    this.#isClosed = true;
  }

  /** Handles a request. Never throws. */
  async enter(
    handshake: Handshake,
    request: { req: IncomingMessage; socket: Duplex; head: Buffer },
  ): Promise<void> {
    const { socket } = request;
    if (this.#isClosed || this.#pending >= MAX_PENDING) return refuse(socket, '503 Service Unavailable');
    if (isForeign(handshake, this.#options.publicOrigin)) return refuse(socket, '403 Forbidden');
    this.#pending += 1;
    try {
      const decision = await this.#decide(handshake);
      this.#complete(decision, { ...request, isAnnounced: handshake.isAnnounced });
    } finally {
      this.#pending -= 1;
    }
  }

  /** Never rejects, and never takes longer than the timeout; what comes later is given back. */
  async #decide(handshake: Handshake): Promise<Decision> {
    const { clock, sockets } = this.#options;
    if (sockets.clients.size >= MAX_OPEN) return { refusal: CLOSE.tooMany };
    return new Promise((resolve) => {
      let isLate = false;
      const cancel = clock.after(DECISION_TIMEOUT, () => {
        isLate = true;
        resolve({ refusal: CLOSE.tryAgain });
      });
      void this.#admit(handshake).then((decision) => {
        cancel();
        if (isLate && 'lease' in decision) decision.lease.release();
        resolve(decision);
      });
    });
  }

  async #admit(handshake: Handshake): Promise<Decision> {
    const { admit, log, rooms, watch } = this.#options;
    const since = watch.changes;
    try {
      const admission = await admit(handshake);
      const lease = await rooms.acquire(admission.documentId);
      if (handshake.epoch === null || handshake.epoch === lease.room.epoch)
        return { admission, lease, since };
      lease.release();
      return { refusal: CLOSE.otherEpoch };
    } catch (error) {
      const refusal = closeCodeOf(error);
      if (refusal === CLOSE.tryAgain) log.error({ err: error }, 'a document could not be opened');
      return { refusal };
    }
  }

  #complete(
    decision: Decision,
    {
      req,
      socket,
      head,
      isAnnounced,
    }: { req: IncomingMessage; socket: Duplex; head: Buffer; isAnnounced: boolean },
  ): void {
    const { sockets, watch, clock, log, observer } = this.#options;
    const refuseOpen = (ws: WebSocket, code: CloseCode): void => {
      observer.closed(code);
      endUnread(ws, code);
    };
    const lease = 'lease' in decision ? decision.lease : null;
    try {
      if (socket.destroyed || this.#isClosed) socket.destroy();
      else {
        sockets.handleUpgrade(req, socket, head, (ws: WebSocket) => {
          if ('refusal' in decision) return refuseOpen(ws, decision.refusal);
          const { admission, since } = decision;
          const leave = this.#options.quota.take(admission.participant.author);
          if (!leave) return refuseOpen(ws, CLOSE.tooMany);
          ws.once('close', leave);
          const { room } = decision.lease;
          this.#options.heartbeat.add(ws, req.socket);
          connect(ws, {
            socket: req.socket,
            room,
            admission,
            isAnnounced,
            watch,
            since,
            clock,
            log,
            observer,
            frames: this.#frames,
          });
        });
      }
    } finally {
      lease?.release();
    }
  }
}

/** Ends a request with a plain answer of HTTP. */
export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

/** Ends an opened socket at once, so that the client sees the code; nothing is read from it. */
function endUnread(ws: WebSocket, code: CloseCode): void {
  ws.on('error', () => ws.terminate());
  closeWithin(ws, code);
}
