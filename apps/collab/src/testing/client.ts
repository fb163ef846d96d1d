import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import {
  decodeServerMessage,
  encodeMessage,
  MESSAGE,
  readAccess,
  readAcknowledgement,
  readEpoch,
  syncFrame,
} from '@plenum/protocol/messages';
import { nextSaveState, type SaveEvent, saveStatus, startSaveState } from '@plenum/protocol/save-state';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** How somebody proves who they are. */
export interface Credential {
  headers: Record<string, string>;
  params?: Record<string, string>;
}

/** A real y-websocket client that keeps count of what is saved. */
export class Client {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly closeCodes: number[] = [];
  /** What was typed in `type`, until it is acknowledged. */
  readonly unacknowledged = new Set<string>();
  readonly acknowledged = new Set<string>();
  save = startSaveState();
  access: string | null = null;
  epoch: string | null = null;
  #frames = 0;
  #older: string[] = [];
  #carried: { frame: number; token: string }[] = [];

  constructor(
    server: { port: number },
    { documentId, credential }: { documentId: string; credential: Credential },
  ) {
    const note = (event: SaveEvent): void => this.#note(event);
    class Polyfill extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: credential.headers });
        this.on('open', () => note({ type: 'opened' }));
        this.on('close', () => note({ type: 'closed' }));
      }

      override send(data: Uint8Array): void {
        const frame = syncFrame(data);
        if (frame) note({ type: 'sent', frame });
        super.send(data);
      }
    }
    this.provider = new WebsocketProvider(addressOf(server), documentId, this.doc, {
      WebSocketPolyfill: Polyfill as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 300,
      params: { [ANNOUNCEMENT.name]: ANNOUNCEMENT.value, ...credential.params },
    });
    this.provider.messageHandlers[MESSAGE.acknowledgement] = (_encoder, decoder) => {
      note({ type: 'acknowledged', frames: readAcknowledgement(decoder) });
    };
    this.provider.messageHandlers[MESSAGE.access] = (_encoder, decoder) => {
      const access = readAccess(decoder);
      this.access = access;
      note({ type: 'access', access });
    };
    this.provider.messageHandlers[MESSAGE.epoch] = (_encoder, decoder) => {
      this.epoch = readEpoch(decoder);
    };
    this.provider.messageHandlers[MESSAGE.renamed] = () => {};
    this.provider.messageHandlers[MESSAGE.commented] = () => {};
    this.provider.on('connection-close', (event) => event && this.closeCodes.push(event.code));
    this.doc.on('update', (_update, origin) => origin !== this.provider && note({ type: 'edited' }));
  }

  get text(): string {
    return this.doc.getText('content').toString();
  }

  get status(): string {
    return saveStatus(this.save).kind;
  }

  /** Types a word that is found again, followed by a space. */
  type(token: string): void {
    const before = this.#frames;
    this.unacknowledged.add(token);
    this.doc.getText('content').insert(this.doc.getText('content').length, `${token} `);
    if (this.#frames > before) this.#carried.push({ frame: this.#frames, token });
    else this.#older.push(token);
  }

  /** Connects to another node from the next attempt on. */
  moveTo(server: { port: number }): void {
    this.provider.serverUrl = addressOf(server);
  }

  destroy(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }

  #note(event: SaveEvent): void {
    this.save = nextSaveState(this.save, event);
    if (event.type === 'closed') {
      this.#older.push(...this.#carried.splice(0).map(({ token }) => token));
      this.#frames = 0;
    } else if (event.type === 'sent') {
      this.#frames += 1;
      if (event.frame === 'step2') {
        this.#carried.push(...this.#older.splice(0).map((token) => ({ frame: this.#frames, token })));
      }
    } else if (event.type === 'acknowledged') {
      for (const { frame, token } of this.#carried) {
        if (frame > event.frames) continue;
        this.acknowledged.add(token);
        this.unacknowledged.delete(token);
      }
      this.#carried = this.#carried.filter(({ frame }) => frame > event.frames);
    }
  }
}

function addressOf({ port }: { port: number }): string {
  return `ws://127.0.0.1:${port}${COLLAB_PATH}`;
}

/**
 * The code with which a socket is closed, or the HTTP status with which it is refused; 0 when it is still open after a
 * question that follows the frames has been answered.
 */
export function outcome(
  server: { port: number },
  {
    path,
    credential,
    frames = [],
  }: { path: string; credential: Credential; frames?: (Uint8Array | string)[] },
): Promise<number> {
  const query = new URLSearchParams(credential.params).toString();
  const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path}${query && `?${query}`}`, {
    headers: credential.headers,
  });
  return new Promise((resolve) => {
    const end = (result: number): void => {
      resolve(result);
      ws.terminate();
    };
    ws.on('open', () => {
      for (const frame of frames) ws.send(frame);
      ws.send(encodeMessage({ type: 'step1', vector: Uint8Array.of(0) }));
    });
    ws.on(
      'message',
      (data) => data instanceof Uint8Array && decodeServerMessage(data)?.type === 'step2' && end(0),
    );
    ws.on('unexpected-response', (_req, res) => end(res.statusCode ?? 0));
    ws.on('close', end);
    ws.on('error', () => {});
  });
}
