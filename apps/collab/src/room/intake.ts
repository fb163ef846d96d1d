import type { Committed } from '@plenum/database/log/pending';
import { EMPTY_UPDATE } from '@plenum/database/log/update-buffer';
import type { DocumentId } from '@plenum/domain/ids';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';
import { MAX_DOCUMENT_CLIENTS, MAX_SYNC_BYTES } from '@plenum/protocol/limits';
import * as Y from 'yjs';
import type { Broadcast } from './broadcast.ts';
import type { Connection } from './connection.ts';
import type { Content } from './content.ts';
import { decodeStored, type Struct } from './decode.ts';
import type { Owners } from './owners.ts';
import type { Outcome, RoomPorts } from './ports.ts';
import type { Tail } from './tail.ts';
import { type News, newsOf, vet } from './vet.ts';

/** Operations of an update that ticks something, at most. */
const MOST_OF_TICK = 100;

/** What an intake works with. */
interface IntakeOptions {
  documentId: DocumentId;
  epoch: string;
  journal: RoomPorts['journal'];
  observer: RoomPorts['observer'];
  ticked: RoomPorts['ticked'];
  content: Content;
  owners: Owners;
  tail: Tail;
  broadcast: Broadcast;
  onCommitted: (committed: Committed) => void;
}

/** A sync frame that counts. */
interface Frame {
  kind: 'step2' | 'update';
  update: Uint8Array;
}

type New = Extract<News, { kind: 'new' }>;

/**
 * Takes clients' sync frames in: vets, queues for the log, forwards at once, and keeps count of what has become durable.
 * Positions number the room's appends in the order taken.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #unacknowledged = new Set<Connection>();
  #queued = 0;
  #committed = 0;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Whether everything taken is committed. */
  get isDurable(): boolean {
    return this.#committed === this.#queued;
  }

  /** Connections with frames that are not acknowledged yet. */
  get unacknowledged(): Iterable<Connection> {
    return this.#unacknowledged;
  }

  /** Takes in a step 2 or an update of a client. Null, or the code to close the connection with. */
  receive(connection: Connection, { kind, update }: Frame): CloseCode | null {
    if (update.length > MAX_SYNC_BYTES) return this.#refuse('tooLarge', CLOSE.tooLarge);
    if (connection.access !== 'write') return this.#receiveOfReader(connection, { kind, update });
    const verdict = vet(update, this.#options.content.known);
    switch (verdict.kind) {
      case 'invalid':
        return this.#refuse('invalid', CLOSE.protocol);
      case 'contained':
        this.#options.observer.received('contained');
        this.#settle(connection, { kind, position: this.#queued });
        return null;
      case 'unknown':
        return this.#leaveOut(connection, kind);
      case 'new':
        if (this.#options.content.known.clientsWith(verdict.content) > MAX_DOCUMENT_CLIENTS)
          return this.#refuse('tooLarge', CLOSE.tooLarge);
        return this.#isRelayable(verdict, connection)
          ? this.#store(connection, { kind, news: verdict })
          : this.#leaveOut(connection, kind);
    }
  }

  /** Takes in what other processes have committed. */
  receiveRows(update: Uint8Array): void {
    const { broadcast, content } = this.#options;
    const news = newsOf({ update, decoded: decodeStored(update) }, content.known);
    if (news.kind !== 'new') return;
    const since = content.known.vector;
    content.add(news.update, news.content);
    broadcast.forwardCollected(news.update, { from: null, since });
  }

  /** Asks for everything that the document lacks, so that the answer makes up for what was left out. */
  ask(connection: Connection, { last }: { last: boolean }): void {
    connection.question = { kind: 'open', last };
    // The first answer may have all that was written without a network, and nobody knows how long that takes.
    if (last) connection.awaitAnswer();
    connection.ask(this.#options.content.known.vector);
  }

  /** Tells connections what has become durable. */
  acknowledgeAll(): void {
    for (const connection of this.#unacknowledged) this.acknowledge(connection);
  }

  /** Tells a connection what has become durable. */
  acknowledge(connection: Connection): void {
    connection.acknowledge(this.#committed);
    if (!connection.acknowledgements.isWaiting || !connection.isOpen) this.#unacknowledged.delete(connection);
  }

  /** Forgets a connection that has left. */
  forget(connection: Connection): void {
    this.#unacknowledged.delete(connection);
  }

  /** Decoding costs time, which whoever may not write is not given: only that there is nothing is seen without it. */
  #receiveOfReader(connection: Connection, { kind, update }: Frame): null {
    const isEmpty =
      update.length === EMPTY_UPDATE.length && update.every((byte, i) => byte === EMPTY_UPDATE[i]);
    this.#options.observer.received(isEmpty ? 'contained' : 'readOnly');
    if (isEmpty) this.#settle(connection, { kind, position: this.#queued });
    else connection.acknowledgements.leaveOut();
    return null;
  }

  #refuse(outcome: Outcome, code: CloseCode): CloseCode {
    this.#options.observer.received(outcome);
    return code;
  }

  #isRelayable({ content }: New, connection: Connection): boolean {
    return [...content.structs.keys()].every((client) => this.#options.owners.mayRelay(client, connection));
  }

  /** Queues, keeps and forwards what is new. */
  #store(connection: Connection, { kind, news }: { kind: Frame['kind']; news: New }): CloseCode | null {
    const { broadcast, content, documentId, epoch, journal, observer, onCommitted, ticked } = this.#options;
    const { author } = connection;
    const committed = journal.append({ documentId, epoch, author, update: news.update });
    if (committed === null) return this.#refuse('full', CLOSE.tryAgain);
    observer.received('taken');
    this.#queued += 1;
    const position = this.#queued;
    const isTick = mayTick(news);
    void committed.then((result) => {
      this.#committed = Math.max(this.#committed, position);
      onCommitted(result);
      if (isTick && 'seq' in result) ticked(documentId);
    });
    const since = mayHaveDeleted(kind, news) ? content.known.vector : null;
    content.add(news.update, news.content);
    this.#claim(connection, { kind, content: news.content });
    if (since === null) broadcast.forward(news.update, connection);
    else broadcast.forwardCollected(news.update, { from: connection, since });
    this.#settle(connection, { kind, position });
    return null;
  }

  /** Who types under a client id that is nobody's has it; a step 2 may bring what others have typed. */
  #claim(connection: Connection, { kind, content }: { kind: Frame['kind']; content: New['content'] }): void {
    const [client, ...others] = content.structs.keys();
    if (kind === 'update' && client !== undefined && others.length === 0)
      this.#options.owners.wrote(client, connection);
  }

  #settle(connection: Connection, { kind, position }: { kind: Frame['kind']; position: number }): void {
    if (kind === 'step2') {
      connection.acknowledgements.settleAll(position);
      connection.answered();
    } else {
      connection.acknowledgements.settle(position);
    }
    this.#unacknowledged.add(connection);
    if (position <= this.#committed) this.acknowledge(connection);
  }

  /**
   * Leaves out a frame that builds on what is not here, or that shows another's client id. Before its first step 2 that is to
   * be expected of a client that comes back with edits; later the log may know more, else the client is asked once.
   */
  #leaveOut(connection: Connection, kind: Frame['kind']): CloseCode | null {
    const { question } = connection;
    this.#options.observer.received('leftOut');
    connection.acknowledgements.leaveOut();
    if (question.kind === 'open' && question.last && kind === 'step2') return CLOSE.protocol;
    if (question.kind === 'open' && kind === 'update') return null;
    connection.question = { kind: 'open', last: true };
    void this.#options.tail.readOn().then(() => connection.isOpen && this.ask(connection, { last: true }));
    return null;
  }
}

/**
 * Whether there may be in it what was deleted or changed before it came: what was written without a network keeps that, for its
 * author's undo, and a record that comes back is as it began.
 */
function mayHaveDeleted(kind: Frame['kind'], { content: { structs, deletions } }: New): boolean {
  if (kind === 'step2' || [...structs.values()].some((run) => run.some(isAnotherRecord))) return true;
  return deletions.some(({ client, end }) => end > (structs.get(client)?.[0]?.id.clock ?? Infinity));
}

/** Whether it is a record, or another thing with properties, in the place of one that was there before. */
function isAnotherRecord(struct: Struct): boolean {
  if (!(struct instanceof Y.Item) || struct.origin === null || !(struct.content instanceof Y.ContentAny))
    return false;
  return struct.content.arr.some((value) => typeof value === 'object' && value !== null);
}

/**
 * Whether one of a document's boxes may have been ticked by it: it sets a truth value, and little else. Which one cannot be told without the
 * whole document.
 */
function mayTick({ content: { structs } }: New): boolean {
  const run = [...structs.values()].flat();
  return run.length <= MOST_OF_TICK && run.some(setsTruth);
}

function setsTruth(struct: Struct): boolean {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return false;
  return struct.content.arr.some((value) => typeof value === 'boolean');
}
