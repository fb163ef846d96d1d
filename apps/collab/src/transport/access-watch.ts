import type { AccessChange, BusEvent } from '@plenum/database/bus/bus';
import type { Actor } from '@plenum/domain/access/actor';
import type { News } from '@plenum/domain/documents/news';
import { AppError } from '@plenum/domain/errors';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Access } from '@plenum/protocol/messages';
import type { Connection } from '../room/connection.ts';
import type { Clock } from '../room/ports.ts';
import type { Room } from '../room/room.ts';
import type { Admission } from './admission.ts';
import { closeCodeOf } from './close-code.ts';

/** Decisions made at once: enough for those of a large change to share queries, and few enough to leave room for everything else. */
const AT_ONCE = 64;
/** Milliseconds before a decision that the database did not answer is asked for again. */
const RETRY = 300;
/** Milliseconds of a round over all, and between the parts in which it is made: many who came at once never take all at once. */
const ROUND = 300_000;
const PART = 1_000;

/** Connections with those who wait for the decision. */
type Queue = Map<Connection, (() => void)[]>;

type Subject = Pick<Admission, 'actor' | 'documentId' | 'workspaceId'> & { room: Room };

/** `endsIn`: milliseconds until access ends by itself; null when it does not. */
interface Decision {
  access: Access;
  /** What they are told of. */
  hears: ReadonlySet<News>;
  /** Where the document is by now: it may have been moved. */
  workspaceId: WorkspaceId;
  endsIn: number | null;
}

/** What the watch works with. */
interface WatchOptions {
  clock: Clock;
  /** @throws AppError when there is no access any more; any other error means that nobody can say. */
  decide: (question: { actor: Actor; document: string }) => Promise<Decision>;
}

/**
 * Keeps the access of open connections in force: decides it again when the bus says that it has changed, when it ends by
 * itself, when messages may have been missed, and in rounds.
 */
export class AccessWatch {
  readonly #options: WatchOptions;
  /** Those whose turn in the round is next come first. */
  readonly #subjects = new Map<Connection, Subject & { checkedAt: number }>();
  /** What waits for a decision, and behind it what a round asks about. */
  readonly #urgent: Queue = new Map();
  readonly #round: Queue = new Map();
  /** Cancels the decision at the moment in which access ends. */
  readonly #endings = new Map<Connection, () => void>();
  /** A connection's decisions are made one after the other, so that the newest is the last. */
  readonly #working = new Set<Connection>();
  #cancelRound: () => void;
  #changes = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#cancelRound = this.#planRound();
  }

  /** Grows with everything heard; to be read before access is decided, for `add`. */
  get changes(): number {
    return this.#changes;
  }

  /** The connections that are open, as they are whenever one looks. */
  get connections(): Iterable<Connection> {
    return { [Symbol.iterator]: () => this.#subjects.keys() };
  }

  /** Begins to watch a connection. @param since `changes` from before its access was decided. */
  add(
    connection: Connection,
    { subject, since, endsIn }: { subject: Subject; since: number; endsIn: number | null },
  ): void {
    this.#subjects.set(connection, { ...subject, checkedAt: this.#options.clock.now() });
    this.#planEnding(connection, endsIn);
    if (since !== this.#changes) void this.recheck(connection);
  }

  /** The connection is closed. */
  remove(connection: Connection): void {
    this.#subjects.delete(connection);
    this.#planEnding(connection, null);
  }

  /** Takes in what the bus says. */
  hear(event: BusEvent): void {
    if (event.type !== 'access' && event.type !== 'missed') return;
    this.#changes += 1;
    for (const [connection, subject] of this.#subjects) {
      if (event.type === 'missed' || isConcerned(subject, event.change)) void this.recheck(connection);
    }
  }

  /** Decides a connection's access again. Resolves when that is done: it has the new access, or is closed. */
  recheck(connection: Connection): Promise<void> {
    return this.#ask(this.#urgent, connection);
  }

  close(): void {
    this.#cancelRound();
    for (const connection of this.#subjects.keys()) this.remove(connection);
  }

  #planRound(): () => void {
    return this.#options.clock.after(PART, () => {
      this.#checkPart();
      this.#cancelRound = this.#planRound();
    });
  }

  #checkPart(): void {
    const now = this.#options.clock.now();
    let left = Math.ceil((2 * PART * this.#subjects.size) / ROUND);
    for (const [connection, subject] of this.#subjects) {
      if (left === 0 || now - subject.checkedAt < ROUND) return;
      left -= 1;
      this.#subjects.delete(connection);
      this.#subjects.set(connection, { ...subject, checkedAt: now });
      void this.#ask(this.#round, connection);
    }
  }

  /** Plans the decision at the end of access; one that is far off is planned by a later round. */
  #planEnding(connection: Connection, endsIn: number | null): void {
    this.#endings.get(connection)?.();
    this.#endings.delete(connection);
    if (endsIn === null || endsIn > 2 * ROUND) return;
    const cancel = this.#options.clock.after(Math.max(endsIn, 0) + 1, () => void this.recheck(connection));
    this.#endings.set(connection, cancel);
  }

  #ask(queue: Queue, connection: Connection): Promise<void> {
    return new Promise((resolve) => {
      queue.set(connection, [...(queue.get(connection) ?? []), resolve]);
      this.#work();
    });
  }

  #work(): void {
    for (const queue of [this.#urgent, this.#round]) {
      for (const [connection, waiting] of queue) {
        if (this.#working.size >= AT_ONCE) return;
        if (this.#working.has(connection)) continue;
        queue.delete(connection);
        this.#working.add(connection);
        void this.#settle(connection).finally(() => {
          this.#working.delete(connection);
          for (const resolve of waiting) resolve();
          this.#work();
        });
      }
    }
  }

  async #settle(connection: Connection): Promise<void> {
    for (;;) {
      const subject = this.#subjects.get(connection);
      if (!subject || !connection.isOpen) return;
      try {
        const { actor, documentId, room } = subject;
        const { access, hears, endsIn, workspaceId } = await this.#options.decide({
          actor,
          document: documentId,
        });
        const current = this.#subjects.get(connection);
        if (!current || !connection.isOpen) return;
        current.workspaceId = workspaceId;
        connection.hears = hears;
        room.setAccess(connection, access);
        this.#planEnding(connection, endsIn);
        return;
      } catch (error) {
        if (error instanceof AppError) {
          connection.close(closeCodeOf(error));
          return;
        }
      }
      await new Promise<void>((resolve) => this.#options.clock.after(RETRY, resolve));
    }
  }
}

function isConcerned({ actor, documentId, workspaceId }: Subject, change: AccessChange): boolean {
  switch (change.of) {
    // Its settings are about guests.
    case 'instance':
      return actor.kind === 'guest';
    case 'person':
      return (actor.kind === 'member' || actor.kind === 'token') && actor.personId === change.id;
    case 'session':
      return actor.kind === 'member' && actor.sessionId === change.id;
    case 'shareLink':
      return actor.kind === 'guest' && actor.linkId === change.id;
    case 'workspace':
      return workspaceId === change.id;
    case 'document':
      return documentId === change.id;
  }
}
