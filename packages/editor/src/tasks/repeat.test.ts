import { describe, expect, test } from 'vitest';
import { nextWhen } from './repeat.ts';
import { parseRule } from './rule.ts';

const DONE = { start: null, due: null, doneAt: '2026-12-20T12:00:00Z', zone: 'Europe/Berlin' };
const by = (rule: string, afterDone = false) => ({ repeat: { rule, afterDone } });

describe('rules', () => {
  test.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['rrule:interval=1;freq=weekly;byday=mo,we', 'FREQ=WEEKLY;BYDAY=MO,WE'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['BYDAY=+1FR;FREQ=MONTHLY', 'FREQ=MONTHLY;BYDAY=1FR'],
    ['FREQ=YEARLY;UNTIL=20301231T225959Z', 'FREQ=YEARLY;UNTIL=20301231T225959Z'],
  ])('TASK-101 %s is a rule, and has one form', (text, rule) => {
    expect(parseRule(text)).toBe(rule);
  });

  test.each([
    '',
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=3',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=DAILY;COUNT=2;UNTIL=20301231',
    'FREQ=DAILY;UNTIL=20300231',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYMONTHDAY=1',
    'FREQ=DAILY;BYSETPOS=1',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY\nDTSTART:20200101T000000Z',
    `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(300)}1`,
  ])('TASK-101 %j is no rule', (text) => {
    expect(parseRule(text)).toBeNull();
  });
});

describe('a task that was done', () => {
  test.each([
    ['FREQ=DAILY', '2026-12-01', '2026-12-02'],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-12-01', '2026-12-15'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-30', '2026-12-03'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', '2026-12-25'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-01', '2026-12-15'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30', '2026-12-31'],
    ['FREQ=YEARLY', '2028-02-29', '2032-02-29'],
    ['FREQ=DAILY', '2026-03-28T02:30[Europe/Berlin]', '2026-03-29T02:30[Europe/Berlin]'],
    ['FREQ=DAILY', '2026-10-24T18:00[Europe/Berlin]', '2026-10-25T18:00[Europe/Berlin]'],
  ])('TASK-102 by %s one of %s comes again on %s, on the same time of the clock', (rule, due, next) => {
    expect(nextWhen({ ...DONE, ...by(rule), due })?.due).toBe(next);
  });

  test('TASK-102 the days between start and due stay', () => {
    const next = nextWhen({
      ...DONE,
      ...by('FREQ=WEEKLY'),
      start: '2026-11-28',
      due: '2026-12-01T18:00[UTC]',
    });
    expect(next).toMatchObject({ start: '2026-12-05', due: '2026-12-08T18:00[UTC]' });
  });

  test('TASK-103 counts from the day on which it was done where it says so, by the calendar of whoever did it', () => {
    const task = { ...DONE, ...by('FREQ=DAILY;INTERVAL=3', true), due: '2026-12-01' };
    expect(nextWhen({ ...task, doneAt: '2026-12-20T23:30:00Z' })?.due).toBe('2026-12-24');
    expect(nextWhen({ ...task, doneAt: '2026-12-20T23:30:00Z', zone: 'UTC' })?.due).toBe('2026-12-23');
    expect(nextWhen({ ...task, due: null })?.due).toBe('2026-12-23');
  });

  test('TASK-104 comes as often as its rule says, and not after its end', () => {
    const twice = nextWhen({ ...DONE, ...by('FREQ=DAILY;COUNT=2'), due: '2026-12-01' });
    expect(twice).toMatchObject({ due: '2026-12-02', repeat: { rule: 'FREQ=DAILY;COUNT=1' } });
    expect(twice && nextWhen({ ...DONE, ...twice })).toBeNull();
    const until = by('FREQ=DAILY;UNTIL=20261202');
    expect(nextWhen({ ...DONE, ...until, due: '2026-12-01' })?.due).toBe('2026-12-02');
    expect(nextWhen({ ...DONE, ...until, due: '2026-12-02' })).toBeNull();
    const second = { ...DONE, ...by('FREQ=DAILY;UNTIL=20261202T170000Z') };
    expect(nextWhen({ ...second, due: '2026-12-01T18:00[Europe/Berlin]' })).not.toBeNull();
    expect(nextWhen({ ...second, due: '2026-12-01T18:01[Europe/Berlin]' })).toBeNull();
  });

  test.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
    'FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=366',
    'nonsense',
  ])('TASK-105 that %s never brings again stays done, and little time is spent on it', (rule) => {
    const begun = performance.now();
    expect(nextWhen({ ...DONE, ...by(rule), due: '2026-12-01' })).toBeNull();
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
