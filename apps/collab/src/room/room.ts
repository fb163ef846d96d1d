import type { LogOpening } from '@plenum/database/log/log';
import type { Committed } from '@plenum/database/log/pending';
import { mergeAll } from '@plenum/database/log/update-buffer';
import type { DocumentId } from '@plenum/domain/ids';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';
import {
  type Access,
  type ClientMessage,
  decodeClientMessage,
  encodeMessage,
} from '@plenum/protocol/messages';
import { Connection, type Participant } from './connection.ts';
import { Content } from './content.ts';
import { decodeStored } from './decode.ts';
import { Intake } from './intake.ts';
import { LinkReaders } from './link-readers.ts';
import { Owners } from './owners.ts';
import type { RoomPorts, Socket } from './ports.ts';
import { Presence, SIGN_OF_LIFE } from './presence.ts';
import { Tail } from './tail.ts';

/** Rows after the last snapshot, or the last attempt at one, that call for the next: while a room is open, and when it closes. */
const LONG_TAIL = { open: 100, closing: 40 } as const;

/** What a room is opened with. */
export interface RoomOptions {
  documentId: DocumentId;
  ports: RoomPorts;
  opening: LogOpening;
  /** Decides a connection's access again, after which it is still open or not; resolves when that is decided. */
  reauthorise: (connection: Connection) => Promise<void>;
  /** Told whenever the room might have become idle. */
  onQuiet: () => void;
  /** Told when the room shows what will never be stored, and has to be replaced. */
  onSpoilt: () => void;
}

/** An open document: its content, who is connected, and what is on its way to the log. */
export class Room {
  readonly documentId: DocumentId;
  readonly #options: RoomOptions;
  readonly #content: Content;
  readonly #intake: Intake;
  readonly #tail: Tail;
  readonly #owners = new Owners();
  readonly #presence: Presence;
  readonly #connections = new Set<Connection>();
  readonly #linkReaders: LinkReaders;
  /** What the last snapshot, or the last attempt at one, stands for. */
  #compactedSeq: number;
  #isCompacting = false;
  #isFlushing = false;
  #isSpoilt = false;

  /** @throws Error when what is stored cannot be read: such a document is not opened. */
  constructor(options: RoomOptions) {
    const { documentId, ports, opening } = options;
    this.#options = options;
    this.documentId = documentId;
    this.#content = new Content((state) => ports.collect(state));
    this.#linkReaders = new LinkReaders({ content: this.#content, connections: this.#connections });
    this.#load(opening);
    this.#compactedSeq = opening.snapshot?.seq ?? 0;
    this.#tail = new Tail({
      ports,
      documentId,
      seq: opening.seq,
      onUpdate: (update) => this.#intake.receiveRows(update),
    });
    this.#intake = new Intake({
      documentId,
      journal: ports.journal,
      observer: ports.observer,
      content: this.#content,
      owners: this.#owners,
      tail: this.#tail,
      forward: (update, from) => this.#forward(update, from),
      forwardRows: (update, since) => this.#forwardRows(update, since),
      onCommitted: (committed) => this.#onCommitted(committed),
    });
    this.#presence = new Presence({
      clock: ports.clock,
      owners: this.#owners,
      broadcast: (message) => this.#tellPresent(message),
    });
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Nobody is connected and everything is committed. */
  get isIdle(): boolean {
    return this.#connections.size === 0 && this.#intake.isDurable;
  }

  /** Lets somebody in whose access has been decided. */
  join(participant: Participant, socket: Socket): Connection {
    const connection = new Connection({ participant, socket, clock: this.#options.ports.clock });
    this.#connections.add(connection);
    if (this.#isSpoilt) connection.close(CLOSE.tryAgain);
    connection.tellAccess();
    if (connection.isLinkReader) return connection;
    if (connection.access === 'write') this.#intake.ask(connection, { last: false });
    const everybody = this.#presence.everybody();
    if (everybody) connection.send(everybody);
    return connection;
  }

  /** The socket of a connection is closed. */
  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.closed();
    this.#intake.forget(connection);
    this.#presence.leave(connection);
    this.#owners.release(connection);
    this.#options.onQuiet();
  }

  /** Takes in a message, which may be anything. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (!connection.isOpen) return;
    const message = decodeClientMessage(bytes);
    const refusal = message ? this.#take(connection, message) : CLOSE.protocol;
    if (refusal !== null) connection.close(refusal);
  }

  /** A connection's access has been decided again. */
  setAccess(connection: Connection, access: Access): void {
    if (connection.access === access) return;
    connection.access = access;
    connection.tellAccess();
    // What was left out while it could only read is made up for by its step 2.
    if (access === 'write') this.#intake.ask(connection, { last: false });
    else connection.answered();
  }

  /** Another process says that there is a row; without a sequence, that there may be some. */
  heardOf(seq: number | null): void {
    if (seq === null) void this.#tail.readOn();
    else this.#tail.heardOf(seq);
  }

  /** Sends every connection something, since silence is taken for a lost one. */
  sendSignOfLife(): void {
    for (const connection of this.#connections) connection.send(SIGN_OF_LIFE);
  }

  /** The document has another title, or may have. */
  tellRenamed(): void {
    for (const connection of this.#connections) connection.tellRenamed();
  }

  /** Ends every connection. */
  closeAll(code: CloseCode): void {
    for (const connection of this.#connections) connection.close(code);
  }

  /** The room is no longer used. */
  dispose(): void {
    this.#tail.close();
    if (this.#tail.seq - this.#compactedSeq >= LONG_TAIL.closing) void this.#compact();
  }

  #load({ snapshot, tail }: LogOpening): void {
    const updates = tail.map(({ update }) => update);
    if (snapshot) updates.unshift(snapshot.state);
    const state = mergeAll(updates);
    this.#content.add(state, decodeStored(state));
  }

  /** Null, or the code to close the connection with. */
  #take(connection: Connection, message: ClientMessage): CloseCode | null {
    const now = this.#options.ports.clock.now();
    switch (message.type) {
      case 'step1':
        if (connection.questions.take(now) > 0) return CLOSE.tooMany;
        this.#answer(connection, message.vector.slice());
        return null;
      case 'step2':
      case 'update':
        return this.#intake.receive(connection, { kind: message.type, update: message.update });
      case 'awareness':
        if (connection.presences.take(now) > 0) return CLOSE.protocol;
        return connection.isLinkReader || this.#presence.receive(connection, message.entries)
          ? null
          : CLOSE.protocol;
      case 'queryAwareness':
        if (connection.questions.take(now) > 0) return CLOSE.tooMany;
        connection.send((!connection.isLinkReader && this.#presence.everybody()) || SIGN_OF_LIFE);
        return null;
    }
  }

  #answer(connection: Connection, vector: Uint8Array): void {
    if (connection.isLinkReader) {
      this.#linkReaders.answer(connection, vector);
      return;
    }
    const message = this.#content.step2(vector);
    if (message) connection.sendStep2(message);
    else connection.close(CLOSE.protocol);
  }

  #forward(update: Uint8Array, from: Connection): void {
    const message = encodeMessage({ type: 'update', update });
    for (const connection of this.#connections) if (connection !== from) connection.send(message);
  }

  /** Rows may have text that was deleted since, so that those who read by a link do not get them as they are. */
  #forwardRows(update: Uint8Array, since: Uint8Array): void {
    const message = encodeMessage({ type: 'update', update });
    for (const connection of this.#connections) if (!connection.isLinkReader) connection.send(message);
    this.#linkReaders.bringOn(since);
  }

  #tellPresent(message: Uint8Array): void {
    for (const connection of this.#connections) if (!connection.isLinkReader) connection.send(message);
  }

  #onCommitted(committed: Committed): void {
    switch (committed.kind) {
      case 'stored':
        this.#tail.wrote(committed.seq);
        if (committed.delayed) this.#holdUnacknowledged();
        break;
      case 'gone':
        this.closeAll(CLOSE.notFound);
        break;
      case 'unstorable':
        this.#isSpoilt = true;
        this.#options.onSpoilt();
        this.closeAll(CLOSE.tryAgain);
        break;
    }
    if (this.#isFlushing) return;
    // A commit resolves many appends in a row; one acknowledgement per connection covers them.
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      this.#intake.acknowledgeAll();
      if (this.#tail.seq - this.#compactedSeq >= LONG_TAIL.open) void this.#compact();
      this.#options.onQuiet();
    });
  }

  /** While the database was away nothing could be revoked, so access is decided again before anything is acknowledged. */
  #holdUnacknowledged(): void {
    for (const connection of this.#intake.unacknowledged) {
      if (connection.isHeld) continue;
      connection.isHeld = true;
      void this.#options.reauthorise(connection).finally(() => {
        connection.isHeld = false;
        this.#intake.acknowledge(connection);
      });
    }
  }

  async #compact(): Promise<void> {
    if (this.#isCompacting) return;
    this.#isCompacting = true;
    // An attempt that fails is not repeated at every commit.
    this.#compactedSeq = this.#tail.seq;
    try {
      await this.#options.ports.compact(this.documentId);
    } finally {
      this.#isCompacting = false;
    }
  }
}
