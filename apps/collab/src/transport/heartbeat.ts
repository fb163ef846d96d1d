import type { WebSocket } from 'ws';
import type { Clock } from '../room/ports.ts';
import type { Rooms } from '../room/rooms.ts';

/** Milliseconds between two signs of life; y-websocket gives a connection up after 30 s without a message. */
const INTERVAL = 20_000;

/** The far end of a socket. */
type Far = Pick<WebSocket, 'ping' | 'terminate'>;

/** What a socket was last seen to do. */
interface Pulse {
  /** What the WebSocket runs on. */
  socket: { bytesRead: number };
  /** Bytes that had come by the last round. */
  bytesRead: number;
  isAsked: boolean;
}

/**
 * Sends every socket a sign of life and ends those that have given none since the last. A large message still on its way
 * counts, since the answer to a ping waits behind it.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #rooms: Pick<Rooms, 'sendSignOfLife'>;
  readonly #pulses = new Map<Far, Pulse>();
  #cancel: () => void;

  constructor({ clock, rooms }: { clock: Clock; rooms: Pick<Rooms, 'sendSignOfLife'> }) {
    this.#clock = clock;
    this.#rooms = rooms;
    this.#cancel = this.#plan();
  }

  /** Begins to watch a socket, until it closes. */
  add(ws: Far & { once(event: 'close', listener: () => void): unknown }, socket: Pulse['socket']): void {
    this.#pulses.set(ws, { socket, bytesRead: socket.bytesRead, isAsked: false });
    ws.once('close', () => this.#pulses.delete(ws));
  }

  close(): void {
    this.#cancel();
  }

  #plan(): () => void {
    return this.#clock.after(INTERVAL, () => {
      this.#cancel = this.#plan();
      this.#rooms.sendSignOfLife();
      for (const [ws, pulse] of this.#pulses) {
        const { bytesRead } = pulse.socket;
        if (pulse.isAsked && bytesRead === pulse.bytesRead) {
          ws.terminate();
          continue;
        }
        Object.assign(pulse, { bytesRead, isAsked: true });
        ws.ping();
      }
    });
  }
}
