import type { MeetingState } from '@plenum/domain/meetings/types';
import { expect, test } from 'vitest';
import { expected } from './expected.ts';

const STATE: MeetingState = {
  now: new Date(0),
  startedAt: new Date(0),
  closedAt: null,
  isFrozen: false,
  currentItem: null,
  runningSince: null,
  items: [{ blockId: 'a', elapsed: 5, isDone: false }],
  attendees: [
    { id: '1', kind: 'typed', name: 'Ida', colour: null, isMe: false, isPresent: true },
    { id: '2', kind: 'typed', name: 'Ben', colour: null, isMe: false, isPresent: true },
  ],
  here: [],
  speakers: [],
  firstTimers: false,
  previous: null,
  next: null,
  mayRun: true,
  mayRaiseHand: true,
};

test('MEET-3 what was ticked is ticked before the server says so, and nothing else is', () => {
  const present = expected(STATE, { do: 'present', attendeeId: '2', isPresent: false });
  expect(present.attendees.map(({ isPresent }) => isPresent)).toEqual([true, false]);
  expect(expected(STATE, { do: 'done', blockId: 'a', isDone: true }).items).toEqual([
    { blockId: 'a', elapsed: 5, isDone: true },
  ]);
  expect(expected(STATE, { do: 'done', blockId: 'b', isDone: true }).items).toHaveLength(2);
  expect(expected(STATE, { do: 'firstTimers', isOn: true }).firstTimers).toBe(true);
  expect(expected(STATE, { do: 'start' })).toBe(STATE);
});
