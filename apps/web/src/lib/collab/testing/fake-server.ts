import { setMaxListeners } from 'node:events';
import { decodeClientMessage, encodeMessage } from '@plenum/protocol/messages';
import { afterEach, beforeEach, vi } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';

/** A server of one document without a network: what it sends arrives in the next moment. */
export class FakeServer {
  doc = new Doc();
  epoch = 'epoch-1';
  access: 'read' | 'write' = 'write';
  isUp = true;
  /** Lets sockets open, or refuses them; a network that swallows everything does neither. */
  answers = true;
  /** Answers every socket by this close code. */
  refuses: number | null = null;
  /** Makes what it gets durable at once. */
  acknowledges = true;
  /** Query parameters of every try, in order. */
  tries: URLSearchParams[] = [];
  sockets = new Set<FakeSocket>();

  get text(): string {
    return this.doc.getText('t').toString();
  }

  write(text: string): void {
    this.doc.getText('t').insert(this.text.length, text);
    const update = encodeStateAsUpdate(this.doc);
    for (const socket of this.sockets) socket.deliver(encodeMessage({ type: 'update', update }));
  }

  /** The network goes away, or the server: every socket is closed by a code. */
  drop(code = 1006): void {
    for (const socket of [...this.sockets]) socket.end(code);
  }

  /** Puts the document back to an earlier state. */
  putBack(text: string): void {
    this.epoch += '+';
    this.doc = new Doc();
    this.doc.getText('t').insert(0, text);
    this.drop(1012);
  }

  accept(socket: FakeSocket, url: string): void {
    const parameters = new URL(url).searchParams;
    this.tries.push(parameters);
    if (!this.answers) return;
    const epoch = parameters.get('epoch');
    const code = epoch !== null && epoch !== this.epoch ? 4410 : this.refuses;
    if (this.isUp && code === null) this.sockets.add(socket);
    if (this.isUp) socket.open();
    if (!this.sockets.has(socket)) {
      socket.end(code ?? 1006);
      return;
    }
    socket.deliver(encodeMessage({ type: 'epoch', epoch: this.epoch }));
    socket.deliver(encodeMessage({ type: 'access', access: this.access }));
    socket.deliver(encodeMessage({ type: 'step1', vector: encodeStateVector(this.doc) }));
  }

  take(socket: FakeSocket, bytes: Uint8Array): void {
    const message = decodeClientMessage(bytes);
    if (message?.type === 'step1' && this.sockets.has(socket)) {
      const update = encodeStateAsUpdate(this.doc, message.vector);
      socket.deliver(encodeMessage({ type: 'step2', update }));
    }
    if ((message?.type !== 'step2' && message?.type !== 'update') || !this.sockets.has(socket)) return;
    applyUpdate(this.doc, message.update);
    socket.frames += 1;
    if (this.acknowledges) socket.deliver(encodeMessage({ type: 'acknowledgement', frames: socket.frames }));
  }
}

let server = new FakeServer();

/** What y-websocket and the live document use of a WebSocket. */
export class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  frames = 0;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #server = server;

  constructor(url: string) {
    queueMicrotask(() => this.#server.accept(this, url));
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  deliver(bytes: Uint8Array): void {
    queueMicrotask(() => {
      if (this.readyState === 1) this.onmessage?.({ data: new Uint8Array(bytes).buffer });
    });
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === 1) this.#server.take(this, bytes);
  }

  end(code: number): void {
    this.readyState = 3;
    this.#server.sockets.delete(this);
    this.onclose?.({ code });
  }

  close(): void {
    this.readyState = 3;
    this.#server.sockets.delete(this);
  }
}

/** A page's window and document, as far as a live document looks at them. */
export class FakePage {
  readonly window = Object.assign(new EventTarget(), { location: new URL('http://localhost:3000/d/1') });
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });

  constructor() {
    setMaxListeners(0, this.window, this.document);
  }

  /** @returns whether the page asks before it goes */
  triesToLeave(): boolean {
    const event = new Event('beforeunload', { cancelable: true });
    this.window.dispatchEvent(event);
    return event.defaultPrevented;
  }
}

/** Gives each test of a file a server and a page of its own. */
export function aServerForEachTest(): { server: () => FakeServer; page: () => FakePage } {
  let page = new FakePage();
  beforeEach(() => {
    server = new FakeServer();
    page = new FakePage();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('window', page.window);
    vi.stubGlobal('document', page.document);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  return { server: () => server, page: () => page };
}
