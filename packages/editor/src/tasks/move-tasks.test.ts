import type { Task } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addSection, addTasks, changeTask } from './edit-tasks.ts';
import { moveTasks, tickTasks } from './move-tasks.ts';
import { taskTrees } from './order.ts';
import { comesAgain } from './repeat.ts';
import { readTaskList } from './task-list.ts';

const now = '2026-11-29T10:00:00Z';
const again = (task: Task) => comesAgain(task, { doneAt: now, zone: 'Europe/Berlin' });

function aList(...titles: string[]) {
  const doc = new Y.Doc();
  const todo = addSection(doc, { title: 'To do' });
  const done = addSection(doc, { title: 'Done', isForDone: true });
  const ids = addTasks(
    doc,
    titles.map((title, i) => ({ title, position: `a${i}`, sectionId: todo })),
  );
  const task = (id: string | undefined) => readTaskList(doc).tasks.find((one) => one.id === id);
  const order = (sectionId: string | null) =>
    taskTrees(readTaskList(doc).tasks.filter((one) => one.sectionId === sectionId)).map(
      ({ task: { title }, parts }) => [title, ...parts.map((part) => part.task.title)].join(' > '),
    );
  return { doc, todo, done, ids, task, order };
}

describe('moving tasks', () => {
  test('TASK-6 several go before another one, in their order', () => {
    const { doc, todo, ids, order } = aList('a', 'b', 'c', 'd');
    const goal = { parentId: null, sectionId: todo, before: ids[1] ?? null };
    moveTasks(doc, [ids[3] ?? '', ids[2] ?? ''], { goal, now });
    expect(order(todo)).toEqual(['a', 'd', 'c', 'b']);
    moveTasks(doc, [ids[0] ?? ''], { goal: { ...goal, sectionId: null, before: null }, now });
    expect(order(null)).toEqual(['a']);
  });

  test('TASK-7 a task becomes a part of another, never of itself or of its own parts', () => {
    const { doc, todo, ids, task } = aList('a', 'b', 'c');
    const [a = '', b = '', c = ''] = ids;
    const into = (parentId: string) => ({ parentId, sectionId: todo, before: null });
    moveTasks(doc, [b], { goal: into(a), now });
    moveTasks(doc, [c], { goal: into(b), now });
    expect([task(b)?.parentId, task(c)?.parentId]).toEqual([a, b]);
    moveTasks(doc, [a], { goal: into(c), now });
    moveTasks(doc, [a], { goal: into(a), now });
    expect(task(a)?.parentId).toBeNull();
  });

  test('TASK-12 what comes into the section for what is done is done, and what leaves it is open', () => {
    const { doc, todo, done, ids, task } = aList('a');
    const [a = ''] = ids;
    moveTasks(doc, [a], { goal: { parentId: null, sectionId: done, before: null }, now });
    expect(task(a)).toMatchObject({ isDone: true, doneAt: now, sectionId: done });
    moveTasks(doc, [a], { goal: { parentId: null, sectionId: todo, before: null }, now });
    expect(task(a)).toMatchObject({ isDone: false, sectionId: todo });
  });
});

describe('ticking', () => {
  test('TASK-12 what is done goes to the section for that, and comes back out of it', () => {
    const { doc, done, ids, task } = aList('a', 'b');
    const [a = '', b = ''] = ids;
    changeTask(doc, b, { parentId: a, sectionId: null });
    tickTasks(doc, [a, b], { isDone: true, now, again });
    expect(task(a)).toMatchObject({ isDone: true, doneAt: now, sectionId: done });
    expect(task(b)).toMatchObject({ isDone: true, parentId: a });
    tickTasks(doc, [a], { isDone: false, now: '2026-11-29T11:00:00Z', again });
    expect(task(a)).toMatchObject({ isDone: false, doneAt: now, sectionId: null });
  });

  test('TASK-12 without such a section it stays where it is', () => {
    const doc = new Y.Doc();
    const todo = addSection(doc, { title: 'To do' });
    const [a = ''] = addTasks(doc, [{ title: 'a', position: 'a0', sectionId: todo }]);
    tickTasks(doc, [a], { isDone: true, now, again });
    expect(readTaskList(doc).tasks).toMatchObject([{ isDone: true, sectionId: todo }]);
  });

  test('TASK-15 what comes again stays open for its next day, until there is none', () => {
    const { doc, todo, ids, task } = aList('a');
    const [a = ''] = ids;
    const repeat = { rule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', afterDone: false };
    changeTask(doc, a, { due: '2026-11-27', start: '2026-11-25', repeat });
    tickTasks(doc, [a], { isDone: true, now, again });
    expect(task(a)).toMatchObject({
      isDone: false,
      doneAt: now,
      start: '2026-12-23',
      due: '2026-12-25',
      sectionId: todo,
    });
    tickTasks(doc, [a], { isDone: true, now, again });
    expect(task(a)).toMatchObject({ isDone: true, due: '2026-12-25' });
  });
});
