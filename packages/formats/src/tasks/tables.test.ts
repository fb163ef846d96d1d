import { describe, expect, test } from 'vitest';
import { lossesIn, readTasks } from '../testing/task-samples.ts';
import { Times } from './times.ts';

const draftsOf = (content: string | Uint8Array) => readTasks(content).lists[0]?.drafts;

describe('a table', () => {
  const GERMAN = [
    'Titel;Fällig;Zuständig;Schlagwörter;Priorität;Spalte;Beschreibung;Erledigt;Übergeordnet',
    'Bänke leihen;1.7.2026 18:00;"Mara; Kai";haus, fest;hoch;Vorher;"Zwei Zeilen\r\nmit ""Zeichen""";nein;',
    'Lieferwagen;;;;;;;ja;Bänke leihen',
  ].join('\r\n');
  const expected = [
    {
      key: 'row 2',
      title: 'Bänke leihen',
      due: '2026-07-01T18:00[Europe/Berlin]',
      assigneeNames: ['Mara', 'Kai'],
      labels: ['haus', 'fest'],
      priority: 2,
      section: 'Vorher',
      description: 'Zwei Zeilen\nmit "Zeichen"',
      parts: [{ key: 'row 3', title: 'Lieferwagen', isDone: true }],
    },
  ];

  test('TASK-301 is read with its columns called in German, by semicolons and with line breaks in quotes', () => {
    expect(draftsOf(GERMAN)).toEqual(expected);
    expect(readTasks(GERMAN, 'C:\\Eigene Dateien\\Fest.csv').lists[0]).toMatchObject({
      title: 'Fest',
      sections: [{ title: 'Vorher', isForDone: false }],
    });
  });

  test('TASK-301 is read in UTF-8 with or without its mark, and in Windows-1252', () => {
    expect(draftsOf(`\uFEFF${GERMAN}`)).toEqual(expected);
    expect(draftsOf(Buffer.from(GERMAN, 'latin1'))).toEqual(expected);
  });

  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('TASK-301 is read by %s', (_, sign) => {
    const text = [
      ['Name', 'Due date', 'Tags'],
      ['A', '2026-12-01', 'x'],
      ['B', '', ''],
    ];
    expect(draftsOf(text.map((row) => row.join(sign)).join('\n'))).toEqual([
      { key: 'row 2', title: 'A', due: '2026-12-01', labels: ['x'] },
      { key: 'row 3', title: 'B' },
    ]);
  });

  test('TASK-301 may have ids for what a task is a part of and waits for, and rules for when it comes again', () => {
    const text = 'ID,Parent,Title,Blocked by,RRULE\n1,,A,,RRULE:FREQ=DAILY\n2,1,B,,\n3,,C,"1, B",every day\n';
    const read = readTasks(text);
    expect(read.lists[0]?.drafts).toEqual([
      {
        key: '1',
        title: 'A',
        repeat: { rule: 'FREQ=DAILY', afterDone: false },
        parts: [{ key: '2', title: 'B' }],
      },
      { key: '3', title: 'C', blockedByKeys: ['1', '2'] },
    ]);
    expect(lossesIn(read)).toEqual([['unreadRepeats', 1, 'C']]);
  });

  test('TASK-307 tells of rows that have more than there are columns', () => {
    expect(lossesIn(readTasks('title,due\nA,,x,y\nB,,,\n'))).toEqual([['taskFields', 1]]);
  });

  test('TASK-307 tells of columns, days and words that it cannot read, and of rows that have no title', () => {
    const read = readTasks(
      'title,due,priority,Costs,Empty,done at\nA,soon,very,12,,1.1.2026\n,2026-01-01,,,,\n',
    );
    expect(read.lists[0]?.drafts).toEqual([{ key: 'row 2', title: 'A' }]);
    expect(lossesIn(read)).toEqual([
      ['unreadTasks', 1],
      ['unreadDates', 2, '1.1.2026', 'soon'],
      ['taskFields', 2, 'Costs', 'very'],
    ]);
  });
});

test('TASK-306 a day alone, and a midnight in UTC, is a day; any other time is one in a zone', () => {
  const times = new Times('Europe/Berlin');
  const read = [
    '2026-12-01',
    '2026-12-01T00:00:00Z',
    '2026-12-01T00:00:00+00:00',
    '1.12.2026',
    'Dec 1 2026',
    '1 December 2026',
  ].map((text) => times.when(text));
  expect(new Set(read)).toEqual(new Set(['2026-12-01']));
  expect(
    [
      '2026-12-01T17:00:00Z',
      '2026-12-01T17:00:00.000+0000',
      '2026-12-01T19:00:00+02:00',
      '2026-12-01 18:00',
      '01.12.2026 18:00',
      '1.12.2026, 18:00 Uhr',
      'Dec 1 2026 6:00 pm',
    ].map((text) => times.when(text)),
  ).toEqual(Array(7).fill('2026-12-01T18:00[Europe/Berlin]'));
  expect(times.when('2026-07-01T16:00:00Z')).toBe('2026-07-01T18:00[Europe/Berlin]');
  expect(times.when('2026-12-01T18:00[America/New_York]')).toBe('2026-12-01T18:00[America/New_York]');
  expect(times.when('2026-12-01T18:00', 'Asia/Tokyo')).toBe('2026-12-01T18:00[Asia/Tokyo]');
  expect(new Times('No/Where').when('2026-12-01T18:00')).toBe('2026-12-01T18:00[UTC]');
});

test.each([
  '2026-02-30',
  '2026-13-01',
  '31.4.2026',
  '0050-01-01',
  '3000-01-01',
  '1899-12-31',
  '2999-12-31T23:30:00Z',
  '2026-12-01T18:00[No/Where]',
  '2026-12-01T25:00',
  'tomorrow',
  'Foo 1 2026',
  '12/01/2026',
  '',
])('TASK-306 what is no day, or outside of the years that are kept, is none: %s', (text) => {
  expect(new Times('Europe/Berlin').when(text)).toBeNull();
});
