import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import { CLOSE } from '@plenum/protocol/close-codes';
import { decodeServerMessage, MESSAGE, readAccess, readAcknowledgement } from '@plenum/protocol/messages';
import {
  nextSaveState,
  type SaveEvent,
  type SaveStatus,
  saveStatus,
  startSaveState,
  unsavedEdits,
} from '@plenum/protocol/save-state';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';
import { type EndReason, endReason, type Link } from './link.ts';
import { type Person, peopleIn, samePeople } from './people.ts';
import { syncSocket } from './sync-socket.ts';

/** What the interface shows of a live document. Parts that have not changed are the same objects. */
export interface LiveState {
  readonly link: Link;
  readonly save: SaveStatus;
  readonly people: readonly Person[];
  readonly mayWrite: boolean;
}

/** A document that follows the server and that the server follows. */
export interface LiveDocument {
  readonly doc: Doc;
  readonly awareness: Awareness;
  /** The update from the server that is just being applied; null between them. */
  incoming(): Uint8Array | null;
  read(): LiveState;
  /** @returns the way to stop listening */
  subscribe(listener: () => void): () => void;
  /** Calls back whenever the document may have another title. @returns the way to stop listening */
  onRenamed(listener: () => void): () => void;
  /** Connects at once, after an end too. */
  connect(): void;
  /** Ends the connection: from now on nothing is sent. */
  end(why: EndReason): void;
  /** Goes away as soon as everything is saved; until then the page warns before it is closed. */
  leave(): void;
}

/** Opens a document's connection; `canWrite` is what the page was told, until the server says what holds. */
export function openLiveDocument({
  documentId,
  canWrite,
}: {
  documentId: string;
  canWrite: boolean;
}): LiveDocument {
  const doc = new Doc();
  const listeners = new Set<() => void>();
  const renamed = new Set<() => void>();
  let saving = startSaveState();
  let incoming: Uint8Array | null = null;
  let refusals = 0;
  let end: EndReason | null = null;
  let everInStep = false;
  let life: 'here' | 'leaving' | 'gone' = 'here';
  let state: LiveState = {
    link: { kind: 'connecting' },
    save: saveStatus(saving),
    people: [],
    mayWrite: canWrite,
  };

  const mayWrite = () => (saving.access === 'unknown' ? canWrite : saving.access === 'write');
  const provider = new WebsocketProvider(`${socketOrigin()}${COLLAB_PATH}`, documentId, doc, {
    connect: false,
    disableBc: true,
    params: { [ANNOUNCEMENT.name]: ANNOUNCEMENT.value },
    WebSocketPolyfill: syncSocket({ mayWrite, onFrame: (frame) => move({ type: 'sent', frame }) }),
    shouldReconnect: ({ code }) => {
      refusals = code === CLOSE.protocol ? refusals + 1 : 0;
      return endReason({ code, refusals }) === null;
    },
  });

  const readSync = provider.messageHandlers[MESSAGE.sync];
  provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
    const message = decodeServerMessage(decoder.arr);
    incoming = message?.type === 'update' || message?.type === 'step2' ? message.update : null;
    try {
      readSync?.(encoder, decoder, ...rest);
    } finally {
      incoming = null;
    }
  };
  provider.messageHandlers[MESSAGE.acknowledgement] = (_encoder, decoder) => {
    refusals = 0;
    move({ type: 'acknowledged', frames: readAcknowledgement(decoder) });
  };
  provider.messageHandlers[MESSAGE.access] = (_encoder, decoder) => {
    move({ type: 'access', access: readAccess(decoder) });
  };
  provider.messageHandlers[MESSAGE.renamed] = () => {
    for (const listener of renamed) listener();
  };
  provider.on('status', ({ status }) => {
    if (status === 'connected') move({ type: 'opened' });
  });
  provider.on('connection-close', () => move({ type: 'closed' }));
  provider.on('sync', (inStep) => {
    everInStep ||= inStep;
    show({ link: inStep ? { kind: 'live' } : apart() });
  });
  provider.on('closed', ({ code }) => {
    end = endReason({ code, refusals }) ?? 'refused';
    show({ link: { kind: 'ended', why: end } });
  });
  // After the provider's own listener, so that the frame that carries the edit has been sent.
  doc.on('update', (_update, origin) => {
    if (origin !== provider) move({ type: 'edited' });
  });
  provider.awareness.on('change', () => {
    const people = peopleIn(provider.awareness.getStates(), doc.clientID);
    if (!samePeople(people, state.people)) show({ people });
  });

  function apart(): Link {
    return { kind: everInStep ? 'offline' : 'connecting' };
  }

  function move(event: SaveEvent): void {
    saving = nextSaveState(saving, event);
    show({ save: saveStatus(saving), mayWrite: mayWrite() });
    if (life === 'leaving' && unsavedEdits(saving) === 0) close();
  }

  function show(change: Partial<LiveState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function connect(): void {
    if (end) {
      end = null;
      refusals = 0;
      show({ link: apart() });
    }
    provider.connect();
  }

  function endBecause(why: EndReason): void {
    end = why;
    provider.disconnect();
    show({ link: { kind: 'ended', why } });
  }

  /** The browser says that its network has changed: a socket over the old one may be dead without knowing it. */
  function reconnect(): void {
    if (end) return;
    provider.disconnect();
    provider.connect();
  }

  function comeBack(): void {
    if (document.visibilityState === 'visible' && !end) provider.connect();
  }

  function warn(event: BeforeUnloadEvent): void {
    if (unsavedEdits(saving) > 0) event.preventDefault();
  }

  function leave(): void {
    life = 'leaving';
    listeners.clear();
    renamed.clear();
    provider.awareness.setLocalState(null);
    if (end || unsavedEdits(saving) === 0) close();
  }

  function close(): void {
    life = 'gone';
    window.removeEventListener('online', reconnect);
    window.removeEventListener('offline', reconnect);
    window.removeEventListener('beforeunload', warn);
    document.removeEventListener('visibilitychange', comeBack);
    provider.destroy();
    doc.destroy();
  }

  window.addEventListener('online', reconnect);
  window.addEventListener('offline', reconnect);
  window.addEventListener('beforeunload', warn);
  document.addEventListener('visibilitychange', comeBack);
  provider.connect();

  return {
    doc,
    awareness: provider.awareness,
    incoming: () => incoming,
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRenamed(listener) {
      renamed.add(listener);
      return () => renamed.delete(listener);
    },
    connect,
    end: endBecause,
    leave,
  };
}

function socketOrigin(): string {
  return window.location.origin.replace(/^http/, 'ws');
}
