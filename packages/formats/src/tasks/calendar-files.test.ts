import type { Task } from '@plenum/domain/tasks/types';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { lossesIn, readTasks } from '../testing/task-samples.ts';
import { NOTHING } from '../testing/todo-kit.ts';
import type { ExportedList } from './exported-list.ts';
import { icsFromTasks } from './ics-from-tasks.ts';

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const todo = (uid: string, ...lines: string[]) => ['BEGIN:VTODO', `UID:${uid}`, ...lines, 'END:VTODO'];
const ZONE = [
  ...[
    'BEGIN:VTIMEZONE',
    'TZID:/example.org/Europe/Berlin',
    'BEGIN:STANDARD',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0100',
  ],
  ...['DTSTART:20200101T000000', 'END:STANDARD', 'END:VTIMEZONE'],
];

test('TASK-520 the tasks of a calendar file come with their parts in any order, their rules, their zones and what calendar programs keep', () => {
  const read = readTasks(
    calendar(
      'X-WR-CALNAME:Kitchen\\, hall',
      ...ZONE,
      ...todo('wash', 'SUMMARY:Wash', 'RELATED-TO:cook', 'RRULE:INTERVAL=2;FREQ=WEEKLY'),
      ...todo(
        'cook',
        'SUMMARY:Cook',
        'DESCRIPTION:With *rice*',
        'DUE;TZID=/example.org/Europe/Berlin:20261201T180000',
        'STATUS:COMPLETED',
        'CATEGORIES:party',
        'PRIORITY:1',
        'X-KEPT:yes',
      ),
    ),
    'anything.txt',
  );
  expect(read.kind).toBe('ics');
  expect(lossesIn(read)).toEqual([]);
  expect(read.lists).toMatchObject([
    {
      title: 'Kitchen, hall',
      drafts: [
        {
          ...{
            uid: 'cook',
            title: 'Cook',
            description: 'With *rice*',
            isDone: true,
            priority: 1,
            labels: ['party'],
          },
          due: '2026-12-01T18:00[Europe/Berlin]',
          foreign: expect.stringContaining('X-KEPT:yes'),
          parts: [
            { uid: 'wash', title: 'Wash', repeat: { rule: 'FREQ=WEEKLY;INTERVAL=2', afterDone: false } },
          ],
        },
      ],
    },
  ]);
  expect(readTasks(calendar(...todo('a', 'SUMMARY:A')), 'Hall.ics').lists[0]?.title).toBe('Hall');
});

test('TASK-521 what of a calendar file is no task, broken, too long or leads nowhere is told, and the rest comes', () => {
  const read = readTasks(
    calendar(
      ...['BEGIN:VEVENT', 'UID:e', 'SUMMARY:Party', 'END:VEVENT'],
      ...todo('a', 'SUMMARY:Lost parent', 'RELATED-TO:nobody', 'DUE:20260230T180000Z', 'RRULE:FREQ=SECONDLY'),
      ...todo('b', 'SUMMARY:Long', `ATTACH:${'x'.repeat(30_000)}`),
      ...todo('c', 'SUMMARY:Ring', 'RELATED-TO:d'),
      ...todo('d', 'SUMMARY:Ring back', 'RELATED-TO:c'),
      ...todo('e', 'DUE:20261201T180000Z'),
      ...todo('nobody else', 'SUMMARY:Once', 'RECURRENCE-ID:20261201T180000Z'),
      ...['BEGIN:VTODO', 'SUMMARY:Without a UID', 'END:VTODO'],
    ),
  );
  const titles = read.lists[0]?.drafts.map(({ title }) => title);
  expect(titles).toEqual(['Lost parent', 'Long', 'Without a UID', 'Ring']);
  expect(lossesIn(read)).toEqual([
    ['unreadTasks', 3, 'Party', 'Once'],
    ['unreadDates', 1, 'Lost parent'],
    ['unreadRepeats', 1, 'Lost parent'],
    ['lostRelations', 2, 'Lost parent', 'Ring'],
    ['taskFields', 1, 'Long'],
  ]);
});

test.each([
  ['events alone', calendar('BEGIN:VEVENT', 'UID:e', 'END:VEVENT')],
  ['nothing', calendar()],
  ['half a task', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:a\r\n'],
  ['deep components', calendar(...Array(50).fill('BEGIN:VTODO'))],
  ['more tasks than are read', calendar(...Array.from({ length: 20_001 }, (_, i) => todo(`${i}`)).flat())],
  ['more lines than are read', `BEGIN:VCALENDAR\r\n${'A:b\r\n'.repeat(600_000)}END:VCALENDAR`],
])('TASK-521 a calendar file with %s is refused by a sentence', (_name, text) => {
  const start = performance.now();
  expect(() => readTasks(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('TASK-521 many zones and long lines take no long time', () => {
  const zones = Array.from({ length: 1_000 }, (_, i) => [
    'BEGIN:VTIMEZONE',
    `TZID:Zone ${i}`,
    'END:VTIMEZONE',
  ]).flat();
  const tasks = Array.from({ length: 1_000 }, (_, i) =>
    todo(`${i}`, `SUMMARY:${i}`, `DUE;TZID=Zone ${i}:20261201T180000`),
  ).flat();
  const start = performance.now();
  expect(readTasks(calendar(...zones, ...tasks)).lists[0]?.drafts).toHaveLength(1_000);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('TASK-522 a list that goes out as a calendar comes back with the same tasks, and tells what that cannot hold', () => {
  const task = (number: number, rest: Partial<Task>): Task => ({
    ...NOTHING,
    ...{
      id: `00000000-0000-4000-8000-00000000000${number}`,
      position: `a${number}`,
      title: `T${number}`,
      ...rest,
    },
  });
  const list: ExportedList = {
    title: 'Kitchen',
    tasks: [
      task(2, { parentId: task(1, {}).id, repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: true } }),
      task(1, {
        ...{ due: '2026-12-01T18:00[Europe/Berlin]', start: '2026-11-30', labels: ['a,b'], priority: 2 },
        ...{ isDone: true, doneAt: '2026-11-30T10:00:00.000Z', createdAt: '2026-11-01T10:00:00.000Z' },
        ...{ foreign: 'X-KEPT:yes', uid: 'from-phone', sectionId: 's', reminders: [10], people: ['p'] },
      }),
    ],
    sections: [{ id: 's', title: 'Party', position: 'a0', isForDone: false }],
    descriptions: new Map([[task(1, {}).id, 'With **rice**']]),
    names: new Map(),
  };
  const { content, losses } = icsFromTasks(list);
  expect(new ICAL.Component(ICAL.parse(content)).getAllSubcomponents('vtimezone')).toHaveLength(1);
  expect(losses.map(({ code }) => code)).toEqual(['taskReminders', 'taskSections', 'taskPeople']);
  const [back] = readTasks(content).lists;
  expect(back?.title).toBe('Kitchen');
  expect(back?.drafts).toMatchObject([
    {
      ...{
        title: 'T1',
        due: '2026-12-01T18:00[Europe/Berlin]',
        start: '2026-11-30',
        labels: ['a,b'],
        priority: 2,
      },
      ...{ isDone: true, doneAt: '2026-11-30T10:00:00.000Z', createdAt: '2026-11-01T10:00:00.000Z' },
      ...{ foreign: 'X-KEPT:yes', uid: 'from-phone', description: 'With **rice**' },
      parts: [{ title: 'T2', repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: true } }],
    },
  ]);
});
