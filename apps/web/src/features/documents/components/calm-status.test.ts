import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SaveStatus } from '#components/save-state.tsx';
import { CalmStatus } from './calm-status.ts';

let shown: SaveStatus[];
let calm: CalmStatus;
beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  calm = new CalmStatus({ kind: 'saved' }, (status) => {
    // As when an edit falls into the moment in which what is shown is drawn.
    if (status.kind === 'offline') calm.set(offline(status.edits + 1));
    shown.push(status);
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const offline = (edits: number): SaveStatus => ({ kind: 'offline', edits });

test('SAVE-10 a state that calls for attention is shown at once, a calm one once it has lasted', () => {
  calm.set({ kind: 'saving', edits: 1 });
  vi.advanceTimersByTime(0);
  expect(shown).toEqual([{ kind: 'saving', edits: 1 }]);
  calm.set({ kind: 'saved' });
  vi.advanceTimersByTime(499);
  calm.set({ kind: 'saving', edits: 1 });
  vi.advanceTimersByTime(499);
  expect(shown).toHaveLength(1);
  calm.set({ kind: 'saved' });
  vi.advanceTimersByTime(500);
  expect(shown.at(-1)).toEqual({ kind: 'saved' });
});

test.each([100, 465, 500, 700])(
  'SAVE-10 with an edit every %i ms the count that is shown is never older than a second',
  (pace) => {
    for (let edits = 1; edits < 200; edits++) {
      calm.set(offline(edits));
      vi.advanceTimersByTime(pace);
      if (edits * pace < 1_000) continue;
      const last = shown.at(-1);
      const count = last && 'edits' in last ? last.edits : 0;
      expect(edits - count).toBeLessThanOrEqual(Math.ceil(1_000 / pace));
    }
  },
);

test('SAVE-10 nothing is shown once it is closed', () => {
  calm.set(offline(1));
  calm.close();
  vi.advanceTimersByTime(1_000);
  expect(shown).toEqual([]);
});
