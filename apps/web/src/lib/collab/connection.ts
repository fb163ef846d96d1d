import { NEWS, type News } from '@plenum/domain/documents/news';
import {
  ANNOUNCEMENT,
  COLLAB_PATH,
  EPOCH_PARAMETER,
  PERSON_PARAMETER,
  SHARE_PARAMETER,
} from '@plenum/protocol/address';
import {
  decodeServerMessage,
  MESSAGE,
  readAccess,
  readAcknowledgement,
  readEpoch,
} from '@plenum/protocol/messages';
import type { SaveEvent } from '@plenum/protocol/save-state';
import { WebsocketProvider } from 'y-websocket';
import type { Doc, Transaction } from 'yjs';
import { retryDelay } from './retry-delay.ts';
import { syncSocket } from './sync-socket.ts';

/** What a connection asks and tells. */
export interface ConnectionPort {
  /** Whether sync frames may go out. */
  mayWrite(): boolean;
  onSaveEvent(event: SaveEvent): void;
  onEpoch(epoch: string): void;
  onNews(news: News): void;
  /** Whether it is shown to somebody, who may write in it. */
  isOpen(): boolean;
  /** The document has changed, by the server if `origin` is the provider, and the provider has sent what is to be sent. */
  onUpdate(update: Uint8Array, origin: unknown): void;
  /** In step with the server, or no longer. */
  onSync(isInStep: boolean): void;
  /** The socket was closed, or never opened. */
  onLost(): void;
  /** Whether to try again after the server closed the socket. */
  shouldReconnect(code: number): boolean;
  /** It was not to be tried again. */
  onEnd(code: number): void;
}

/** A document's connection to the server. */
export interface Connection {
  readonly provider: WebsocketProvider;
  /** The update from the server that is just being applied; null between them. */
  incoming(): Uint8Array | null;
  /** Calls back just before what the server sent is applied. @returns the way to stop */
  beforeIncoming(listener: () => void): () => void;
  /** Says which epoch the document is of, from the next try on; before it holds nothing there is none. */
  nameEpoch(epoch: string): void;
  /** Whether a socket has been opening for too long, as when the page was asleep meanwhile. */
  isStuck(): boolean;
}

/** Larger than any bound, so that y-websocket's own back-off never shortens ours. */
const BEYOND_OWN_BACKOFF = 20;

/** Milliseconds that a socket may take to open; the server answers in 5 seconds, but a network may swallow everything. */
const OPENING = 10_000;

/** For whom a page was opened: a person, or whoever holds a share link. Nobody else's edits are made there. */
export type Opener = { personId: string } | { share: string };

/** Makes a connection that waits to be told to connect. */
export function makeConnection(
  { documentId, opener, doc }: { documentId: string; opener: Opener; doc: Doc },
  port: ConnectionPort,
): Connection {
  let incoming: Uint8Array | null = null;
  const toTell = new Set<() => void>();
  let failures = 0;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let openingSince = 0;
  const provider = new WebsocketProvider(`${socketOrigin()}${COLLAB_PATH}`, documentId, doc, {
    connect: false,
    disableBc: true,
    params: {
      [ANNOUNCEMENT.name]: ANNOUNCEMENT.value,
      ...('share' in opener ? { [SHARE_PARAMETER]: opener.share } : { [PERSON_PARAMETER]: opener.personId }),
    },
    WebSocketPolyfill: syncSocket({
      mayWrite: port.mayWrite,
      onFrame: (frame) => port.onSaveEvent({ type: 'sent', frame }),
    }),
    shouldReconnect: ({ code }) => port.shouldReconnect(code),
  });

  // After the provider's own listener, so that the frame that carries an edit has been sent.
  doc.on('update', port.onUpdate);
  const readSync = provider.messageHandlers[MESSAGE.sync];
  provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
    const message = decodeServerMessage(decoder.arr);
    const update = message?.type === 'update' || message?.type === 'step2' ? message.update : null;
    try {
      if (update) for (const tell of toTell) tell();
    } finally {
      // Whatever those who are told stumble over, what was sent is not lost.
      incoming = update;
      const read = () => readSync?.(encoder, decoder, ...rest);
      try {
        if (update && !port.isOpen() && isEmpty()) readFirst(update, read);
        else read();
      } finally {
        incoming = null;
      }
    }
  };
  provider.messageHandlers[MESSAGE.acknowledgement] = (_encoder, decoder) => {
    port.onSaveEvent({ type: 'acknowledged', frames: readAcknowledgement(decoder) });
  };
  provider.messageHandlers[MESSAGE.access] = (_encoder, decoder) => {
    port.onSaveEvent({ type: 'access', access: readAccess(decoder) });
  };
  for (const news of NEWS) provider.messageHandlers[MESSAGE[news]] = () => port.onNews(news);
  provider.messageHandlers[MESSAGE.epoch] = (_encoder, decoder) => port.onEpoch(readEpoch(decoder));
  provider.on('status', ({ status }) => {
    clearTimeout(opening);
    // y-websocket watches only sockets that are open.
    if (status === 'connecting') {
      openingSince = Date.now();
      opening = setTimeout(giveUp, OPENING);
    }
    if (status === 'connected') port.onSaveEvent({ type: 'opened' });
  });
  provider.on('connection-close', (event) => {
    clearTimeout(opening);
    failures += 1;
    // Read right after this, where y-websocket sets its timer: the smaller of its own delay and this.
    provider.wsUnsuccessfulReconnects = BEYOND_OWN_BACKOFF;
    provider.maxBackoffTime = retryDelay({ failures, code: event?.code ?? null, random: Math.random() });
    port.onSaveEvent({ type: 'closed' });
    port.onLost();
  });
  provider.on('sync', (isInStep) => {
    if (isInStep) failures = 0;
    port.onSync(isInStep);
  });
  provider.on('closed', ({ code }) => port.onEnd(code));

  function isEmpty(): boolean {
    return doc.store.clients.size === 0;
  }

  /**
   * Reads what comes first, before anybody can write. Yjs writes what it has read anew for those who listen, which for a whole text
   * takes half as long again: they are told what came instead, and of what Yjs itself changes about it.
   */
  function readFirst(update: Uint8Array, read: () => void): void {
    const listeners = [provider._updateHandler, port.onUpdate];
    const listen = () => {
      for (const listener of listeners) doc.on('update', listener);
    };
    // Comes before the update of its transaction.
    const onCleanup = ({ origin }: Transaction) => {
      if (origin !== provider) listen();
    };
    for (const listener of listeners) doc.off('update', listener);
    doc.on('afterTransactionCleanup', onCleanup);
    try {
      read();
    } finally {
      doc.off('afterTransactionCleanup', onCleanup);
      listen();
      if (!isEmpty()) port.onUpdate(update, provider);
    }
  }

  /** The next try comes when the back-off says so: its timer has been set. */
  function giveUp(): void {
    provider.disconnect();
    provider.shouldConnect = true;
  }

  return {
    provider,
    incoming: () => incoming,
    beforeIncoming(listener) {
      toTell.add(listener);
      return () => toTell.delete(listener);
    },
    nameEpoch(epoch) {
      provider.params[EPOCH_PARAMETER] = epoch;
    },
    isStuck: () => provider.wsconnecting && Date.now() - openingSince > OPENING,
  };
}

function socketOrigin(): string {
  return window.location.origin.replace(/^http/, 'ws');
}
