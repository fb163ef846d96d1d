import type { Presences, Present } from '@plenum/database/presence/postgres-presences';
import type { Clock } from '../room/ports.ts';
import type { Room } from '../room/room.ts';

/** Milliseconds between two looks at who is there, and after which a node says again that it is there. */
const LOOK = 3_000;
const BEAT = 10_000;

/** What the attendance works with. */
interface AttendanceOptions {
  clock: Clock;
  /** This node's name, another one each time it starts. */
  node: string;
  opened: () => Iterable<Pick<Room, 'documentId' | 'connections'>>;
  presences: Presences;
  onFailed: (failure: { error: unknown; isFirst: boolean }) => void;
}

/**
 * Says where others can read it who has which document open on this node, for lists of documents: only what changes, all of it at once,
 * and nothing while nobody is there. Whoever reads by a link is not seen.
 */
export class Attendance {
  readonly #options: AttendanceOptions;
  /** What was told, by what it says. */
  #told = new Map<string, Present>();
  #toldAt = 0;
  #isFailing = false;
  #isClosed = false;
  #telling: Promise<void> = Promise.resolve();
  #cancel: () => void = () => {};

  constructor(options: AttendanceOptions) {
    this.#options = options;
    this.#plan();
  }

  /** Says no more, and has forgotten what was said; resolves when it is, or could not be. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#telling;
    if (this.#told.size > 0) await this.#options.presences.forget(this.#options.node).catch(() => {});
  }

  #plan(): void {
    if (this.#isClosed) return;
    this.#cancel = this.#options.clock.after(LOOK, () => {
      this.#telling = this.#look().finally(() => this.#plan());
    });
  }

  async #look(): Promise<void> {
    const { clock, node, presences, onFailed } = this.#options;
    const there = this.#there();
    const came = [...there].filter(([key]) => !this.#told.has(key));
    const left = [...this.#told].filter(([key]) => !there.has(key));
    const isDue = there.size > 0 && clock.now() - this.#toldAt >= BEAT;
    if (came.length === 0 && left.length === 0 && !isDue) return;
    try {
      const present = (entries: [string, Present][]) => entries.map(([, one]) => one);
      const { isNew } = await presences.tell(node, { came: present(came), left: present(left) });
      // Of a node that was taken for gone nothing is known but what it has just said: the next look tells the rest.
      this.#told = isNew ? new Map(came) : there;
      this.#toldAt = clock.now();
      this.#isFailing = false;
    } catch (error) {
      onFailed({ error, isFirst: !this.#isFailing });
      this.#isFailing = true;
    }
  }

  #there(): Map<string, Present> {
    const there = new Map<string, Present>();
    for (const { documentId, connections } of this.#options.opened()) {
      for (const { identity, isPresent } of connections) {
        if (!isPresent || identity.id === null) continue;
        const kind = identity.isGuest ? 'guest' : 'person';
        there.set(`${documentId} ${kind} ${identity.id}`, { documentId, kind, who: identity.id });
      }
    }
    return there;
  }
}
