import { describe, expect, test } from 'vitest';
import {
  nextSaveState,
  type SaveEvent,
  type SaveState,
  saveStatus,
  startSaveState,
  unsavedEdits,
} from './save-state.ts';

const opened: SaveEvent = { type: 'opened' };
const closed: SaveEvent = { type: 'closed' };
const edited: SaveEvent = { type: 'edited' };
const step2: SaveEvent = { type: 'sent', frame: 'step2' };
const update: SaveEvent = { type: 'sent', frame: 'update' };
const write: SaveEvent = { type: 'access', access: 'write' };
const acknowledged = (frames: number): SaveEvent => ({ type: 'acknowledged', frames });
const typed = [update, edited];

function reach(events: readonly SaveEvent[], start: SaveState = startSaveState()): SaveState {
  return events.reduce(nextSaveState, start);
}
const statusAfter = (events: readonly SaveEvent[], start?: SaveState) => saveStatus(reach(events, start));

describe('save state', () => {
  test('SAVE-1 it is saved only after the acknowledgement of this connection’s step 2', () => {
    expect(statusAfter([opened, write])).toEqual({ kind: 'saving', edits: 0 });
    expect(statusAfter([opened, write, step2])).toEqual({ kind: 'saving', edits: 0 });
    expect(statusAfter([opened, write, step2, acknowledged(1)])).toEqual({ kind: 'saved' });
  });

  test('SAVE-1 an acknowledgement before the step 2 does not make it saved', () => {
    expect(statusAfter([opened, ...typed, step2, acknowledged(1)])).toEqual({ kind: 'saving', edits: 0 });
    expect(statusAfter([opened, ...typed, step2, acknowledged(2)])).toEqual({ kind: 'saved' });
  });

  test('SAVE-2 each edit on the way counts until its frame is acknowledged', () => {
    const start = reach([opened, write, step2, acknowledged(1)]);
    expect(statusAfter(typed, start)).toEqual({ kind: 'saving', edits: 1 });
    expect(statusAfter([...typed, ...typed, ...typed], start)).toEqual({ kind: 'saving', edits: 3 });
    expect(statusAfter([...typed, ...typed, ...typed, acknowledged(3)], start)).toEqual({
      kind: 'saving',
      edits: 1,
    });
    expect(statusAfter([...typed, ...typed, ...typed, acknowledged(4)], start)).toEqual({ kind: 'saved' });
  });

  test('SAVE-3 edits on the way when the connection closes are offline edits', () => {
    const start = reach([opened, write, step2, acknowledged(1), ...typed, ...typed]);
    expect(statusAfter([closed], start)).toEqual({ kind: 'offline', edits: 2 });
    expect(statusAfter([closed, edited], start)).toEqual({ kind: 'offline', edits: 3 });
  });

  test('SAVE-4 after a reconnect only the acknowledgement of its own step 2 clears older edits', () => {
    const start = reach([opened, write, step2, acknowledged(1), ...typed, closed, edited, opened]);
    expect(saveStatus(start)).toEqual({ kind: 'saving', edits: 2 });
    expect(statusAfter([acknowledged(9)], start)).toEqual({ kind: 'saving', edits: 2 });
    expect(statusAfter([...typed, acknowledged(1)], start)).toEqual({ kind: 'saving', edits: 2 });
    expect(statusAfter([...typed, step2, acknowledged(1)], start)).toEqual({ kind: 'saving', edits: 2 });
    expect(statusAfter([...typed, step2, acknowledged(2)], start)).toEqual({ kind: 'saved' });
  });

  test('SAVE-5 an edit that an open but dying socket did not take waits for the next step 2', () => {
    const start = reach([opened, write, step2, acknowledged(1), edited]);
    expect(saveStatus(start)).toEqual({ kind: 'saving', edits: 1 });
    expect(statusAfter([acknowledged(1)], start)).toEqual({ kind: 'saving', edits: 1 });
    expect(statusAfter([closed, opened, step2, acknowledged(1)], start)).toEqual({ kind: 'saved' });
  });

  test('SAVE-6 edits left over by an earlier page count from the start', () => {
    expect(saveStatus(startSaveState(4))).toEqual({ kind: 'offline', edits: 4 });
    expect(statusAfter([opened, write, step2, acknowledged(1)], startSaveState(4))).toEqual({
      kind: 'saved',
    });
  });

  test('SAVE-7 without the right to write it is read-only, with the edits that were refused', () => {
    const read: SaveEvent = { type: 'access', access: 'read' };
    expect(statusAfter([opened, read])).toEqual({ kind: 'readOnly', edits: 0 });
    expect(statusAfter([opened, write, step2, acknowledged(1), ...typed, read])).toEqual({
      kind: 'readOnly',
      edits: 1,
    });
    expect(
      statusAfter([opened, write, step2, acknowledged(1), ...typed, read, write, step2, acknowledged(3)]),
    ).toEqual({
      kind: 'saved',
    });
  });

  test('SAVE-8 a frame that carries no edit of this browser is not counted as one', () => {
    expect(statusAfter([opened, write, step2, acknowledged(1), update])).toEqual({ kind: 'saved' });
  });

  test('SAVE-9 any sequence of events: saved means that every edit was acknowledged', () => {
    const seed = 20_261_122;
    const random = mulberry32(seed);
    for (let run = 0; run < 500; run++) {
      // The model: each edit by the frame of the current connection that carries it, null for none.
      let [state, connected, sent] = [startSaveState(), false, 0];
      let unsaved: (number | null)[] = [];
      const step = (event: SaveEvent): void => {
        state = nextSaveState(state, event);
      };
      for (let i = 0; i < 40; i++) {
        const dice = random();
        if (dice < 0.1) {
          step(connected ? closed : opened);
          [connected, sent] = [!connected, 0];
          unsaved = unsaved.map(() => null);
        } else if (dice < 0.2 && connected) {
          step(step2);
          sent += 1;
          unsaved = unsaved.map((frame) => frame ?? sent);
        } else if (dice < 0.6) {
          if (connected) {
            step(update);
            sent += 1;
          }
          step(edited);
          unsaved.push(connected ? sent : null);
        } else if (connected) {
          const frames = Math.floor(random() * (sent + 1));
          step(acknowledged(frames));
          unsaved = unsaved.filter((frame) => frame === null || frame > frames);
        }
        expect(unsavedEdits(state), `seed ${seed}, run ${run}`).toBe(unsaved.length);
        if (saveStatus(state).kind === 'saved') expect(unsaved, `seed ${seed}, run ${run}`).toEqual([]);
      }
    }
  });
});

/** Seeded random numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
