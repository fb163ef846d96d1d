import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Task } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  addSection,
  addTasks,
  changeSection,
  changeTask,
  removeSection,
  removeTasks,
  setPositions,
} from './edit-tasks.ts';
import { positionsBefore, taskTrees } from './order.ts';
import { descriptionName, OpenTaskList, readTaskList, TASKS_NAME } from './task-list.ts';

const anna = '0192f000-0000-7000-8000-00000000000a';
const ben = '0192f000-0000-7000-8000-00000000000b';

/** Two copies that can be away from each other. */
function copies() {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const meet = () => {
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  };
  return { a, b, meet };
}

function one(doc: Y.Doc, title = 'Rice'): string {
  const [id = ''] = addTasks(doc, [{ title, position: 'a0' }]);
  return id;
}

function taskOf(doc: Y.Doc, id: string): Task | undefined {
  return readTaskList(doc).tasks.find((task) => task.id === id);
}

describe('a list of tasks', () => {
  test('TASK-1 holds what a task has, and what was not said is empty', () => {
    const doc = new Y.Doc();
    const id = one(doc);
    expect(taskOf(doc, id)).toEqual({
      id,
      title: 'Rice',
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
    });
    const all: Partial<Task> = {
      title: 'Beans',
      isDone: true,
      doneAt: '2026-12-01T10:00:00Z',
      people: [anna],
      groups: [ben],
      start: '2026-12-01',
      due: '2026-12-01T18:00[Europe/Berlin]',
      reminders: [0, 60],
      repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: true },
      priority: 2,
      labels: ['flyer', 'a/b', 'constructor'],
      blockedBy: [anna],
      relatesTo: [ben],
      foreign: 'X-A:b',
      uid: 'abc',
    };
    changeTask(doc, id, { ...all, names: { [anna]: 'Anna' } });
    expect(taskOf(doc, id)).toMatchObject({ ...all, names: { [anna]: 'Anna' } });
    changeTask(doc, id, { people: [], due: null, priority: 0, repeat: null, labels: ['a/b'], isDone: false });
    expect(taskOf(doc, id)).toMatchObject({
      people: [],
      due: null,
      priority: 0,
      repeat: null,
      labels: ['a/b'],
    });
  });

  test('TASK-2 keeps what two people changed while they were apart', () => {
    const { a, b, meet } = copies();
    const id = one(a);
    meet();
    changeTask(a, id, { people: [anna], labels: ['kitchen'], due: '2026-12-01' });
    changeTask(b, id, { people: [ben], labels: ['flyer'], title: 'Rice, 5 kg' });
    meet();
    for (const doc of [a, b]) {
      const task = taskOf(doc, id);
      expect(task).toMatchObject({ title: 'Rice, 5 kg', due: '2026-12-01' });
      expect(task?.people.toSorted()).toEqual([anna, ben]);
      expect(task?.labels.toSorted()).toEqual(['flyer', 'kitchen']);
    }
  });

  test('TASK-2 a task that somebody deleted does not come back in parts', () => {
    const { a, b, meet } = copies();
    const id = one(a);
    meet();
    removeTasks(a, [id]);
    changeTask(b, id, { title: 'Rice, 5 kg' });
    meet();
    expect(readTaskList(a).tasks).toEqual([]);
    expect(readTaskList(b).tasks).toEqual([]);
  });

  test('TASK-3 a task goes with its parts, and with what was written about them', () => {
    const doc = new Y.Doc();
    const [top = '', part = '', other = ''] = addTasks(doc, [
      { title: 'Party', position: 'a0' },
      { title: 'Cake', position: 'a0' },
      { title: 'Rice', position: 'a1' },
    ]);
    changeTask(doc, part, { parentId: top });
    doc.getXmlFragment(descriptionName(part)).insert(0, [new Y.XmlElement('paragraph')]);
    expect(removeTasks(doc, [top])).toBe(2);
    expect(readTaskList(doc).tasks.map(({ id }) => id)).toEqual([other]);
    expect(doc.getXmlFragment(descriptionName(part)).length).toBe(0);
    expect([...doc.getMap(TASKS_NAME).keys()]).toEqual([other]);
  });

  test('TASK-4 what cannot be is left out, whoever wrote it', () => {
    const doc = new Y.Doc();
    doc.getMap(TASKS_NAME).set(anna, {
      title: { toString: 1 },
      due: '2026-02-31',
      doneAt: '2026-12-01T10:00:61Z',
      createdAt: '0000-01-01T00:00:00Z',
      start: 'x'.repeat(10_000),
      priority: 7,
      people: ['nobody', anna, 3],
      repeat: { rule: 'x'.repeat(501) },
      parentId: '__proto__',
      position: '../..',
      foreign: 'x'.repeat(20_001),
    });
    doc.getMap(TASKS_NAME).set('__proto__/title', 'no task');
    doc.getMap(TASKS_NAME).set(`${anna}/title`, ` two\nlines\u0000 ${'x'.repeat(1_000)}`);
    doc.getMap(TASKS_NAME).set(`${anna}/reminders/-5`, true);
    const [task, ...rest] = readTaskList(doc).tasks;
    expect(rest).toEqual([]);
    expect(task?.title).toHaveLength(TASK_LIMITS.title);
    expect(task?.title).toMatch(/^two lines/);
    expect(task).toMatchObject({
      due: null,
      doneAt: null,
      createdAt: null,
      start: null,
      priority: 0,
      people: [anna],
      repeat: null,
      parentId: null,
      position: '',
      foreign: null,
      reminders: [],
    });
  });

  test('TASK-4 holds no more tasks and sections than it may', () => {
    const task = { title: 'x', position: 'a0' };
    const long = new Y.Doc();
    addTasks(long, Array(TASK_LIMITS.tasks).fill(task));
    expect(() => addTasks(long, [task])).toThrow('at most 10,000');
    const doc = new Y.Doc();
    for (let i = 0; i < TASK_LIMITS.sections; i += 1) addSection(doc, { title: `${i}` });
    expect(() => addSection(doc, { title: 'x' })).toThrow('at most 100');
  });

  test('TASK-5 has sections, and a task whose section goes has none', () => {
    const doc = new Y.Doc();
    const todo = addSection(doc, { title: 'To do' });
    const done = addSection(doc, { title: 'Done', isForDone: true });
    const id = one(doc);
    changeTask(doc, id, { sectionId: todo });
    changeSection(doc, todo, { title: 'Open' });
    const sections = readTaskList(doc).sections.sort((x, y) => (x.position < y.position ? -1 : 1));
    expect(sections.map(({ title, isForDone }) => [title, isForDone])).toEqual([
      ['Open', false],
      ['Done', true],
    ]);
    removeSection(doc, todo);
    expect(readTaskList(doc)).toMatchObject({ sections: [{ id: done }], tasks: [{ id }] });
  });
});

describe('the order of tasks', () => {
  test('TASK-6 things are put before another, or behind all, and the others stay', () => {
    const doc = new Y.Doc();
    const ids = addTasks(
      doc,
      ['a0', 'a1', 'a2'].map((position) => ({ title: position, position })),
    );
    const [first = '', second = '', third = ''] = ids;
    const order = () => taskTrees(readTaskList(doc).tasks).map(({ task }) => task.id);
    const siblings = (without: string) =>
      taskTrees(readTaskList(doc).tasks).flatMap(({ task }) => (task.id === without ? [] : [task]));
    const positions = positionsBefore(siblings(third), { ids: [third], before: second });
    expect([...positions.keys()]).toEqual([third]);
    setPositions(doc, 'tasks', positions);
    expect(order()).toEqual([first, third, second]);
    setPositions(doc, 'tasks', positionsBefore(siblings(first), { ids: [first], before: null }));
    expect(order()).toEqual([third, second, first]);
  });

  test('TASK-6 where two have the same place, room is made', () => {
    const same = ['a', 'b', 'c'].map((id) => ({ id, position: id === 'a' ? 'a0' : 'a1' }));
    const positions = positionsBefore(same, { ids: ['new'], before: 'c' });
    const order = [...positions].sort(([, x], [, y]) => (x < y ? -1 : 1)).map(([id]) => id);
    expect(order).toEqual(['a', 'b', 'new', 'c']);
  });

  test('TASK-7 tasks that two people made parts of each other are still there, the same for both', () => {
    const { a, b, meet } = copies();
    const [x = '', y = ''] = addTasks(a, [
      { title: 'x', position: 'a0' },
      { title: 'y', position: 'a1' },
    ]);
    meet();
    changeTask(a, x, { parentId: y });
    changeTask(b, y, { parentId: x });
    meet();
    const shapes = [a, b].map((doc) =>
      taskTrees(readTaskList(doc).tasks).map(({ task, parts }) => [
        task.id,
        parts.map((part) => part.task.id),
      ]),
    );
    const [smaller, larger] = [x, y].sort();
    expect(shapes).toEqual([[[smaller, [larger]]], [[smaller, [larger]]]]);
  });
});

describe('an open list', () => {
  test('TASK-8 follows its document, and what has not changed stays the same', () => {
    const { a, b, meet } = copies();
    const [x = '', y = ''] = addTasks(a, [
      { title: 'x', position: 'a0' },
      { title: 'y', position: 'a1' },
    ]);
    meet();
    const open = new OpenTaskList(a);
    const changes: string[][] = [];
    const stop = open.subscribe(({ tasks, sections }) => changes.push([...tasks, ...sections]));
    const before = open.tasks.get(y);
    changeTask(b, x, { isDone: true });
    const section = addSection(b, { title: 'To do' });
    meet();
    expect(open.tasks.get(x)?.isDone).toBe(true);
    expect(open.tasks.get(y)).toBe(before);
    expect(open.sections.get(section)?.title).toBe('To do');
    expect(changes).toEqual([[x, section]]);
    removeTasks(a, [x]);
    expect([...open.tasks.keys()]).toEqual([y]);
    stop();
    open.close();
    changeTask(a, y, { title: 'z' });
    expect(open.tasks.get(y)).toBe(before);
    expect(changes).toHaveLength(2);
  });
});
