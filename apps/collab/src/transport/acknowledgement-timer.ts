import { type Access, decodeServerMessage, MESSAGE, syncFrame } from '@plenum/protocol/messages';
import type { Clock } from '../room/ports.ts';

/**
 * Times how long a client waits for the acknowledgement of what it sent: of one frame at a time, so that what is kept does
 * not grow with what is sent.
 */
export class AcknowledgementTimer {
  readonly #clock: Clock;
  readonly #onAcknowledged: (milliseconds: number) => void;
  #frames = 0;
  #timed: { frame: number; at: number } | null = null;

  constructor({ clock, onAcknowledged }: { clock: Clock; onAcknowledged: (milliseconds: number) => void }) {
    this.#clock = clock;
    this.#onAcknowledged = onAcknowledged;
  }

  /** A message has come. @param access its sender's: what readers send is not acknowledged. */
  received(message: Uint8Array, access: Access): void {
    if (syncFrame(message) === null) return;
    this.#frames += 1;
    if (access === 'write') this.#timed ??= { frame: this.#frames, at: this.#clock.now() };
  }

  /** A message is sent. */
  sent(message: Uint8Array): void {
    if (message[0] !== MESSAGE.acknowledgement || this.#timed === null) return;
    const acknowledgement = decodeServerMessage(message);
    if (acknowledgement?.type !== 'acknowledgement' || acknowledgement.frames < this.#timed.frame) return;
    this.#onAcknowledged(this.#clock.now() - this.#timed.at);
    this.#timed = null;
  }
}
