import { expect, test } from 'vitest';
import { lossesIn, readTasks, taskSample } from '../testing/task-samples.ts';
import { writeZip } from '../zip/write-zip.ts';

test('TASK-300 a file is known by what is in it, whatever it is called', () => {
  for (const name of ['todoist.csv', 'vikunja.json', 'deck.json', 'trello.json'])
    expect(readTasks(taskSample(name), 'holiday.png').kind).toBe(name.split('.')[0]);
  expect(readTasks('title\nA', 'data.json').kind).toBe('csv');
});

test('TASK-302 a project of Todoist has its sections, parts, labels, comments and repeats', () => {
  const read = readTasks(taskSample('todoist.csv'), 'Street party [2203306141].csv');
  expect(read.kind).toBe('todoist');
  expect(read.lists).toEqual([
    {
      title: 'Street party',
      sections: [{ title: 'Every week', isForDone: false }],
      drafts: [
        {
          key: 'row 3',
          title: 'Ask who brings chairs',
          description: 'Forty of them.\nAlso two tables.',
          labels: ['haus'],
          assigneeNames: ['Mara Lind'],
          priority: 1,
          due: '2026-12-01',
          parts: [
            {
              key: 'row 4',
              title: 'Call the parish',
              priority: 2,
              due: '2026-12-02T18:30[Europe/Berlin]',
              description: '**Mara Lind**\n\nNot before six, says Mara.',
              parts: [{ key: 'row 6', title: 'Ask for the key' }],
            },
          ],
        },
        {
          key: 'row 9',
          title: 'Water the plants',
          section: 'Every week',
          labels: ['haus', 'garten'],
          repeat: { rule: 'FREQ=WEEKLY;INTERVAL=2', afterDone: true },
        },
        {
          key: 'row 10',
          title: 'Write the letter',
          section: 'Every week',
          priority: 3,
          start: '2026-12-03',
          due: '2026-12-09',
        },
        {
          key: 'row 11',
          title: 'Look at the moon',
          section: 'Every week',
          description: '**Kai**\n\nThe plan',
        },
      ],
    },
  ]);
  expect(lossesIn(read)).toEqual([
    ['unreadRepeats', 1, 'every full moon'],
    ['taskFiles', 1, 'The plan'],
    ['taskFields', 1, 'Call the parish'],
  ]);
});

test.each([
  ['every day', 'FREQ=DAILY'],
  ['every 3 months', 'FREQ=MONTHLY;INTERVAL=3'],
  ['every mon, fri at 8am', 'FREQ=WEEKLY;BYDAY=MO,FR'],
  ['every weekday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['every monday and thursday', 'FREQ=WEEKLY;BYDAY=MO,TH'],
  ['every 0 days', undefined],
  ['every sunny day', undefined],
])('TASK-302 how often a task of Todoist comes again is read from its words: %s', (date, rule) => {
  const read = readTasks(`TYPE,CONTENT,PRIORITY,INDENT,DATE\ntask,x,4,1,"${date}"\n`);
  expect(read.lists[0]?.drafts[0]?.repeat?.rule).toBe(rule);
  expect(lossesIn(read)).toEqual(rule === undefined ? [['unreadRepeats', 1, date]] : []);
});

test('TASK-303 an export of Vikunja has its projects, buckets, parts and what they wait for, in their order', () => {
  const read = readTasks(taskSample('vikunja.json'), 'data.json');
  expect(read.kind).toBe('vikunja');
  expect(read.lists.map(({ title }) => title)).toEqual(['Summer party', 'Someday']);
  expect(read.lists[0]?.sections).toEqual([
    { title: 'To-Do', isForDone: false },
    { title: 'Done', isForDone: true },
  ]);
  expect(read.lists[0]?.drafts).toEqual([
    {
      key: '23',
      title: 'Ask the parish',
      section: 'To-Do',
      description: 'By mail',
      due: '2026-06-20',
      repeat: { rule: 'FREQ=MONTHLY', afterDone: false },
      priority: 3,
      createdAt: '2025-03-01T10:06:00Z',
    },
    {
      key: '21',
      title: 'Borrow benches',
      section: 'To-Do',
      description:
        'From the **parish**.\n\n- [x] called\n\n---\n\n**Mara Lind**, 2025-03-02 12:20\n\nThey have *ten*.',
      start: '2026-07-01',
      due: '2026-07-10T18:00[Europe/Berlin]',
      reminders: [60, 1440],
      repeat: { rule: 'FREQ=WEEKLY;INTERVAL=2', afterDone: true },
      priority: 1,
      labels: ['haus'],
      assigneeNames: ['Mara Lind'],
      blockedByKeys: ['23'],
      createdAt: '2025-03-01T10:00:00Z',
      parts: [
        {
          key: '22',
          title: 'Find a van',
          section: 'Done',
          isDone: true,
          doneAt: '2026-06-01T09:30:00Z',
          createdAt: '2025-03-01T10:05:00Z',
        },
      ],
    },
  ]);
  expect(lossesIn(read)).toEqual([
    ['taskFiles', 1, 'Borrow benches'],
    ['taskFields', 1, 'Borrow benches'],
  ]);
});

test('TASK-303 so does the archive in which Vikunja sends it', () => {
  const data = taskSample('vikunja.json');
  const zip = writeZip([
    { name: 'data.json', content: data },
    { name: 'filters.json', content: '[]' },
    { name: 'files/31', content: 'x' },
    { name: 'VERSION', content: 'v1.0.0' },
  ]);
  expect(readTasks(zip, 'vikunja-export.zip')).toEqual(readTasks(data));
});

test('TASK-303 an older export says of each task where it stands, and has projects in projects', () => {
  const task = { id: 1, title: 'Old', bucket_id: 5, description: 'x', repeat_after: 5400, done: false };
  const child = { id: 3, title: 'Below', tasks: [] };
  const buckets = [{ id: 5, title: 'Backlog', is_done_bucket: false, position: 1 }];
  const read = readTasks(
    JSON.stringify([{ id: 2, title: 'P', tasks: [task], buckets, child_projects: [child] }]),
  );
  expect(read.lists.map(({ title }) => title)).toEqual(['P', 'Below']);
  expect(read.lists[0]?.drafts).toEqual([{ key: '1', title: 'Old', section: 'Backlog', description: 'x' }]);
  expect(lossesIn(read)).toEqual([['unreadRepeats', 1, 'Old']]);
});

test('TASK-304 a board of Deck has its stacks and cards in their order, with labels, people and days', () => {
  const read = readTasks(taskSample('deck.json'), 'deck.json');
  expect(read.kind).toBe('deck');
  expect(read.lists).toEqual([
    {
      title: 'Garden',
      sections: [
        { title: 'To do', isForDone: false },
        { title: 'Doing', isForDone: false },
      ],
      drafts: [
        {
          key: '114',
          title: 'Buy a spade',
          section: 'To do',
          description: '# Which\n\nA *small* one',
          labels: ['tools'],
          start: '2026-12-20T09:00[Europe/Berlin]',
          due: '2026-12-24',
          createdAt: '2023-07-18T08:06:09.000Z',
        },
        {
          key: '115',
          title: 'Lend the ladder',
          section: 'To do',
          assigneeNames: ['Mara Lind'],
          isDone: true,
          doneAt: '2023-07-18T10:00:00.000Z',
          due: '2023-07-17T04:00[Europe/Berlin]',
          createdAt: '2023-07-18T08:06:12.000Z',
        },
        {
          key: '117',
          title: 'Old fence',
          section: 'Doing',
          isDone: true,
          createdAt: '2023-07-18T08:06:18.000Z',
        },
      ],
    },
  ]);
  expect(lossesIn(read)).toEqual([
    ['comments', 1, 'Old fence'],
    ['taskFiles', 2, 'Old fence'],
    ['archivedTasks', 1, 'Old fence'],
  ]);
});

test('TASK-304 an older export has its boards at the top, and cards apart from their stacks', () => {
  const stacks = { 0: { id: 7, title: 'One', order: 1 }, 7: { cards: [{ id: 1, title: 'Card', order: 1 }] } };
  const read = readTasks(JSON.stringify({ 12: { id: 12, title: 'Board', stacks } }));
  expect(read.lists).toEqual([
    {
      title: 'Board',
      sections: [{ title: 'One', isForDone: false }],
      drafts: [{ key: '1', title: 'Card', section: 'One' }],
    },
  ]);
});

test('TASK-305 a board of Trello has its lists and cards, with checklists, links and comments below the text', () => {
  const read = readTasks(taskSample('trello.json'), 'qwertyui - assembly.json');
  expect(read.kind).toBe('trello');
  expect(read.lists).toEqual([
    {
      title: 'Assembly',
      sections: [{ title: 'To do', isForDone: false }],
      drafts: [
        {
          key: '60e9d1832ff82d10c0cea6b1',
          title: 'Rent the hall',
          section: 'To do',
          isDone: true,
          start: '2026-11-20',
          due: '2026-12-01T18:30[Europe/Berlin]',
          reminders: [1440],
          labels: ['urgent', 'green'],
          assigneeNames: ['Mara Lind'],
          createdAt: '2021-07-10T16:57:39.000Z',
          description: [
            'Near the *station*',
            '**Before**',
            '- [x] ask for the price\n- [ ] sign',
            '- [Offer](<https://hall.example/offer>)',
            '---',
            '**Mara Lind**, 2021-07-10 19:01',
            'First',
            '**Mara Lind**, 2021-07-11 19:01',
            'Second',
          ].join('\n\n'),
        },
        {
          key: '60e9d1832ff82d10c0cea6b2',
          title: 'Old thing',
          section: 'To do',
          isDone: true,
          createdAt: '2021-07-10T16:57:39.000Z',
        },
      ],
    },
  ]);
  expect(lossesIn(read)).toEqual([
    ['taskFiles', 1, 'Rent the hall'],
    ['taskFields', 1, 'Old thing'],
    ['archivedTasks', 1, 'Old thing'],
  ]);
});
