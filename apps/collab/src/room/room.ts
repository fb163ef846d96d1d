import type { LogOpening, LogPosition } from '@plenum/database/log/log';
import type { Committed } from '@plenum/database/log/pending';
import type { News } from '@plenum/domain/documents/news';
import type { DocumentId } from '@plenum/domain/ids';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';
import { type Access, type ClientMessage, decodeClientMessage } from '@plenum/protocol/messages';
import { Broadcast } from './broadcast.ts';
import { Connection, type Participant } from './connection.ts';
import { Content } from './content.ts';
import { Intake } from './intake.ts';
import { LinkReaders } from './link-readers.ts';
import { Owners } from './owners.ts';
import type { RoomPorts, Socket } from './ports.ts';
import { Presence, SIGN_OF_LIFE } from './presence.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';
import { Tail } from './tail.ts';

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
  /** Copies of another epoch are not to be merged in. */
  readonly epoch: string;
  readonly #options: RoomOptions;
  readonly #content: Content;
  readonly #intake: Intake;
  readonly #tail: Tail;
  readonly #owners = new Owners();
  readonly #presence: Presence;
  readonly #connections = new Set<Connection>();
  readonly #linkReaders: LinkReaders;
  readonly #broadcast: Broadcast;
  readonly #snapshots: SnapshotSchedule;
  #isFlushing = false;
  #isSpoilt = false;

  /** @throws Error when what is stored cannot be read: such a document is not opened. */
  constructor(options: RoomOptions) {
    const { documentId, ports, opening } = options;
    this.#options = options;
    this.documentId = documentId;
    this.epoch = opening.epoch;
    this.#content = new Content((updates) => ports.collect(updates));
    this.#linkReaders = new LinkReaders({ content: this.#content, connections: this.#connections });
    this.#broadcast = new Broadcast({
      clock: ports.clock,
      content: this.#content,
      linkReaders: this.#linkReaders,
      welcome: (connection) => this.#presence.join(connection),
    });
    this.#content.load(opening);
    this.#snapshots = new SnapshotSchedule({
      clock: ports.clock,
      make: () => ports.compact(documentId),
      seq: opening.snapshot?.seq ?? 0,
    });
    this.#snapshots.opened({
      seq: opening.seq,
      bytes: opening.tail.reduce((bytes, { update }) => bytes + update.length, 0),
    });
    this.#tail = new Tail({
      ports,
      documentId,
      seq: opening.seq,
      onUpdate: (update) => this.#intake.receiveRows(update),
    });
    this.#intake = new Intake({
      documentId,
      epoch: opening.epoch,
      journal: ports.journal,
      observer: ports.observer,
      ticked: ports.ticked,
      content: this.#content,
      owners: this.#owners,
      tail: this.#tail,
      broadcast: this.#broadcast,
      onCommitted: (committed) => this.#onCommitted(committed),
    });
    this.#presence = new Presence({
      clock: ports.clock,
      owners: this.#owners,
      broadcast: (message) => this.#tellPresent(message),
      tell: (entries) => ports.presence.tell(documentId, entries),
    });
    ports.presence.ask(documentId);
  }

  get presence(): Presence {
    return this.#presence;
  }

  /** Everything up to this row is here. */
  get seq(): number {
    return this.#tail.seq;
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
    this.#broadcast.join(connection);
    if (this.#isSpoilt) connection.close(CLOSE.tryAgain);
    connection.tellEpoch(this.epoch);
    connection.tellAccess();
    if (connection.isLinkReader) return connection;
    if (connection.access === 'write') this.#intake.ask(connection, { last: false });
    this.#presence.join(connection);
    return connection;
  }

  /** The socket of a connection is closed. */
  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.closed();
    this.#broadcast.leave(connection);
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
    const wasPresent = connection.isPresent;
    this.#broadcast.leave(connection);
    connection.access = access;
    this.#broadcast.join(connection);
    connection.tellAccess();
    if (!wasPresent) this.#presence.join(connection);
    else if (!connection.isPresent) this.#presence.leave(connection);
    // What was left out while it could only read is made up for by its step 2.
    if (access === 'write') this.#intake.ask(connection, { last: false });
    else connection.answered();
  }

  /** The log is further, or has another epoch, as when this process was cut off while a backup was restored. */
  isAt({ seq, epoch }: LogPosition): void {
    if (epoch === this.epoch) this.heardOf(seq);
    else this.#spoil(CLOSE.otherEpoch);
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

  /** Something about the document is other than it was, or may be. */
  tellNews(news: News): void {
    for (const connection of this.#connections) connection.tellNews(news);
  }

  /** Ends every connection. */
  closeAll(code: CloseCode): void {
    for (const connection of this.#connections) connection.close(code);
  }

  /** The room is no longer used. */
  dispose(): void {
    this.#tail.close();
    this.#broadcast.close();
    this.#snapshots.close();
  }

  /** What is shown here will never be stored: everybody is sent away, to come back into another room. */
  #spoil(code: CloseCode): void {
    this.#isSpoilt = true;
    this.#options.onSpoilt();
    this.closeAll(code);
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
        return !connection.isPresent || this.#presence.receive(connection, message.entries)
          ? null
          : CLOSE.protocol;
      case 'queryAwareness':
        if (connection.questions.take(now) > 0) return CLOSE.tooMany;
        connection.send((connection.isPresent && this.#presence.everybody()) || SIGN_OF_LIFE);
        return null;
    }
  }

  #answer(connection: Connection, vector: Uint8Array): void {
    if (connection.isLinkReader) {
      this.#linkReaders.answer(connection, vector);
      return;
    }
    const messages = this.#content.answer(vector);
    if (messages) connection.sendAnswer(messages);
    else connection.close(CLOSE.protocol);
  }

  /** Who is behind will be told of everybody when it has caught up. */
  #tellPresent(message: Uint8Array): void {
    for (const connection of this.#connections) if (connection.isPresent) connection.sendLive(message);
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
      case 'otherEpoch':
        this.#spoil(CLOSE.otherEpoch);
        break;
      // Whoever comes back finds what may only be read.
      case 'archived':
      case 'unstorable':
        this.#spoil(CLOSE.tryAgain);
        break;
    }
    if (this.#isFlushing) return;
    // A commit resolves many appends in a row; one acknowledgement per connection covers them.
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      this.#intake.acknowledgeAll();
      this.#snapshots.reached(this.#tail.seq);
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
}
