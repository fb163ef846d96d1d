import { expect, test } from 'vitest';
import { BERLIN, NOTHING, names, read, returned, taskOf, todo, write } from '../../testing/todo-kit.ts';
import { taskFromTodo } from './task-from-todo.ts';
import { todoFromTask } from './todo-from-task.ts';

test('TASK-200 what a task says is read from its properties, and written as them', () => {
  const { uid, description, fields } = read(
    'SUMMARY:Räume putzen\\, lüften \\; 🧹',
    'DESCRIPTION:Erst **oben**\\nund dann unten.',
    'DTSTART;VALUE=DATE:20261130',
    'DUE;TZID=Europe/Berlin:20261201T180000',
    'STATUS:COMPLETED',
    'COMPLETED:20261201T170530Z',
    'PERCENT-COMPLETE:100',
    'PRIORITY:5',
    'CATEGORIES:Küche,Haus\\, Hof',
    'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
    'X-PLENUM-AFTER-DONE:TRUE',
    'RELATED-TO:parent@example.org',
    'CREATED:20261101T080000Z',
  );
  expect({ uid, description }).toEqual({ uid: 'one', description: 'Erst **oben**\nund dann unten.' });
  expect(fields).toEqual({
    title: 'Räume putzen, lüften ; 🧹',
    start: '2026-11-30',
    due: '2026-12-01T18:00[Europe/Berlin]',
    isDone: true,
    doneAt: '2026-12-01T17:05:30.000Z',
    priority: 3,
    labels: ['Küche', 'Haus, Hof'],
    repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: true },
    parentId: 'id of parent@example.org',
    createdAt: '2026-11-01T08:00:00.000Z',
    foreign: 'RELATED-TO:parent@example.org',
  });
  expect(write({ ...NOTHING, ...fields, foreign: null, uid }, description)).toEqual(
    expect.arrayContaining([
      'UID:one',
      'SUMMARY:Räume putzen\\, lüften \\; 🧹',
      'DESCRIPTION:Erst **oben**\\nund dann unten.',
      'DTSTART;VALUE=DATE:20261130',
      'DUE;TZID=Europe/Berlin:20261201T180000',
      'STATUS:COMPLETED',
      'COMPLETED:20261201T170530Z',
      'PERCENT-COMPLETE:100',
      'PRIORITY:5',
      'CATEGORIES:Küche,Haus\\, Hof',
      'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
      'X-PLENUM-AFTER-DONE:TRUE',
      'RELATED-TO;RELTYPE=PARENT:parent@example.org',
      'CREATED:20261101T080000Z',
      'DTSTAMP:20261201T170530Z',
    ]),
  );
});

test('TASK-200 a task with nothing but its title is a whole calendar object', () => {
  expect(todoFromTask({ ...NOTHING, title: 'Milk' }, { description: '', names })).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Plenum//Tasks//EN',
      'BEGIN:VTODO',
      'UID:11111111-1111-4111-8111-111111111111',
      'DTSTAMP:19700101T000000Z',
      'SUMMARY:Milk',
      'STATUS:NEEDS-ACTION',
      'END:VTODO',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test.each([
  [0, 0],
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [6, 4],
  [9, 4],
  [10, 0],
])('TASK-200 PRIORITY:%i is the priority %i', (sent, priority) => {
  expect(read(`PRIORITY:${sent}`).fields.priority).toBe(priority);
});

test('TASK-201 what a program says and Plenum has no place for comes back as it was', () => {
  const lines = [
    'SEQUENCE:3',
    'ATTENDEE;CN="Ko; Ko":mailto:ko@example.org',
    'X-APPLE-SORT-ORDER:123456',
    'GEO:52.5;13.4',
    'CLASS:PRIVATE',
    'URL:https://example.org/a?b=c',
    'COMMENT:a\\, b',
    'ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:aGFsbG8=',
    'RELATED-TO;RELTYPE=SIBLING:other',
    'CONSTRUCTOR;__PROTO__=1:x',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER;RELATED=END:-PT15M',
    'DESCRIPTION:Wake up',
    'END:VALARM',
    'BEGIN:X-THING',
    'BEGIN:X-INNER',
    'X-A:1',
    'END:X-INNER',
    'END:X-THING',
  ];
  expect(returned('SUMMARY:a', ...lines)).toEqual(expect.arrayContaining(lines));
  const was = read('SUMMARY:a', ...lines);
  expect(write(taskOf(was, { title: 'another' }))).toEqual(expect.arrayContaining(lines));
});

test('TASK-202 how a program said it stays while it means the same, and goes when the task is another', () => {
  const lines = [
    'SUMMARY;LANGUAGE=de:Zwei\\nZeilen',
    'DUE:20261201T170000Z',
    'STATUS:CANCELLED',
    'PRIORITY:2',
    'CATEGORIES:a',
    'CATEGORIES:b',
  ];
  expect(read(...lines).fields).toMatchObject({
    title: 'Zwei Zeilen',
    due: '2026-12-01T18:00[Europe/Berlin]',
    isDone: true,
    priority: 1,
    labels: ['a', 'b'],
  });
  expect(returned(...lines)).toEqual(expect.arrayContaining(lines));
  const changed = write(
    taskOf(read(...lines), {
      title: 'Eine Zeile',
      due: '2026-12-02',
      isDone: false,
      priority: 2,
      labels: ['a'],
    }),
  );
  for (const line of lines.filter((one) => one !== 'CATEGORIES:a')) expect(changed).not.toContain(line);
  expect(changed).toEqual(
    expect.arrayContaining([
      'SUMMARY:Eine Zeile',
      'DUE;VALUE=DATE:20261202',
      'STATUS:NEEDS-ACTION',
      'PRIORITY:3',
      'CATEGORIES:a',
    ]),
  );
});

test('TASK-202 a day that no calendar of ours has comes back as it was', () => {
  expect(read('DUE;VALUE=DATE:10010101').fields.due).toBeNull();
  expect(returned('DUE;VALUE=DATE:10010101')).toContain('DUE;VALUE=DATE:10010101');
  expect(read('DUE;VALUE=DATE:20260230').fields.due).toBeNull();
});

test('TASK-202 a length in place of an end gives the end', () => {
  expect(read('DTSTART;TZID=Europe/Berlin:20270327T120000', 'DURATION:P1D').fields.due).toBe(
    '2027-03-28T13:00[Europe/Berlin]',
  );
  expect(read('DTSTART;VALUE=DATE:20270327', 'DURATION:P2D').fields.due).toBe('2027-03-29');
  expect(read('DTSTART;VALUE=DATE:20270327', 'DURATION:P99999999999D').fields.due).toBeNull();
});

test.each([
  ['DUE;TZID=America/New_York:20261201T120000', '2026-12-01T12:00[America/New_York]'],
  ['DUE:20261201T120000', '2026-12-01T12:00[Europe/Berlin]'],
  ['DUE:20260701T120000Z', '2026-07-01T14:00[Europe/Berlin]'],
  [
    'DUE;TZID=/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires:20261201T120000',
    '2026-12-01T12:00[America/Argentina/Buenos_Aires]',
  ],
  ['DUE;TZID="W. Europe Standard Time":20261201T120000', '2026-12-01T12:00[Europe/Berlin]'],
  ['DUE;TZID=Nowhere/Known:20261201T120000', '2026-12-01T12:00[Europe/Berlin]'],
])('TASK-203 %s is read in its zone', (line, when) => {
  expect(read(line).fields.due).toBe(when);
});

test('TASK-203 a time comes with its zone, which holds in summer and winter', () => {
  const lines = write({ ...NOTHING, due: '2026-12-01T18:00[Europe/Berlin]' });
  const zone = lines.slice(lines.indexOf('BEGIN:VTIMEZONE'), lines.indexOf('END:VTIMEZONE') + 1);
  expect(zone.join('\n')).toBe(`BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
TZNAME:GMT+1
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
DTSTART:20250101T010000
END:STANDARD
BEGIN:DAYLIGHT
TZNAME:GMT+2
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:20250330T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT+1
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:20251026T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`);
});

test('TASK-203 a zone whose changes follow no rule is written with each of them', () => {
  const lines = write({ ...NOTHING, due: '2026-12-01T18:00[Africa/Casablanca]' });
  expect(lines.filter((line) => line.startsWith('RDATE:')).length).toBeGreaterThan(15);
  expect(write({ ...NOTHING, due: '2026-12-01T18:00[Asia/Tokyo]' })).toContain('TZOFFSETTO:+0900');
  expect(write({ ...NOTHING, due: '2026-12-01T18:00[Australia/Lord_Howe]' })).toContain('TZOFFSETFROM:+1030');
});

test('TASK-203 a zone that only its own calendar knows comes back with it', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Custom',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
  ];
  const text = todo('DUE;TZID=Custom:20261201T120000').replace(
    'BEGIN:VTODO',
    [...zone, 'BEGIN:VTODO'].join('\r\n'),
  );
  const lines = write(taskOf(taskFromTodo(text, BERLIN)));
  expect(lines).toEqual(expect.arrayContaining([...zone, 'DUE;TZID=Custom:20261201T120000']));
});

test('TASK-204 occurrences of a task that are otherwise come back beside it', () => {
  const occurrence = [
    'BEGIN:VTODO',
    'UID:one',
    'RECURRENCE-ID:20261202T000000Z',
    'SUMMARY:once',
    'END:VTODO',
  ];
  const text = todo('SUMMARY:always', 'RRULE:FREQ=DAILY').replace(
    'END:VCALENDAR',
    [...occurrence, 'END:VCALENDAR'].join('\r\n'),
  );
  const was = taskFromTodo(text, BERLIN);
  expect(was.fields.title).toBe('always');
  expect(write(taskOf(was)).join('\n')).toContain(`END:VTODO\n${occurrence.join('\n')}\nEND:VCALENDAR`);
});

test('TASK-205 lines are folded by octets, never within a character, and unfolded whoever folded them', () => {
  const title = `${'ä'.repeat(60)}${'🧹'.repeat(30)} مهمة جديدة ${'x'.repeat(80)}`;
  const text = todoFromTask({ ...NOTHING, title }, { description: `${title}\n${title}`, names });
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\ufffd');
  }
  expect(taskFromTodo(text, BERLIN)).toMatchObject({ fields: { title }, description: `${title}\n${title}` });
  expect(taskFromTodo(text.replaceAll('\r\n', '\n'), BERLIN).fields.title).toBe(title);
  expect(taskFromTodo(text.replaceAll('\r\n ', '\r\n\t'), BERLIN).fields.title).toBe(title);
});
