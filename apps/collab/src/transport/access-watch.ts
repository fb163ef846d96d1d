import type { AccessChange, BusEvent } from '@plenum/database/bus/bus';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { Access } from '@plenum/protocol/messages';
import type { Connection } from '../room/connection.ts';
import type { Clock } from '../room/ports.ts';
import type { Room } from '../room/room.ts';
import type { Admission } from './admission.ts';
import { closeCodeOf } from './close-code.ts';

/** Decisions made at once, so that a large change leaves room for everything else in the database. */
const AT_ONCE = 4;
/** Milliseconds before a decision that the database did not answer is asked for again, and between two rounds over all. */
const RETRY = 300;
const ROUND = 30_000;

type Subject = Pick<Admission, 'actor' | 'documentId' | 'workspaceId'> & { room: Room };

/** What the watch works with. */
interface WatchOptions {
  clock: Clock;
  /** @throws AppError when there is no access any more; any other error means that nobody can say. */
  decide: (question: { actor: Actor; document: string }) => Promise<{ access: Access }>;
}

/**
 * Keeps the access of open connections in force: decides it again when the bus says that it has changed, when messages may
 * have been missed, and in rounds, for what ends by itself.
 */
export class AccessWatch {
  readonly #options: WatchOptions;
  readonly #subjects = new Map<Connection, Subject>();
  readonly #queue = new Map<Connection, (() => void)[]>();
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

  /** Begins to watch a connection. @param since `changes` from before its access was decided. */
  add(connection: Connection, { subject, since }: { subject: Subject; since: number }): void {
    this.#subjects.set(connection, subject);
    if (since !== this.#changes) void this.recheck(connection);
  }

  /** The connection is closed. */
  remove(connection: Connection): void {
    this.#subjects.delete(connection);
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
    return new Promise((resolve) => {
      this.#queue.set(connection, [...(this.#queue.get(connection) ?? []), resolve]);
      this.#work();
    });
  }

  close(): void {
    this.#cancelRound();
    this.#subjects.clear();
  }

  #planRound(): () => void {
    return this.#options.clock.after(ROUND, () => {
      for (const connection of this.#subjects.keys()) void this.recheck(connection);
      this.#cancelRound = this.#planRound();
    });
  }

  #work(): void {
    for (const [connection, waiting] of this.#queue) {
      if (this.#working.size >= AT_ONCE) return;
      if (this.#working.has(connection)) continue;
      this.#queue.delete(connection);
      this.#working.add(connection);
      void this.#settle(connection).finally(() => {
        this.#working.delete(connection);
        for (const resolve of waiting) resolve();
        this.#work();
      });
    }
  }

  async #settle(connection: Connection): Promise<void> {
    for (;;) {
      const subject = this.#subjects.get(connection);
      if (!subject || !connection.isOpen) return;
      try {
        const { actor, documentId, room } = subject;
        const { access } = await this.#options.decide({ actor, document: documentId });
        if (connection.isOpen) room.setAccess(connection, access);
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
