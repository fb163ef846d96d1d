import { expect, test } from 'vitest';
import { problemOf, returned, todo } from '../../testing/todo-kit.ts';

test.each([
  ['nothing', ''],
  ['words', 'hello'],
  ['a calendar without an end', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'],
  ['an end without a beginning', 'END:VCALENDAR\r\n'],
  ['crossed components', 'BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nEND:VCALENDAR\nEND:VTODO\n'],
  ['an event', todo().replaceAll('VTODO', 'VEVENT')],
  ['a journal entry', todo().replaceAll('VTODO', 'VJOURNAL')],
  ['no task', 'BEGIN:VCALENDAR\nEND:VCALENDAR'],
  ['two tasks', todo().replace('END:VCALENDAR', 'BEGIN:VTODO\r\nUID:two\r\nEND:VTODO\r\nEND:VCALENDAR')],
  ['two calendars', todo() + todo()],
  ['no UID', todo().replace('UID:one\r\n', '')],
  ['an empty UID', todo().replace('UID:one', 'UID:')],
  ['a long UID', todo().replace('UID:one', `UID:${'x'.repeat(501)}`)],
  ['a line that is none', todo('this is no line')],
  ['a parameter without an end', todo('SUMMARY;LANGUAGE="de')],
  ['a line of a megabyte', todo(`X-A:${'x'.repeat(1_000_000)}`)],
  ['a text of a megabyte', todo(`DESCRIPTION:${'\\n'.repeat(400_000)}`)],
  ['more than a megabyte', todo(`X-A:${'x'.repeat(1_100_000)}`)],
  ['thousands of properties', todo(...Array.from({ length: 20_000 }, (_, i) => `X-${i}:1`))],
  ['thousands of categories', todo(...Array.from({ length: 9_000 }, (_, i) => `CATEGORIES:c${i}`))],
  ['thousands of parameters', todo(`SUMMARY${';A=b'.repeat(200_000)}:x`)],
  ['thousands of folds', todo(`X-A:${'\r\n x'.repeat(200_000)}`)],
  ['nested components', todo(...Array(5000).fill('BEGIN:X-A'), ...Array(5000).fill('END:X-A'))],
])('TASK-206 %s is refused by a sentence, and soon', (_name, text) => {
  const begin = performance.now();
  const problem = problemOf(text);
  expect(problem?.code).toMatch(/^(invalid_input|too_large)$/);
  expect(problem?.message).toMatch(/^[A-Z].*\.$/);
  expect(performance.now() - begin).toBeLessThan(3000);
});

test.each([
  'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'RRULE:FREQ=SOMETIMES',
  'RRULE:',
  'RRULE:FREQ=DAILY;INTERVAL=-1',
  'DUE:x',
  'DUE;VALUE=DATE:99999999',
  'DURATION:-P1D',
  'COMPLETED:never',
  'PRIORITY:high',
  'PERCENT-COMPLETE:-1',
  'STATUS:',
  'DTSTART;TZID=__proto__:20261201T120000',
])('TASK-206 %s, which says nothing, harms nothing', (line) => {
  expect(problemOf(todo(line))).toBeNull();
  expect(returned(line)).toContain(line);
});
