import type { Access } from './messages.ts';

/**
 * What a browser knows about how safe its edits are. Made by {@link startSaveState}, moved on by {@link nextSaveState},
 * shown by {@link saveStatus}; no I/O. PROTOCOL.md, "Acknowledgement", is what it rests on.
 */
export interface SaveState {
  readonly connected: boolean;
  readonly access: Access | 'unknown';
  /** Edits that no frame of this connection carries; the next step 2 does. */
  readonly uncovered: number;
  /** Edits on their way: those of a frame are durable once the frame is acknowledged. */
  readonly inFlight: readonly { frame: number; edits: number }[];
  /** Sync frames sent on this connection. */
  readonly sent: number;
  /** The last update frame, and the last that an edit was counted for; 0 for none. */
  readonly lastUpdate: number;
  readonly lastCounted: number;
  /** The frame of this connection's first step 2: until it is acknowledged nothing is known to be saved. */
  readonly step2: number | null;
  /** The newest acknowledgement of this connection. */
  readonly acknowledged: number;
}

/** What happens to a browser's connection and document. */
export type SaveEvent =
  /** The socket opened. */
  | { type: 'opened' }
  /** The socket closed, or was given up. */
  | { type: 'closed' }
  /** A sync frame was handed to the open socket; see `syncFrame` in messages.ts. */
  | { type: 'sent'; frame: 'step2' | 'update' }
  /**
   * The document changed here, not by the provider. To be reported after the provider has had the change, so that its
   * frame has been sent if it is going to be.
   */
  | { type: 'edited' }
  | { type: 'acknowledged'; frames: number }
  | { type: 'access'; access: Access };

/** What to show. `edits`: how many of this browser's edits are not known to be durable. */
export type SaveStatus =
  | { kind: 'saved' }
  | { kind: 'saving'; edits: number }
  | { kind: 'offline'; edits: number }
  | { kind: 'readOnly'; edits: number };

/** The state before the first connection. @param unsaved edits left over on this device by an earlier page. */
export function startSaveState(unsaved = 0): SaveState {
  return { ...FRESH, connected: false, access: 'unknown', uncovered: unsaved };
}

/** The state after an event. An event that makes no sense in a state leaves it as it is. */
export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'opened':
      return { ...withoutConnection(state), connected: true };
    case 'closed':
      return withoutConnection(state);
    case 'sent':
      return state.connected ? afterSending(state, event.frame) : state;
    case 'edited':
      return afterEditing(state);
    case 'acknowledged':
      return state.connected ? afterAcknowledgement(state, event.frames) : state;
    case 'access':
      return { ...state, access: event.access };
  }
}

/** What to show for a state. Saved is only said after the acknowledgement of this connection's step 2. */
export function saveStatus(state: SaveState): SaveStatus {
  const edits = unsavedEdits(state);
  if (state.access === 'read') return { kind: 'readOnly', edits };
  if (!state.connected) return { kind: 'offline', edits };
  const settled = state.step2 !== null && state.acknowledged >= state.step2;
  return settled && edits === 0 ? { kind: 'saved' } : { kind: 'saving', edits };
}

/** Edits of this browser that are not known to be durable: the mark to keep beside them, and the reason to warn. */
export function unsavedEdits(state: SaveState): number {
  return state.inFlight.reduce((sum, { edits }) => sum + edits, state.uncovered);
}

const FRESH = { inFlight: [], sent: 0, lastUpdate: 0, lastCounted: 0, step2: null, acknowledged: 0 } as const;

function withoutConnection(state: SaveState): SaveState {
  return { ...state, ...FRESH, connected: false, uncovered: unsavedEdits(state) };
}

function afterSending(state: SaveState, frame: 'step2' | 'update'): SaveState {
  const sent = state.sent + 1;
  if (frame === 'update') return { ...state, sent, lastUpdate: sent };
  const inFlight = carried(state, { frame: sent, edits: state.uncovered });
  return { ...state, sent, inFlight, uncovered: 0, step2: state.step2 ?? sent };
}

function afterEditing(state: SaveState): SaveState {
  const { connected, lastUpdate, lastCounted } = state;
  // A socket that is closing takes no frame: such an edit waits for the next connection's step 2.
  if (!connected || lastUpdate === lastCounted) return { ...state, uncovered: state.uncovered + 1 };
  return { ...state, lastCounted: lastUpdate, inFlight: carried(state, { frame: lastUpdate, edits: 1 }) };
}

function afterAcknowledgement(state: SaveState, frames: number): SaveState {
  const acknowledged = Math.min(Math.max(frames, state.acknowledged), state.sent);
  return { ...state, acknowledged, inFlight: state.inFlight.filter(({ frame }) => frame > acknowledged) };
}

function carried(state: SaveState, more: { frame: number; edits: number }): SaveState['inFlight'] {
  return more.edits === 0 ? state.inFlight : [...state.inFlight, more];
}
