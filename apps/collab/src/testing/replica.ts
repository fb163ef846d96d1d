import { type AwarenessEntry, decodeAwareness, encodeAwareness } from '@plenum/protocol/awareness';
import { type ClientMessage, encodeMessage, type ServerMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import type { Connection, Participant } from '../room/connection.ts';
import type { Room } from '../room/room.ts';
import { FakeSocket, participant } from './fakes.ts';

/** A client as y-websocket makes one, joined to a room without a network in between. */
export class Replica {
  readonly doc = new Y.Doc();
  /** The client id under which it shows itself. */
  readonly client: number;
  readonly who: Participant;
  socket = new FakeSocket();
  connection: Connection | null = null;
  /** Sync frames sent on this connection, and how many of them are acknowledged. */
  frames = 0;
  acknowledged = 0;
  readonly heard: ServerMessage[] = [];
  /** States of others by client id. */
  readonly present = new Map<number, string>();
  readonly #clocks = new Map<number, number>();
  #room: Room | null = null;
  #clock = 0;
  #state: object | null = {};

  /** @param client its client id; a random one by default. */
  constructor(who: Partial<Participant> = {}, client?: number) {
    this.who = participant(who);
    if (client !== undefined) this.doc.clientID = client;
    this.client = this.doc.clientID;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send({ type: 'update', update });
    });
  }

  get text(): string {
    return this.doc.getText('content').toString();
  }

  type(text: string, at = this.doc.getText('content').length): void {
    this.doc.getText('content').insert(at, text);
  }

  join(room: Room): this {
    this.socket = new FakeSocket();
    this.frames = 0;
    this.acknowledged = 0;
    this.#room = room;
    this.connection = room.join(this.who, this.socket);
    this.send({ type: 'step1', vector: Y.encodeStateVector(this.doc) });
    this.#sendState();
    this.hear();
    return this;
  }

  leave(): void {
    if (this.connection) this.#room?.leave(this.connection);
    this.connection = null;
  }

  show(state: object | null): void {
    this.#clock += 1;
    this.#state = state;
    this.#sendState();
  }

  send(message: ClientMessage): void {
    if (!this.connection?.isOpen) return;
    if (message.type === 'step2' || message.type === 'update') this.frames += 1;
    this.#room?.receive(this.connection, encodeMessage(message));
  }

  /** Takes in what the server has sent, and answers as y-websocket does. */
  hear(): void {
    for (let messages = this.socket.take(); messages.length > 0; messages = this.socket.take()) {
      for (const message of messages) this.#take(message);
    }
  }

  #take(message: ServerMessage): void {
    this.heard.push(message);
    if (message.type === 'step1') {
      this.send({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc, message.vector) });
    } else if (message.type === 'step2' || message.type === 'update') {
      Y.applyUpdate(this.doc, message.update, this);
    } else if (message.type === 'acknowledgement') {
      this.acknowledged = message.frames;
    } else if (message.type === 'awareness') {
      this.#see(decodeAwareness(message.entries) ?? []);
    }
  }

  /**
   * As y-protocols does: an older clock is old news, the same one only says that somebody has left, and nobody else ends one's
   * own presence. As y-websocket does, all that is news is sent back.
   */
  #see(entries: readonly AwarenessEntry[]): void {
    const news = entries.filter(({ client, clock, state }) => {
      const known = this.#clocks.get(client) ?? 0;
      return clock > known || (clock === known && state === 'null' && this.present.get(client) !== 'null');
    });
    for (const entry of news) {
      const isOwn = entry.client === this.client;
      if (isOwn && entry.state === 'null' && this.#state !== null) {
        entry.clock += 1;
        entry.state = JSON.stringify(this.#state);
      }
      this.#clocks.set(entry.client, entry.clock);
      this.present.set(entry.client, entry.state);
      if (isOwn) [this.#clock, this.#state] = [entry.clock, JSON.parse(entry.state)];
    }
    if (news.length > 0) this.send({ type: 'awareness', entries: encodeAwareness(news) });
  }

  /** Joining again says the same with the same clock. */
  #sendState(): void {
    const entry = { client: this.client, clock: this.#clock, state: JSON.stringify(this.#state) };
    this.send({ type: 'awareness', entries: encodeAwareness([entry]) });
  }
}
