import type { BusEvent, BusMessage } from '@plenum/database/bus/bus';
import type { DocumentId } from '@plenum/domain/ids';
import type { AwarenessEntry } from '@plenum/protocol/awareness';
import type { Clock, PresenceLine } from '../room/ports.ts';
import type { Room } from '../room/room.ts';
import { OtherNodes } from './other-nodes.ts';
import { questionsToMessages, statesOfMessage, statesToMessages } from './presence-messages.ts';

/** Milliseconds within which only the last state of a client crosses to other nodes. */
const WINDOW = 100;

/** The open rooms of this node. */
interface OpenRooms {
  opened(): Iterable<Room>;
  find(documentId: DocumentId): Room | null;
}

/** What the relay works with. */
interface PresenceRelayOptions {
  clock: Clock;
  /** This node's name, another one each time it starts. */
  node: string;
  publish: (message: BusMessage) => Promise<void>;
}

/** Carries presence between nodes. Where there is no other node, nothing but signs of life is sent. */
export class PresenceRelay implements PresenceLine {
  readonly #options: PresenceRelayOptions;
  readonly #others: OtherNodes;
  readonly #states = new Map<DocumentId, Map<number, AwarenessEntry>>();
  readonly #questions = new Set<DocumentId>();
  #rooms: OpenRooms = { opened: () => [], find: () => null };
  #cancel: (() => void) | null = null;

  constructor(options: PresenceRelayOptions) {
    this.#options = options;
    const { clock, node: origin, publish } = options;
    this.#others = new OtherNodes({
      clock,
      sign: ({ isLeaving }) => publish({ type: 'node', origin, isLeaving }),
      onGone: (gone) => {
        for (const room of this.#rooms.opened()) room.presence.forget(gone);
      },
    });
  }

  /** Whether another node was heard of that is not gone. */
  get othersAreThere(): boolean {
    return this.#others.areThere;
  }

  /** Begins to take part, for these rooms. */
  start(rooms: OpenRooms): void {
    this.#rooms = rooms;
    this.#others.start();
  }

  tell(documentId: DocumentId, entries: readonly AwarenessEntry[]): void {
    if (!this.#others.areThere) return;
    const states = this.#states.get(documentId) ?? new Map<number, AwarenessEntry>();
    for (const entry of entries) states.set(entry.client, entry);
    this.#states.set(documentId, states);
    this.#plan();
  }

  ask(documentId: DocumentId): void {
    if (!this.#others.areThere) return;
    this.#questions.add(documentId);
    this.#plan();
  }

  /** Takes in what the bus says. */
  hear(event: BusEvent): void {
    if (event.type === 'missed') this.#introduce();
    if (!('origin' in event) || event.origin === this.#options.node) return;
    if (event.type === 'node' && event.isLeaving) {
      this.#others.forget(event.origin);
      return;
    }
    // Who has not been heard of has not heard of this node either, or was taken for gone.
    if (this.#others.hear(event.origin)) this.#introduce();
    if (event.type === 'awareness')
      this.#rooms.find(event.documentId)?.presence.hear(event.origin, statesOfMessage(event));
    if (event.type === 'whoIsThere')
      for (const documentId of event.documentIds) this.#rooms.find(documentId)?.presence.tellAll();
  }

  /** Says that this node's clients are gone; resolves when it is said, or could not be. */
  async leave(): Promise<void> {
    this.#flush();
    await this.#others.leave();
  }

  /** Says that this node is there, and asks who is in all its rooms. */
  #introduce(): void {
    void this.#options.publish({ type: 'node', origin: this.#options.node, isLeaving: false });
    for (const { documentId } of this.#rooms.opened()) this.ask(documentId);
  }

  #plan(): void {
    this.#cancel ??= this.#options.clock.after(WINDOW, () => this.#flush());
  }

  #flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const { node, publish } = this.#options;
    const messages = [
      ...questionsToMessages(node, this.#questions),
      ...[...this.#states].flatMap(([documentId, states]) =>
        statesToMessages(node, { documentId, entries: [...states.values()] }),
      ),
    ];
    this.#questions.clear();
    this.#states.clear();
    for (const message of messages) void publish(message);
  }
}
