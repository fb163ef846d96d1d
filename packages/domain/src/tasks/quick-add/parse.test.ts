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
const rule = (text: string, due: string, afterDone = false) => ({ due, repeat: { rule: text, afterDone } });

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
    ['morgen', { due: '2026-11-30' }],
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
    ['starting friday', { start: '2026-12-04' }],
    ['ab Freitag', { start: '2026-12-04' }],
    ['ab 1.12.', { start: '2026-12-01' }],
    ['until friday', { due: '2026-12-04' }],
    ['by 2026-12-01', { due: '2026-12-01' }],
    ['bis Freitag', { due: '2026-12-04' }],
    ['on the 1st December', { due: '2026-12-01' }],
    ['December 1st, 2027', { due: '2027-12-01' }],
    ['by May 5', { due: '2027-05-05' }],
    ['5. Mai', { due: '2027-05-05' }],
    ['on fri', { due: '2026-12-04' }],
    ['next tue', { due: '2026-12-01' }],
    ['in a week', { due: '2026-12-06' }],
    ['in einem Jahr', { due: '2027-11-29' }],
    ['bis zum 1.12.', { due: '2026-12-01' }],
    ['am Montag, den 7.12. um 18 Uhr', at('2026-12-07', '18:00')],
    ['um 18.30 Uhr', at('2026-11-29', '18:30')],
    ['tomorrow at 6 pm', at('2026-11-30', '18:00')],
    ['at 6:30 pm on friday', at('2026-12-04', '18:30')],
    ['tomorrow, 18:00', at('2026-11-30', '18:00')],
    ['from monday to friday', { start: '2026-11-30', due: '2026-12-04' }],
    ['von Montag bis Freitag', { start: '2026-11-30', due: '2026-12-04' }],
    ['2026-11-20 – 2026-12-01', { start: '2026-11-20', due: '2026-12-01' }],
    ['2026-11-20 18:00 –', { start: '2026-11-20T18:00[Europe/Berlin]' }],
    [
      'from monday 9:00 until 18:00',
      { start: '2026-11-30T09:00[Europe/Berlin]', due: '2026-11-30T18:00[Europe/Berlin]' },
    ],
    ['from monday until friday', { start: '2026-11-30', due: '2026-12-04' }],
    ['every day', rule('FREQ=DAILY', '2026-11-29')],
    ['täglich', rule('FREQ=DAILY', '2026-11-29')],
    ['jeden Tag', rule('FREQ=DAILY', '2026-11-29')],
    ['every 2 weeks', rule('FREQ=WEEKLY;INTERVAL=2', '2026-11-29')],
    ['alle 2 Wochen', rule('FREQ=WEEKLY;INTERVAL=2', '2026-11-29')],
    ['every monday', rule('FREQ=WEEKLY;BYDAY=MO', '2026-11-30')],
    ['jeden Montag', rule('FREQ=WEEKLY;BYDAY=MO', '2026-11-30')],
    ['every first friday', rule('FREQ=MONTHLY;BYDAY=1FR', '2026-12-04')],
    ['jeden letzten Freitag im Monat', rule('FREQ=MONTHLY;BYDAY=-1FR', '2026-12-25')],
    ['every month on the 15th', rule('FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15')],
    ['jeden Monat am 15.', rule('FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15')],
    ['every year', rule('FREQ=YEARLY', '2026-11-29')],
    ['jährlich', rule('FREQ=YEARLY', '2026-11-29')],
    ['every! 3 days', rule('FREQ=DAILY;INTERVAL=3', '2026-11-29', true)],
    ['alle! 3 Tage', rule('FREQ=DAILY;INTERVAL=3', '2026-11-29', true)],
    ['every other week', rule('FREQ=WEEKLY;INTERVAL=2', '2026-11-29')],
    ['every sunday', rule('FREQ=WEEKLY;BYDAY=SU', '2026-11-29')],
    ['every thursday and tuesday', rule('FREQ=WEEKLY;BYDAY=TU,TH', '2026-12-01')],
    ['jeden Montag und Freitag', rule('FREQ=WEEKLY;BYDAY=MO,FR', '2026-11-30')],
    ['jeden 2. Freitag im Monat', rule('FREQ=MONTHLY;BYDAY=2FR', '2026-12-11')],
    ['every last monday of each month', rule('FREQ=MONTHLY;BYDAY=-1MO', '2026-11-30')],
    ['monatlich am 31.', rule('FREQ=MONTHLY;BYMONTHDAY=31', '2026-12-31')],
    ['jedes Jahr am 1. März', rule('FREQ=YEARLY', '2027-03-01')],
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
    'Notes from Monday',
    'Notes from Monday at 6pm to print',
    'Photos from the 1.12.',
    'Protokoll vom Montag',
    'Minutes of December 1',
    'Kaffee am Morgen',
    'Guten Morgen',
    'guten morgen sagen',
    'Der Morgen danach',
    'Ask who may 5 times',
    'May 5 people come?',
    'We march 3 times',
    'Release version 1.12.',
    'Read today’s paper',
    'Prepare weekly meeting',
    'Alle Tage sind gleich',
    'every 0 days',
    'Turn on the light in 3 rooms',
    'Read „heute“ and “tomorrow never dies” and «today»',
    'today',
  ])('TASK-111 "%s" stays a title', (text) => {
    const { lines } = parseQuickAdd(text, CONTEXT);
    expect(lines).toEqual([{ draft: { title: text }, level: 0, understood: [] }]);
  });

  test('TASK-461 what comes again is due on the next day of its rule, at the time that was said', () => {
    const read = (text: string) => parseQuickAdd(text, CONTEXT).drafts[0];
    expect(read('Water every monday at 6pm')).toMatchObject(at('2026-11-30', '18:00'));
    expect(read('Gießen jeden letzten Freitag um 8 Uhr')).toMatchObject(at('2026-12-25', '08:00'));
    expect(read('Water every 2 weeks ab 1.12.')).toEqual({
      title: 'Water',
      start: '2026-12-01',
      repeat: { rule: 'FREQ=WEEKLY;INTERVAL=2', afterDone: false },
    });
    expect(read('Water every monday by 9.12.')?.due).toBe('2026-12-09');
    expect(read('Water the plants daily.')?.due).toBe('2026-11-29');
  });

  test('TASK-462 a day and a time stand apart, and what ends a sentence goes with them', () => {
    const titles = (text: string) => parseQuickAdd(text, CONTEXT).drafts[0];
    expect(titles('Tomorrow, call Bob at 6pm.')).toEqual({ title: 'call Bob', ...at('2026-11-30', '18:00') });
    expect(titles('Print #flyer, !2: tomorrow!')).toEqual({
      title: 'Print',
      labels: ['flyer'],
      priority: 2,
      due: '2026-11-30',
    });
    expect(titles('Write monday tuesday')).toEqual({ title: 'Write tuesday', due: '2026-11-30' });
  });

  test('TASK-111 „um 6 am Bahnhof“ is a place, and 6 am a time in English', () => {
    expect(parseQuickAdd('Meet at 6 am', CONTEXT).drafts[0]).toMatchObject(at('2026-11-29', '06:00'));
    const german = parseQuickAdd('Treffen um 6 am Bahnhof', { ...CONTEXT, locale: 'de' });
    expect(german.drafts).toEqual([{ title: 'Treffen um 6 am Bahnhof' }]);
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
    for (const piece of [
      'from ',
      'on the ',
      'every monday, ',
      '1.',
      '„',
      '#a',
      'from 1.12. ',
      'next ',
      '!1,',
    ])
      parseQuickAdd(`${piece.repeat(400)}\n`.repeat(5), CONTEXT);
    parseQuickAdd('@a "every #'.repeat(50_000), CONTEXT);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test('TASK-460 tells how many lines were left out, and how many were too long', () => {
    const counts = ({ lines, leftOut, cut }: ReturnType<typeof parseQuickAdd>) => [
      lines.length,
      leftOut,
      cut,
    ];
    expect(counts(parseQuickAdd('x\n\n'.repeat(500), CONTEXT))).toEqual([500, 0, 0]);
    expect(counts(parseQuickAdd('x\n \n'.repeat(503), CONTEXT))).toEqual([500, 3, 0]);
    const long = `${'x'.repeat(500)}\n${'x'.repeat(501)}\n${'#a '.repeat(900)}x\n#a${' '.repeat(3000)}`;
    expect(counts(parseQuickAdd(long, CONTEXT))).toEqual([4, 0, 2]);
    const pair = parseQuickAdd(`${'x'.repeat(499)}😀`, CONTEXT);
    expect([pair.drafts[0]?.title.length, pair.cut]).toEqual([499, 1]);
  });
});
