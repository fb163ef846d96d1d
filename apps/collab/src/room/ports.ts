import type { Append, Log } from '@plenum/database/log/log';
import type { Committed } from '@plenum/database/log/pending';
import type { DocumentId } from '@plenum/domain/ids';
import type { AwarenessEntry } from '@plenum/protocol/awareness';
import type { CloseCode } from '@plenum/protocol/close-codes';

/** The time, and what to do later. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls back once after some milliseconds, unless cancelled. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The far end of a connection. */
export interface Socket {
  /** Sends one binary message; never throws. */
  send(message: Uint8Array): void;
  /** Bytes handed over but not yet taken by the network. */
  readonly buffered: number;
  /** Bytes that have come, of messages that may be far from complete. */
  readonly received: number;
  /** Calls back once when nothing waits for the network any more; never after closing. */
  whenDrained(callback: () => void): void;
  /** Closes for good; nothing more is received. */
  close(code: CloseCode): void;
}

/** How this node's rooms let other nodes know who is there. */
export interface PresenceLine {
  /** Tells other nodes the states of clients of this one, as {@link AwarenessEntry} with the true identity in it. */
  tell(documentId: DocumentId, entries: readonly AwarenessEntry[]): void;
  /** Asks other nodes for the states of theirs. */
  ask(documentId: DocumentId): void;
}

/** What came of an update or step 2 that a client sent. */
export type Outcome =
  /** It is on its way to the log and to the others. */
  | 'taken'
  /** Nothing in it was new. */
  | 'contained'
  /** It builds on what is not here, or shows another's client id; the client is asked for what it lacks. */
  | 'leftOut'
  /** Its sender may not write. */
  | 'readOnly'
  | 'invalid'
  | 'tooLarge'
  /** No more could be kept for the log. */
  | 'full';

/** Told what happens in rooms, to be counted; neither of whom nor of which document. */
export interface RoomObserver {
  received(outcome: Outcome): void;
}

/** Told of every reading that failed and is repeated by itself; `isFirst` of those in a row. */
export type OnReadFailed = (failure: { error: unknown; isFirst: boolean }) => void;

/** What rooms need from outside. */
export interface RoomPorts {
  clock: Clock;
  log: Pick<Log, 'open' | 'readAfter'>;
  journal: {
    /** Takes an update to be committed; null when no more can be kept. */
    append(append: Append): Promise<Committed> | null;
  };
  /** Makes a garbage-collected state of updates. Rejects when that fails or takes too long. */
  collect(updates: Uint8Array[]): Promise<Uint8Array>;
  presence: PresenceLine;
  /** Told of a document in which a task may have been ticked, once that is committed. */
  ticked(documentId: DocumentId): void;
  /** Makes a snapshot from the log, if that can be done. Never rejects; tells how many milliseconds of work that was. */
  compact(documentId: DocumentId): Promise<number>;
  observer: RoomObserver;
  /** What others have written could not be read, or not be taken in. */
  onReadFailed: OnReadFailed;
}
