import { expect, test } from 'vitest';
import { followGuestCopy } from './guest-copy.ts';
import type { LiveState } from './live-document.ts';

const live = { kind: 'live' } as const;
const offline = { kind: 'offline' } as const;
const connecting = { kind: 'connecting' } as const;
const saved = { kind: 'saved' } as const;
const readOnly = { kind: 'readOnly', edits: 0 } as const;
const saving = { kind: 'saving', edits: 1 } as const;

/** In which of the states it is opened anew. */
function renewals(...states: [LiveState['link'], LiveState['save']][]): number[] {
  const isTime = followGuestCopy();
  return states.flatMap(([link, save], i) => (isTime({ link, save }) ? [i] : []));
}

test('GUEST-8 what came while only reading is opened anew, once all that was written before is saved', () => {
  expect(
    renewals([live, saved], [offline, saving], [offline, readOnly], [live, readOnly], [live, saving]),
  ).toEqual([]);
  expect(renewals([offline, readOnly], [live, readOnly], [live, saving], [live, saved])).toEqual([3]);
});

test('GUEST-8 who may write before all has come, and is not seen by then either, has it opened anew when it has', () => {
  expect(renewals([connecting, readOnly], [connecting, saving], [connecting, saved], [live, saved])).toEqual([
    3,
  ]);
});

test('GUEST-8 who stays connected while they can only read, or may write as they come back, goes on with what they have', () => {
  expect(renewals([live, saved], [live, readOnly], [live, saving], [live, saved])).toEqual([]);
  expect(
    renewals([connecting, saving], [live, saving], [live, saved], [offline, saving], [live, saved]),
  ).toEqual([]);
});
