import type { News } from '@plenum/domain/documents/news';
import { CLOSE } from '@plenum/protocol/close-codes';
import {
  nextSaveState,
  type SaveEvent,
  type SaveState,
  type SaveStatus,
  saveStatus,
  startSaveState,
  unsavedEdits,
} from '@plenum/protocol/save-state';
import type { Awareness } from 'y-protocols/awareness';
import { Doc, encodeStateAsUpdate } from 'yjs';
import type { LocalCopy } from '#lib/device/local-copy.ts';
import { makeConnection, type Opener } from './connection.ts';
import { type EndReason, endReason, type Link } from './link.ts';
import type { LostCopy } from './only-here.ts';
import { watchPage } from './page-life.ts';
import { type Person, peopleIn, samePeople } from './people.ts';

/** What the interface shows of a live document. Parts that have not changed are the same objects. */
export interface LiveState {
  readonly link: Link;
  readonly save: SaveStatus;
  /** Whether what isn't saved on the server lies on this device, so that it outlives the page. */
  readonly isKept: boolean;
  /** Copies of other epochs with unsaved edits lie on this device. */
  readonly hasAside: boolean;
  readonly people: readonly Person[];
  readonly mayWrite: boolean;
}

/** A document that follows the server and that the server follows. */
export interface LiveDocument {
  readonly doc: Doc;
  readonly awareness: Awareness;
  /** The update from the server that is just being applied; null between them. */
  incoming(): Uint8Array | null;
  /** Calls back just before what the server sent is applied. @returns the way to stop */
  beforeIncoming(listener: () => void): () => void;
  /** The client ids whose unsaved edits are this page's: its own, and those of earlier pages that it goes on with. */
  own(): ReadonlySet<number>;
  /** What it shows stands on the page: what the server has may come. */
  onShown(): void;
  read(): LiveState;
  /** @returns the way to stop listening */
  subscribe(listener: () => void): () => void;
  /** Calls back whenever the document may have another title, or other comments. @returns the way to stop listening */
  onNews(news: News, listener: () => void): () => void;
  /** Connects at once, after an end too. */
  connect(): void;
  /** Ends the connection: from now on nothing is sent. */
  end(why: EndReason): void;
  /** Keeps a new title for when there is no server to ask. */
  describe(about: { title: string }): void;
  /**
   * Parts for good with what the server doesn't take, keeping it on this device for the person to decide about; unsaved edits
   * that this device does not keep are handed over.
   * @returns whether that is done; else nobody takes them, and they are here as before
   */
  setAside(): Promise<boolean>;
  /**
   * Deletes what this device keeps of it, and parts with the server: what is still here goes into the document no more.
   * @returns whether it is gone
   */
  forget(): Promise<boolean>;
  /**
   * Goes away as soon as everything is saved; until then the page warns before it is closed. What the server does not take is
   * left to this device, or handed over where that does not keep it.
   */
  leave(): void;
}

/** Milliseconds after which a copy from this device is shown, though the server has not answered. */
const PATIENCE = 3000;

/** Milliseconds without a word from the server, which says one every 20 seconds, after which a socket counts as dead. */
const SILENCE = 25_000;

/** Ends by which somebody may no longer see the document. */
const REVOKED: ReadonlySet<EndReason> = new Set(['forbidden', 'notFound']);

/**
 * Opens a document: what this device keeps of it, then its connection. `canWrite` is what the page was told, until the
 * server says what holds.
 */
export function openLiveDocument({
  documentId,
  opener,
  canWrite,
  copy,
  onLost,
  isOffline = false,
}: {
  documentId: string;
  opener: Opener;
  canWrite: boolean;
  copy: LocalCopy;
  /** Is handed unsaved edits that would be nowhere any more. @returns whether they are taken */
  onLost: (lost: LostCopy) => boolean;
  /** The server was not there a moment ago, so that the copy is shown at once. */
  isOffline?: boolean;
}): LiveDocument {
  const doc = new Doc();
  const listeners = new Set<() => void>();
  const toTell = new Set<{ news: News; listener: () => void }>();
  let saving = startSaveState();
  let refusals = 0;
  let end: EndReason | null = null;
  /** Something can be shown: the server's, or this device's while the server is away. */
  let isOpen = false;
  let hasCopy = false;
  let life: 'here' | 'leaving' | 'gone' = 'here';
  let state: LiveState = {
    link: { kind: 'connecting' },
    save: saveStatus(saving),
    isKept: false,
    hasAside: false,
    people: [],
    mayWrite: canWrite,
  };

  const mayWrite = () => (saving.access === 'unknown' ? canWrite : saving.access === 'write');
  const connection = makeConnection(
    { documentId, opener, doc },
    {
      mayWrite,
      onSaveEvent: move,
      onEpoch(epoch) {
        connection.nameEpoch(epoch);
        copy.begin(epoch);
      },
      onNews(news) {
        for (const told of toTell) if (told.news === news) told.listener();
      },
      isOpen: () => isOpen,
      onUpdate(update, origin) {
        if (origin === copy.origin) return;
        const isEdit = origin !== provider;
        copy.add({ update, isEdit, isFirm: isEdit && !saving.connected });
        if (isEdit) move({ type: 'edited' });
      },
      onSync(isInStep) {
        isOpen ||= isInStep;
        show({ link: isInStep ? { kind: 'live' } : apart() });
      },
      onLost: showCopy,
      shouldReconnect(code) {
        refusals = code === CLOSE.protocol ? refusals + 1 : 0;
        return endReason({ code, refusals }) === null;
      },
      onEnd(code) {
        end = endReason({ code, refusals }) ?? 'refused';
        show({ link: { kind: 'ended', why: end } });
        if (end === 'notSignedIn') void copy.deleteSaved();
        else if (REVOKED.has(end) && unsavedEdits(saving) === 0) void copy.delete();
        goIfDone();
      },
    },
  );
  const { provider } = connection;

  provider.awareness.on('change', () => {
    const people = peopleIn(provider.awareness.getStates(), doc.clientID);
    if (!samePeople(people, state.people)) show({ people });
  });
  const stopWatching = watchPage({
    onNetworkChange() {
      if (end) return;
      provider.disconnect();
      if (mayConnect && !isForgotten) provider.connect();
    },
    onReturn() {
      if (end || !mayConnect || isForgotten) return;
      const isSilent = Date.now() - provider.wsLastMessageReceived > SILENCE;
      if ((provider.wsconnected && isSilent) || connection.isStuck()) provider.disconnect();
      provider.connect();
    },
    onHide: () => void copy.flush(),
    wouldLose: () => unsavedEdits(saving) > 0,
  });

  let hasLoaded = false;
  /** The copy is loaded, and of what it has that the server hasn't, the editor knows. */
  let mayConnect = false;
  let isForgotten = false;
  const patience = setTimeout(showCopy, PATIENCE);
  void copy
    .load(doc, () => show({}))
    .then(({ current, hasAside }) => {
      hasLoaded = true;
      if (life === 'gone') return copy.close();
      if (current) {
        hasCopy = true;
        connection.nameEpoch(current.epoch);
        saving = startSaveState(current.edits);
      }
      show({ save: saveStatus(saving), hasAside });
      const hasUnsaved = unsavedEdits(saving) > 0;
      if (isOffline || hasUnsaved) showCopy();
      // Of what the server has the editor may have something to save from being overtaken.
      if (hasUnsaved) setTimeout(onShown, PATIENCE);
      else onShown();
    });

  function onShown(): void {
    if (!hasLoaded || life !== 'here' || end || isForgotten) return;
    mayConnect = true;
    provider.connect();
  }

  function apart(): Link {
    return { kind: isOpen ? 'offline' : 'connecting' };
  }

  /** The server is away, or slow: the copy will do meanwhile. */
  function showCopy(): void {
    if (isOpen || !hasCopy || end) return;
    isOpen = true;
    show({ link: apart() });
  }

  function move(event: SaveEvent): void {
    const before: SaveState = saving;
    if (event.type === 'acknowledged') refusals = 0;
    if (event.type === 'access') copy.describe({ mayWrite: event.access === 'write' });
    saving = nextSaveState(saving, event);
    const edits = unsavedEdits(saving);
    if (edits === 0 && unsavedEdits(before) > 0) copy.settle();
    show({ save: saveStatus(saving), mayWrite: mayWrite() });
    goIfDone();
  }

  function show(change: Partial<LiveState>): void {
    state = { ...state, ...change, isKept: copy.isKept };
    for (const listener of listeners) listener();
  }

  function connect(): void {
    if (isForgotten) return;
    if (end) {
      end = null;
      refusals = 0;
      show({ link: apart() });
    }
    mayConnect = true;
    provider.connect();
  }

  function endBecause(why: EndReason): void {
    end = why;
    provider.disconnect();
    show({ link: { kind: 'ended', why } });
  }

  async function setAside(): Promise<boolean> {
    provider.disconnect();
    if (!(await copy.setAside()) && !handOver()) return false;
    saving = startSaveState();
    show({ save: saveStatus(saving) });
    return true;
  }

  /** @returns whether there was nothing, or it is taken */
  function handOver(): boolean {
    const edits = unsavedEdits(saving);
    if (edits === 0) return true;
    return onLost({ edits, update: encodeStateAsUpdate(doc), why: end ?? 'forbidden' });
  }

  async function forget(): Promise<boolean> {
    isForgotten = true;
    provider.disconnect();
    if (!(await copy.delete())) return false;
    saving = startSaveState();
    show({ save: saveStatus(saving) });
    return true;
  }

  function leave(): void {
    if (life === 'gone') return;
    life = 'leaving';
    listeners.clear();
    toTell.clear();
    provider.awareness.setLocalState(null);
    goIfDone();
  }

  /** Nothing more can come of staying once everything is saved, or the server takes nothing. */
  function goIfDone(): void {
    if (life !== 'leaving') return;
    if (unsavedEdits(saving) === 0) close();
    else if (end || saving.access === 'read' || !mayConnect) void part();
  }

  /** Leaves what the server does not take to this device, once it has had the time to take it. */
  async function part(): Promise<void> {
    await copy.flush();
    if (!copy.isKept && !isForgotten) handOver();
    saving = startSaveState();
    close();
  }

  function close(): void {
    if (life === 'gone') return;
    life = 'gone';
    clearTimeout(patience);
    stopWatching();
    provider.destroy();
    if (hasLoaded) copy.close();
    doc.destroy();
  }

  return {
    doc,
    awareness: provider.awareness,
    incoming: connection.incoming,
    beforeIncoming: connection.beforeIncoming,
    own: () => copy.own,
    onShown,
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onNews(news, listener) {
      const told = { news, listener };
      toTell.add(told);
      return () => toTell.delete(told);
    },
    connect,
    end: endBecause,
    describe: copy.describe.bind(copy),
    setAside,
    forget,
    leave,
  };
}
