import { expect, test } from 'vitest';
import { RenameMarks } from './rename-marks.ts';

const states = (marks: Record<number, unknown>) =>
  new Map(Object.entries(marks).map(([client, renamed]) => [Number(client), { renamed }]));

test('UI-12 a new mark of a client whose clock is behind is news', () => {
  const marks = new RenameMarks();
  expect(marks.take(states({ 1: 9_000, 2: 1_000 }))).toBe(true);
  expect(marks.take(states({ 1: 9_000, 2: 2_000 }))).toBe(true);
});

test('UI-12 an absurd mark mutes nobody', () => {
  const marks = new RenameMarks();
  marks.take(states({ 1: 1e300 }));
  expect(marks.take(states({ 1: 1e300, 2: 1_000 }))).toBe(true);
});

test('UI-12 what has not changed is no news, nor is coming back after a while', () => {
  const marks = new RenameMarks();
  marks.take(states({ 1: 1_000 }));
  expect(marks.take(states({ 1: 1_000 }))).toBe(false);
  expect(marks.take(states({}))).toBe(false);
  expect(marks.take(states({ 1: 1_000 }))).toBe(false);
});

test.each(['soon', null, undefined, { at: 1 }, [1]])('UI-12 %j is no mark', (mark) => {
  expect(new RenameMarks().take(states({ 1: mark }))).toBe(false);
});
