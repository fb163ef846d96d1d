import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import { lossesIn, readTasks } from '../testing/task-samples.ts';
import { writeZip } from '../zip/write-zip.ts';
import { LONGEST_DESCRIPTION } from './draft-from-found.ts';

const refused = expect.objectContaining({ name: 'AppError', code: 'invalid_input' });
const own = (rest: object) => JSON.stringify({ format: 'plenum-tasks', version: 1, title: 'x', ...rest });
const deepest = (drafts: readonly TaskDraft[]): number =>
  drafts.reduce((most, { parts = [] }) => Math.max(most, 1 + deepest(parts)), 0);

describe('what holds no tasks', () => {
  test.each([
    ['nothing', ''],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255])],
    ['a letter', 'Dear all,\nsee you.'],
    ['a table without titles', 'due,priority\n2026-01-01,1'],
    ['half of some JSON', '{"lists": [{'],
    ['other JSON', '{"a": 1}'],
    ['a list of numbers', '[1, 2, 3]'],
    ['nothing in JSON', '[]'],
    ['an archive without tasks', writeZip([{ name: 'a.txt', content: 'x' }])],
    ['half of an archive', writeZip([{ name: 'data.json', content: '[]' }]).subarray(0, 40)],
    ['a later version', JSON.stringify({ format: 'plenum-tasks', version: 2 })],
    ['an open quote', `title,description\nA,"${'x'.repeat(1000)}`],
  ])('TASK-300, TASK-309 is refused with a sentence: %s', (_, content) => {
    expect(() => readTasks(content)).toThrow(refused);
  });
});

describe('what is too much', () => {
  test.each([
    ['a table of 100,000 columns', () => `title${',x'.repeat(100_000)}\n`],
    ['a table of 100,000 rows', () => `title\n${'x\n'.repeat(100_000)}`],
    ['JSON of 100,000 tasks', () => own({ tasks: Array(100_000).fill({ title: 'A' }) })],
    [
      'megabytes of HTML',
      () => JSON.stringify([{ id: 1, tasks: [{ id: 1, title: 'A', description: '<b>'.repeat(2 ** 21) }] }]),
    ],
    ['one row of megabytes', () => `title\n"${'x'.repeat(2 ** 21)}"\n`],
    ['a file of 30 megabytes', () => Buffer.alloc(30 * 2 ** 20, 'title\n')],
    [
      'an archive that grows',
      () => writeZip([{ name: 'data.json', content: `[${' '.repeat(40 * 2 ** 20)}]` }]),
    ],
  ])('TASK-309 is refused without reading all of it: %s', (_, content) => {
    expect(() => readTasks(content())).toThrow(refused);
  });

  test('TASK-309 cells beyond the columns cost nothing', () => {
    const row = `A${','.repeat(50_000)}`;
    expect(readTasks(`title,due\n${Array(100).fill(row).join('\n')}`).lists[0]?.drafts).toHaveLength(100);
  });

  test('TASK-309 JSON of a hundred thousand levels is refused', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(() => readTasks(deep)).toThrow(refused);
    const children = `${'[{"id":1,"title":"p","child_projects":'.repeat(50_000)}[]${'}]'.repeat(50_000)}`;
    expect(() => readTasks(children)).toThrow(refused);
  });
});

test('TASK-309 nothing that all objects inherit is read, and no name of theirs is set', () => {
  const odd = '{"__proto__": {"title": "inherited", "isDone": true}, "constructor": 1, "id": "__proto__"}';
  const read = readTasks(
    own({}).replace(
      '}',
      `,"sections":[{"title":"__proto__"}],"tasks":[${odd},{"id":"toString","title":"A","section":0,"blockedBy":["__proto__","constructor"],"people":[{"id":"__proto__","name":"x"}]}]}`,
    ),
  );
  expect(read.lists[0]?.drafts).toEqual([{ key: 'toString', title: 'A', section: '__proto__' }]);
  Object.defineProperty(Object.prototype, 'isDone', { value: true, configurable: true });
  const inherited = readTasks(own({ tasks: [{ title: 'A' }] }));
  Reflect.deleteProperty(Object.prototype, 'isDone');
  expect(inherited.lists[0]?.drafts).toEqual([{ title: 'A' }]);
  expect('title' in {}).toBe(false);
  expect(readTasks('title,__proto__,constructor\nA,x,y').lists[0]?.drafts).toEqual([
    { key: 'row 2', title: 'A' },
  ]);
});

test.each([
  [
    'own',
    own({
      sections: 'x',
      tasks: [
        null,
        3,
        [],
        { title: {} },
        {
          title: 'A',
          labels: 'x',
          people: [1],
          reminders: [null, 'x', 5],
          repeat: [],
          due: 7,
          priority: '1',
        },
      ],
    }),
  ],
  [
    'trello',
    JSON.stringify({
      lists: [null, 4, { name: 3 }],
      cards: [1, {}, { name: 'A', labels: {}, idMembers: [4], due: 5, pos: 'x' }],
      actions: 5,
      checklists: [{ checkItems: 4 }],
    }),
  ],
  [
    'deck',
    JSON.stringify({
      boards: [
        {
          stacks: [
            {
              id: 1,
              title: 5,
              cards: [null, {}, { title: 'A', labels: [4], assignedUsers: [{}], createdAt: 1e300 }],
            },
          ],
        },
      ],
    }),
  ],
  [
    'vikunja',
    JSON.stringify([
      {
        id: 'x',
        tasks: [
          null,
          {},
          {
            title: 'A',
            priority: 99,
            repeat_after: 'x',
            related_tasks: [4],
            labels: [{}],
            reminders: [{}],
            due_date: {},
          },
        ],
      },
      null,
      5,
    ]),
  ],
])('TASK-309 values of the wrong types are as if they were not there: %s', (_, content) => {
  const read = readTasks(content);
  expect(read.lists[0]?.drafts.map(({ title }) => title)).toEqual(['A']);
  expect(read.losses.map(({ code }) => code)).toContain('unreadTasks');
});

describe('parts', () => {
  test('TASK-308 of what is not there stand on their own, as do those that lead back to themselves', () => {
    const read = readTasks('id,parent,title\n1,2,A\n2,1,B\n3,3,C\n4,9,D\n5,1,E\n');
    expect(read.lists[0]?.drafts).toEqual([
      { key: '4', title: 'D' },
      {
        key: '1',
        title: 'A',
        parts: [
          { key: '2', title: 'B' },
          { key: '5', title: 'E' },
        ],
      },
      { key: '3', title: 'C' },
    ]);
    expect(lossesIn(read)).toEqual([['lostRelations', 3, 'D', 'A', 'C']]);
  });

  test('TASK-308 of ten thousand levels are raised to the fiftieth', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `${i},${i - 1},T${i}`);
    const read = readTasks(`id,parent,title\n${rows.join('\n')}`);
    const drafts = read.lists[0]?.drafts ?? [];
    expect(deepest(drafts)).toBe(50);
    expect(lossesIn(read)).toContainEqual(['deepNesting', 9950, 'T49', 'T50', 'T51']);
  });
});

describe('bounds', () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
  const first = (task: object) => {
    const read = readTasks(own({ tasks: [{ id: 'a', title: 'A', due: '2026-01-01', ...task }] }));
    return { draft: read.lists[0]?.drafts[0], losses: lossesIn(read) };
  };

  test('TASK-307 a list has as many tasks and sections as it may, and tells of the others', () => {
    const tasks = numbered(TASK_LIMITS.tasks + 2).map((title) => ({ title }));
    const read = readTasks(own({ tasks, sections: numbered(103).map((title) => ({ title })) }));
    expect(read.lists[0]?.drafts).toHaveLength(TASK_LIMITS.tasks);
    expect(read.lists[0]?.sections).toHaveLength(TASK_LIMITS.sections);
    expect(lossesIn(read)).toEqual([
      ['surplusTasks', 2, 'n10000', 'n10001'],
      ['surplusSections', 3, 'n100', 'n101', 'n102'],
    ]);
  });

  test('TASK-307 a task of a section that had to be left out stands in none', () => {
    const sections = numbered(101).map((title) => ({ title }));
    const read = readTasks(own({ sections, tasks: [{ title: 'A', section: 100 }] }));
    expect(read.lists[0]?.drafts).toEqual([{ title: 'A' }]);
  });

  test.each([
    ['labels', { labels: numbered(40) }, ['surplusMembers', 10, 'A']],
    ['reminders', { reminders: Array.from({ length: 25 }, (_, i) => i) }, ['surplusMembers', 5, 'A']],
    ['reminders that are none', { reminders: [-5, 1.5, 1e9] }, ['lostReminders', 3, 'A']],
    ['a rule', { repeat: { rule: `FREQ=DAILY;X-A=${'1'.repeat(500)}` } }, ['unreadRepeats', 1, 'A']],
    ['no rule', { repeat: { rule: 'FREQ=DAILY\nATTACH:x' } }, ['unreadRepeats', 1, 'A']],
    ['what calendars keep', { foreign: 'x'.repeat(20_001) }, ['cutTexts', 1, 'A']],
    ['a day', { start: 'x' }, ['unreadDates', 1, 'x']],
    ['links', { blockedBy: ['b'], relatesTo: ['a', 'c'] }, ['lostRelations', 3, 'A']],
  ])('TASK-307 what is beyond the bounds of a task is left out, and told: %s', (_, task, loss) => {
    expect(first(task).losses).toEqual([loss]);
  });

  test('TASK-307 texts that are too long are cut, and told', () => {
    const long = (length: number) => 'ö'.repeat(length);
    const { draft, losses } = first({ labels: [long(60)], description: long(60_000) });
    expect(draft?.labels?.[0]).toHaveLength(TASK_LIMITS.label);
    expect(draft?.description).toHaveLength(LONGEST_DESCRIPTION);
    expect(losses.map(([code, count]) => [code, count])).toEqual([['cutTexts', 2]]);
    const read = readTasks(`title,section,assignee\n${long(600)},${long(150)},${long(150)}`);
    const [list] = read.lists;
    expect(list?.drafts[0]?.title).toHaveLength(TASK_LIMITS.title);
    expect(list?.drafts[0]?.section).toBe(list?.sections[0]?.title);
    expect(list?.sections[0]?.title).toHaveLength(TASK_LIMITS.sectionTitle);
    expect(list?.drafts[0]?.assigneeNames?.[0]).toHaveLength(TASK_LIMITS.name);
    expect(read.losses.map(({ code, count }) => [code, count])).toEqual([['cutTexts', 3]]);
  });

  test('TASK-307 people and groups are as many as one task may have', () => {
    const ids = Array.from(
      { length: 60 },
      (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    );
    const { draft, losses } = first({ people: ids.map((id) => ({ id, name: 'x' })) });
    expect(draft?.people).toHaveLength(TASK_LIMITS.assignees);
    expect(losses).toEqual([['surplusMembers', 10, 'A']]);
    expect(first({ people: [{ id: 'nobody', name: 'x' }] }).draft).not.toHaveProperty('people');
  });
});
