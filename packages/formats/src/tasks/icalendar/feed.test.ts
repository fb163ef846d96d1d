import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { NOTHING, names } from '../../testing/todo-kit.ts';
import { type FeedForm, MOST_FEED_TASKS, writeFeed } from './feed.ts';

const feed = (tasks: Partial<typeof NOTHING>[], form: FeedForm = 'tasks', language: 'en' | 'de' = 'en') =>
  writeFeed(
    tasks.map((task, i) => ({
      task: { ...NOTHING, id: `id-${String(i).padStart(5, '0')}`, ...task },
      description: i === 0 ? 'From the market' : '',
      url: 'https://plenum.example/d/1',
      names,
    })),
    { title: 'Kitchen, hall', form, language },
  ).replace(/\r\n /g, '');
const lines = (text: string, name: string) => text.split('\r\n').filter((line) => line.startsWith(name));

test('TASK-500 a feed has all tasks of a list with the zones that they name, each once and from the first year on', () => {
  const text = feed([
    {
      title: 'Buy rice',
      due: '2026-12-01T18:00[Europe/Berlin]',
      repeat: { rule: 'FREQ=WEEKLY', afterDone: false },
    },
    { title: 'Ring Ada', due: '2024-12-01T18:00[Europe/Berlin]', isDone: true, parentId: 'id-00000' },
  ]);
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(lines(text, 'X-WR-CALNAME')).toEqual(['X-WR-CALNAME:Kitchen\\, hall']);
  expect(calendar.getAllSubcomponents('vtodo')).toHaveLength(2);
  expect(lines(text, 'TZID:')).toEqual(['TZID:Europe/Berlin']);
  expect(text).toMatch(/BEGIN:STANDARD[^B]*DTSTART:2023/);
  expect(lines(text, 'RELATED-TO')).toEqual(['RELATED-TO;RELTYPE=PARENT:id-00000']);
  expect(lines(text, 'URL')).toEqual(Array(2).fill('URL:https://plenum.example/d/1'));
});

test('TASK-501 as events a feed has the open tasks that are due, on their days and at their times, taking nobody’s time', () => {
  const text = feed(
    [
      {
        title: 'Buy rice',
        due: '2026-12-01',
        repeat: { rule: 'FREQ=WEEKLY', afterDone: false },
        labels: ['a,b'],
      },
      {
        title: 'Ring Ada',
        due: '2026-11-01T18:00[Europe/Berlin]',
        repeat: { rule: 'FREQ=WEEKLY', afterDone: true },
      },
      { title: 'Done', due: '2026-12-01', isDone: true },
      { title: 'Some day' },
    ],
    'events',
  );
  expect(text).not.toContain('VTODO');
  expect(lines(text, 'SUMMARY')).toEqual(['SUMMARY:Buy rice', 'SUMMARY:Ring Ada']);
  expect(lines(text, 'DTSTART;')).toEqual([
    'DTSTART;VALUE=DATE:20261201',
    'DTSTART;TZID=Europe/Berlin:20261101T180000',
  ]);
  expect(lines(text, 'RRULE:FREQ=WEEKLY')).toHaveLength(1);
  expect(lines(text, 'TRANSP')).toEqual(Array(2).fill('TRANSP:TRANSPARENT'));
  expect(lines(text, 'UID')).toEqual(['UID:due-id-00000', 'UID:due-id-00001']);
  expect(lines(text, 'DESCRIPTION')).toEqual(['DESCRIPTION:From the market']);
  expect(lines(text, 'CATEGORIES')).toEqual(['CATEGORIES:a\\,b']);
});

test('TASK-703 a task without a title is called so in a feed, in its language', () => {
  const untitled = [{ title: '', due: '2026-12-01' }];
  for (const form of ['tasks', 'events'] as const) {
    expect(lines(feed(untitled, form), 'SUMMARY')).toEqual(['SUMMARY:Untitled task']);
    expect(lines(feed(untitled, form, 'de'), 'SUMMARY')).toEqual(['SUMMARY:Aufgabe ohne Titel']);
  }
});

test('TASK-502, TASK-664 of too many tasks a feed has those due last, and says so in the language that is asked for', () => {
  const many = Array.from({ length: MOST_FEED_TASKS + 2 }, (_, i) => ({
    title: `${i}`,
    due: i === 7 ? null : i === 9 ? '2020-01-01' : '2026-12-01',
  }));
  const text = feed(many);
  expect(lines(text, 'BEGIN:VTODO')).toHaveLength(MOST_FEED_TASKS);
  expect([text.includes('SUMMARY:7\r'), text.includes('SUMMARY:9\r')]).toEqual([false, false]);
  expect(lines(text, 'X-WR-CALDESC')).toEqual([
    'X-WR-CALDESC:Of 5002 tasks these are the 5000 that are due last.',
  ]);
  expect(lines(feed(many, 'tasks', 'de'), 'X-WR-CALDESC')).toEqual([
    'X-WR-CALDESC:Von 5002 Aufgaben sind dies die 5000\\, die zuletzt fällig sind.',
  ]);
  expect(lines(feed([{ title: 'One' }]), 'X-WR-CALDESC')).toEqual([]);
  expect(feed(many.slice(0, 50))).toBe(feed(many.slice(0, 50)));
});
