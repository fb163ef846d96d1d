import { once } from 'node:events';
import { HeadlessEditor } from '@plenum/editor/testing/headless-editor';
import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import {
  type ClientMessage,
  decodeServerMessage,
  encodeMessage,
  type ServerMessage,
  syncFrame,
} from '@plenum/protocol/messages';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Credential } from './client.ts';

/** An editor on a bad line to the real server: what is on its way waits, and can be lost, doubled and mixed up. */
export class WireReplica {
  readonly doc = new Y.Doc();
  readonly editor = new HeadlessEditor(this.doc);
  readonly #server: { port: number };
  readonly #documentId: string;
  readonly #credential: Credential;
  #socket: WebSocket | null = null;
  #coming: ServerMessage[] = [];
  /** What makes each message at the moment when it goes: a step 2 stands for everything sent before it. */
  #going: (() => Uint8Array)[] = [];
  /** Sync frames sent on this connection, and how many of them are acknowledged. */
  #frames = 0;
  #acknowledged = 0;
  #isInStep = false;

  constructor(
    server: { port: number },
    { documentId, credential }: { documentId: string; credential: Credential },
  ) {
    this.#server = server;
    this.#documentId = documentId;
    this.#credential = credential;
    this.doc.on('update', (update, origin) => {
      if (origin !== this && this.isConnected) this.#say(() => ({ type: 'update', update }));
    });
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** There is no line, nor one on its way. */
  get isCut(): boolean {
    return !this.isConnected && this.#socket?.readyState !== WebSocket.CONNECTING;
  }

  /** Everything has gone, has come and is stored. */
  get isSettled(): boolean {
    const isQuiet = this.#coming.length === 0 && this.#going.length === 0;
    return this.isConnected && isQuiet && this.#isInStep && this.#acknowledged === this.#frames;
  }

  /** Connects anew. What was on its way is lost with the line. */
  reconnect(): void {
    this.disconnect();
    const query = new URLSearchParams({
      [ANNOUNCEMENT.name]: ANNOUNCEMENT.value,
      ...this.#credential.params,
    });
    const address = `ws://127.0.0.1:${this.#server.port}${COLLAB_PATH}/${this.#documentId}?${query}`;
    const socket = new WebSocket(address, { headers: this.#credential.headers });
    this.#socket = socket;
    socket.on('open', () => this.#say(() => ({ type: 'step1', vector: Y.encodeStateVector(this.doc) })));
    socket.on('message', (data) => {
      const message = data instanceof Uint8Array ? decodeServerMessage(data) : null;
      if (message && this.#socket === socket) this.#coming.push(message);
    });
    // The server is away: whoever drives this connects again.
    socket.on('error', () => {});
  }

  disconnect(): void {
    this.#socket?.terminate();
    this.#socket = null;
    this.#coming = [];
    this.#going = [];
    this.#frames = 0;
    this.#acknowledged = 0;
    this.#isInStep = false;
  }

  /** Lets what waits arrive, changed by `mischief` before. */
  receive(mischief: <Item>(items: Item[]) => Item[] = (items) => items): void {
    for (const message of mischief(this.#coming.splice(0))) this.#take(message);
  }

  /** Lets what waits go, changed by `mischief` before. */
  send(mischief: <Item>(items: Item[]) => Item[] = (items) => items): void {
    if (!this.isConnected) return;
    for (const make of mischief(this.#going.splice(0))) {
      const message = make();
      if (syncFrame(message)) this.#frames += 1;
      this.#socket?.send(message);
    }
  }

  /** Resolves when what was sent has got there, and what was sent here before, or the line is cut. */
  async reached(): Promise<void> {
    const socket = this.#socket;
    if (!socket || !this.isConnected) return;
    socket.ping();
    const over = new AbortController();
    const { signal } = over;
    await Promise.race([once(socket, 'pong', { signal }), once(socket, 'close', { signal })]).catch(() => {});
    over.abort();
  }

  destroy(): void {
    this.disconnect();
    this.doc.destroy();
  }

  #say(make: () => ClientMessage): void {
    this.#going.push(() => encodeMessage(make()));
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'step1':
        this.#say(() => ({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc, message.vector) }));
        break;
      case 'step2':
        this.#isInStep = true;
        Y.applyUpdate(this.doc, message.update, this);
        break;
      case 'update':
        Y.applyUpdate(this.doc, message.update, this);
        break;
      case 'acknowledgement':
        this.#acknowledged = Math.max(this.#acknowledged, message.frames);
        break;
      case 'awareness':
      case 'access':
      case 'renamed':
        break;
    }
  }
}
