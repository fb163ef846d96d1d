import { describe, expect, test } from 'vitest';
import { parseQuickAdd } from './parse.ts';

const ANNA = { id: 'anna', name: 'Anna Schmidt', userName: 'aschmidt' };
const JOSE = { id: 'jose', name: 'José' };
const CONTEXT = {
  today: '2026-11-29',
  zone: 'Europe/Berlin',
  locale: 'en' as const,
  people: [ANNA, JOSE],
  groups: [{ id: 'board', name: 'Vorstand' }],
};
const at = (day: string, time: string) => ({ due: `${day}T${time}[Europe/Berlin]` });
const rule = (text: string, afterDone = false) => ({ repeat: { rule: text, afterDone } });

describe('quick add', () => {
  test.each([
    ['@Anna Schmidt', { people: ['anna'] }],
    ['@anna', { people: ['anna'] }],
    ['@aschmidt', { people: ['anna'] }],
    ['@jose', { people: ['jose'] }],
    ['@vorstand', { groups: ['board'] }],
    ['#Flyer_2-ä', { labels: ['Flyer_2-ä'] }],
    ['!1', { priority: 1 }],
    ['!4', { priority: 4 }],
    ['2026-12-01', { due: '2026-12-01' }],
    ['1.12.', { due: '2026-12-01' }],
    ['1.11.', { due: '2027-11-01' }],
    ['29.2.', { due: '2028-02-29' }],
    ['1.12.2026', { due: '2026-12-01' }],
    ['12/24', { due: '2026-12-24' }],
    ['today', { due: '2026-11-29' }],
    ['heute', { due: '2026-11-29' }],
    ['tomorrow', { due: '2026-11-30' }],
    ['Morgen', { due: '2026-11-30' }],
    ['übermorgen', { due: '2026-12-01' }],
    ['day after tomorrow', { due: '2026-12-01' }],
    ['sat', { title: 'Call sat back' }],
    ['monday', { due: '2026-11-30' }],
    ['next monday', { due: '2026-11-30' }],
    ['Montag', { due: '2026-11-30' }],
    ['nächsten Montag', { due: '2026-11-30' }],
    ['am Freitag', { due: '2026-12-04' }],
    ['on friday', { due: '2026-12-04' }],
    ['sunday', { due: '2026-12-06' }],
    ['in 3 days', { due: '2026-12-02' }],
    ['in 3 Tagen', { due: '2026-12-02' }],
    ['in 1 week', { due: '2026-12-06' }],
    ['in 2 Wochen', { due: '2026-12-13' }],
    ['in 3 months', { due: '2027-02-28' }],
    ['in 1 Monat', { due: '2026-12-29' }],
    ['1. Dezember', { due: '2026-12-01' }],
    ['December 1', { due: '2026-12-01' }],
    ['December 1, 2027', { due: '2027-12-01' }],
    ['18:00', at('2026-11-29', '18:00')],
    ['18 Uhr', at('2026-11-29', '18:00')],
    ['18h', at('2026-11-29', '18:00')],
    ['6pm', at('2026-11-29', '18:00')],
    ['12am', at('2026-11-29', '00:00')],
    ['tomorrow at 6:30 pm', at('2026-11-30', '18:30')],
    ['morgen um 18 Uhr', at('2026-11-30', '18:00')],
    ['18 Uhr morgen', at('2026-11-30', '18:00')],
    ['from friday', { start: '2026-12-04' }],
    ['ab 1.12.', { start: '2026-12-01' }],
    ['until friday', { due: '2026-12-04' }],
    ['by 2026-12-01', { due: '2026-12-01' }],
    ['bis Freitag', { due: '2026-12-04' }],
    ['from monday until friday', { start: '2026-11-30', due: '2026-12-04' }],
    ['every day', rule('FREQ=DAILY')],
    ['täglich', rule('FREQ=DAILY')],
    ['jeden Tag', rule('FREQ=DAILY')],
    ['every 2 weeks', rule('FREQ=WEEKLY;INTERVAL=2')],
    ['alle 2 Wochen', rule('FREQ=WEEKLY;INTERVAL=2')],
    ['every monday', rule('FREQ=WEEKLY;BYDAY=MO')],
    ['jeden Montag', rule('FREQ=WEEKLY;BYDAY=MO')],
    ['every first friday', rule('FREQ=MONTHLY;BYDAY=1FR')],
    ['jeden letzten Freitag im Monat', rule('FREQ=MONTHLY;BYDAY=-1FR')],
    ['every month on the 15th', rule('FREQ=MONTHLY;BYMONTHDAY=15')],
    ['jeden Monat am 15.', rule('FREQ=MONTHLY;BYMONTHDAY=15')],
    ['every year', rule('FREQ=YEARLY')],
    ['jährlich', rule('FREQ=YEARLY')],
    ['every! 3 days', rule('FREQ=DAILY;INTERVAL=3', true)],
    ['alle! 3 Tage', rule('FREQ=DAILY;INTERVAL=3', true)],
  ])('TASK-110 "%s" is understood', (words, fields) => {
    const { drafts } = parseQuickAdd(`Call ${words} back`, CONTEXT);
    expect(drafts).toEqual([{ title: 'Call back', ...fields }]);
  });

  test.each([
    'Plan the march in may',
    'Es ist so, mi casa',
    'mo di do',
    'Ask @nobody',
    'Room #',
    '!5 or !',
    '31.2.2026',
    'Version 1.2.3',
    'by train from here',
    'mail a@anna.org',
    'Everyday life',
    '25:00 and 13pm',
    'Mondays',
    'every so often',
    'today',
  ])('TASK-111 "%s" stays a title', (text) => {
    const { lines } = parseQuickAdd(text, CONTEXT);
    expect(lines).toEqual([{ draft: { title: text }, level: 0, understood: [] }]);
  });

  test('TASK-111 quoted words and those after a backslash stay a title, and 12/24 is a day in English only', () => {
    expect(parseQuickAdd('Read "today !1" \\#one', CONTEXT).drafts).toEqual([
      { title: 'Read today !1 #one' },
    ]);
    expect(parseQuickAdd('Mix 12/24', { ...CONTEXT, locale: 'de' }).drafts).toEqual([{ title: 'Mix 12/24' }]);
  });

  test('TASK-112 several lines are tasks, indented ones parts, each with where it was understood', () => {
    const text = '- [x] Party #fun\n  - Cake @anna\n\t\t- Eggs\nRoom';
    const { drafts, lines } = parseQuickAdd(text, CONTEXT);
    expect(drafts).toEqual([
      {
        title: 'Party',
        labels: ['fun'],
        isDone: true,
        parts: [{ title: 'Cake', people: ['anna'], parts: [{ title: 'Eggs' }] }],
      },
      { title: 'Room' },
    ]);
    const said = lines.flatMap(({ understood }) =>
      understood.map(({ from, to, kind }) => [kind, text.slice(from, to)]),
    );
    expect(said).toEqual([
      ['label', '#fun'],
      ['person', '@anna'],
    ]);
  });

  test('TASK-113 is bounded in lines, levels and time', () => {
    const deep = Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}x`).join('\n');
    const { lines } = parseQuickAdd(deep, CONTEXT);
    expect(lines).toHaveLength(500);
    expect(Math.max(...lines.map(({ level }) => level))).toBe(7);
    const begun = performance.now();
    parseQuickAdd('@a "every #'.repeat(50_000), CONTEXT);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
