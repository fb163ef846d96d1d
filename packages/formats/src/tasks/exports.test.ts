import type { Section, Task, TaskDraft } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import { randomFrom, randomList } from '../testing/random-list.ts';
import { readTasks } from '../testing/task-samples.ts';
import { csvFromTasks } from './csv-from-tasks.ts';
import { type ExportedList, namesOf, placedSections } from './exported-list.ts';
import { jsonFromTasks, type WrittenTasks } from './json-from-tasks.ts';
import { markdownFromTasks } from './markdown-from-tasks.ts';

const ROUNDS = 60;
const [ADA, CHOIR] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const none: Task = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'Task',
  isDone: false,
  doneAt: null,
  parentId: null,
  sectionId: null,
  position: 'a0',
  people: [],
  groups: [],
  names: {},
  start: null,
  due: null,
  reminders: [],
  repeat: null,
  priority: 0,
  labels: [],
  blockedBy: [],
  relatesTo: [],
  createdAt: null,
  foreign: null,
  uid: null,
};
const task = (number: number, rest: Partial<Task> = {}): Task => ({
  ...none,
  id: `00000000-0000-4000-8000-00000000000${number}`,
  title: `T${number}`,
  position: `a${number}`,
  ...rest,
});
const list = (tasks: Task[], rest: Partial<ExportedList> = {}): ExportedList => ({
  title: 'List',
  tasks,
  sections: [],
  descriptions: new Map(),
  names: new Map(),
  ...rest,
});

interface Flat extends TaskDraft {
  parent: string | undefined;
}

/** Drafts one after the other, each with what it is a part of. */
function flat(drafts: readonly TaskDraft[], parent?: string): Flat[] {
  return drafts.flatMap(({ parts = [], ...rest }) => [{ ...rest, parent }, ...flat(parts, rest.key)]);
}

/** What has to come back of a list, as drafts in their order. */
function expected(exported: ExportedList, hasIds: boolean): Flat[] {
  const given = (one: object) =>
    Object.fromEntries(
      Object.entries(one).filter(
        ([, value]) =>
          value !== null &&
          value !== '' &&
          value !== 0 &&
          value !== false &&
          !(Array.isArray(value) && value.length === 0),
      ),
    );
  const titles = new Map(exported.sections.map(({ id, title }) => [id, title]));
  return placedSections(exported).flatMap(({ section, tasks }) =>
    tasks.map(({ task: one, parentId }) => {
      const {
        id,
        parentId: _p,
        sectionId,
        position: _o,
        blockedBy,
        relatesTo,
        people,
        groups,
        names: _n,
        ...rest
      } = one;
      const called = [...people, ...groups].map((who) => [who, exported.names.get(who)]);
      const who = hasIds
        ? { people, groups, ...(called.length > 0 && { names: Object.fromEntries(called) }) }
        : { assigneeNames: namesOf(one, exported.names) };
      return {
        ...given({
          ...rest,
          ...who,
          key: id,
          section: (hasIds ? titles.get(sectionId ?? '') : section?.title) ?? '',
          description: exported.descriptions.get(id) ?? '',
          blockedByKeys: blockedBy,
          relatesToKeys: relatesTo,
        }),
        title: one.title,
        parent: parentId ?? undefined,
      };
    }),
  );
}

describe('what comes back', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const random = randomFrom(seed);
  const lists = Array.from({ length: ROUNDS }, () => randomList(random));

  test('TASK-311 a list that went out as JSON comes back as it was, with its sections', () => {
    for (const exported of lists) {
      const read = readTasks(jsonFromTasks(exported).content);
      const [back] = read.lists;
      expect(flat(back?.drafts ?? []), `SEED=${seed}`).toEqual(expected(exported, true));
      expect(back?.title).toBe(exported.title.trim());
      expect(back?.sections).toEqual(exported.sections.map(({ title, isForDone }) => ({ title, isForDone })));
      expect(read.losses).toEqual([]);
    }
  });

  test('TASK-312 a list that went out as a table comes back with the same tasks, and those who have them by name', () => {
    for (const exported of lists) {
      const read = readTasks(csvFromTasks(exported).content);
      expect(flat(read.lists[0]?.drafts ?? []), `SEED=${seed}`).toEqual(expected(exported, false));
      expect(read.losses).toEqual([]);
    }
  });
});

test('TASK-310 no cell of a table is a formula, and the apostrophe before one is taken off again', () => {
  const titles = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', "'=1", "''+1", "'quoted", 'plain'];
  const exported = list(
    titles.map((title, i) => task(i, { title, labels: [title] })),
    {
      descriptions: new Map([
        [task(0).id, '\t=1'],
        [task(1).id, '\r=1'],
        [task(2).id, '=cmd|x\nline'],
      ]),
    },
  );
  const { content } = csvFromTasks(exported);
  const cells = content.replace(/^\uFEFF/, '').split(/,|\r\n/);
  expect(cells.filter((cell) => /^"?[=+\-@\t\r＝]/.test(cell))).toEqual([]);
  const back = readTasks(content).lists[0]?.drafts ?? [];
  expect(back.map(({ title }) => title)).toEqual(titles);
  expect(back.map(({ labels }) => labels?.[0])).toEqual(titles);
  expect(back[2]?.description).toBe('=cmd|x\nline');
  expect(readTasks("title\n'-A\n'B").lists[0]?.drafts.map(({ title }) => title)).toEqual(['-A', "'B"]);
});

test('TASK-311 JSON says what it is, and holds a list in its order, parts after what they are a part of', () => {
  const sections: Section[] = [
    { id: ADA, title: 'Later', position: 'a2', isForDone: false },
    { id: CHOIR, title: 'Done', position: 'a1', isForDone: true },
  ];
  const tasks = [
    task(1, { sectionId: ADA, people: [ADA], foreign: 'X-A:1', uid: 'u' }),
    task(2, { parentId: task(3).id, names: { [CHOIR]: 'Choir' }, groups: [CHOIR] }),
    task(3),
    task(4, { parentId: task(3).id }),
  ];
  const written: WrittenTasks = JSON.parse(
    jsonFromTasks(list(tasks, { sections, names: new Map([[ADA, 'Ada']]) })).content,
  );
  expect(written).toMatchObject({ format: 'plenum-tasks', version: 1, title: 'List' });
  expect(written.sections.map(({ title }) => title)).toEqual(['Done', 'Later']);
  expect(written.tasks.map(({ title, parent, section }) => [title, parent, section])).toEqual([
    ['T3', null, null],
    ['T2', task(3).id, null],
    ['T4', task(3).id, null],
    ['T1', null, 1],
  ]);
  expect(written.tasks[1]?.groups).toEqual([{ id: CHOIR, name: 'Choir' }]);
  const back = readTasks(JSON.stringify(written)).lists[0]?.drafts[1];
  expect(back).toMatchObject({ people: [ADA], names: { [ADA]: 'Ada' }, foreign: 'X-A:1', uid: 'u' });
});

test('TASK-313 Markdown has sections as headings and a line for each task, with its text and its parts below it', () => {
  const sections: Section[] = [{ id: CHOIR, title: 'In *May*', position: 'a1', isForDone: false }];
  const tasks = [
    task(1, {
      title: 'Buy [two] <b>`ribbons`',
      people: [ADA],
      names: { [ADA]: 'Ada Lovelace' },
      due: '2026-12-01',
      labels: ['haus'],
      priority: 2,
    }),
    task(2, {
      parentId: task(1).id,
      isDone: true,
      start: '2026-11-20',
      due: '2026-12-01T18:00[Europe/Berlin]',
    }),
    task(3, { sectionId: CHOIR, start: '2026-11-20' }),
  ];
  const descriptions = new Map([[task(1).id, 'From the shop.\n\n- [ ] red']]);
  const { content } = markdownFromTasks(list(tasks, { sections, descriptions }));
  expect(content).toBe(
    [
      '# List',
      '',
      String.raw`- [ ] Buy \[two\] \<b\>\`ribbons\` @Ada Lovelace 2026-12-01 #haus !2`,
      '',
      '  From the shop.',
      '',
      '  - [ ] red',
      '',
      '  - [x] T2 2026-11-20 – 2026-12-01 18:00',
      '',
      String.raw`## In \*May\*`,
      '',
      '- [ ] T3 2026-11-20 –',
      '',
    ].join('\n'),
  );
});

test('TASK-724 in Markdown what is written about a task of the list is not below one of the same id that another text has', () => {
  const descriptions = new Map([[task(1).id, 'Twenty kilos.']]);
  const others = [{ title: 'Minutes', tasks: [task(1, { title: 'Ring Ada' })] }];
  const { content } = markdownFromTasks(list([task(1, { title: 'Rice' })], { descriptions, others }));
  expect(content).toBe('# List\n\n- [ ] Rice\n\n  Twenty kilos.\n\n\n## Minutes\n\n- [ ] Ring Ada\n');
});

describe('what does not go out', () => {
  const full = task(1, {
    reminders: [5],
    repeat: { rule: 'FREQ=DAILY', afterDone: false },
    blockedBy: [task(2).id],
    due: '2026-12-01T18:00[Europe/Berlin]',
    doneAt: '2026-12-01T18:00:00Z',
    uid: 'u',
  });
  const sections: Section[] = [{ id: CHOIR, title: 'Done', position: 'a1', isForDone: true }];
  const codes = (file: { losses: { code: string }[] }) => file.losses.map(({ code }) => code);

  test('TASK-314 is told: of a table what calendars keep and what sections are for, of JSON nothing', () => {
    expect(codes(csvFromTasks(list([full], { sections })))).toEqual(['taskForeign', 'sectionDetails']);
    expect(codes(jsonFromTasks(list([full], { sections })))).toEqual([]);
  });

  test('TASK-314 is told: of Markdown all that a line of quick add has no word for', () => {
    expect(codes(markdownFromTasks(list([full], { sections })))).toEqual([
      'taskReminders',
      'taskRepeats',
      'taskRelations',
      'taskTimes',
      'taskForeign',
      'taskZones',
      'sectionDetails',
    ]);
    expect(codes(markdownFromTasks(list([task(1)])))).toEqual([]);
  });
});

test('TASK-312, TASK-313 a list of thousands of levels and rings is written all the same', () => {
  const id = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
  const tasks = Array.from({ length: 5000 }, (_, i) => ({
    ...none,
    id: id(i),
    parentId: id((i + 1) % 5000),
  }));
  expect(readTasks(csvFromTasks(list(tasks)).content).losses.map(({ code }) => code)).toEqual([
    'deepNesting',
  ]);
  expect(
    markdownFromTasks(list(tasks))
      .content.split('\n')
      .filter((line) => line.includes('- [ ]')),
  ).toHaveLength(5000);
});
