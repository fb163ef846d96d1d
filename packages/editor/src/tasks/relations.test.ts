import type { Task } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addTasks, changeTask } from './edit-tasks.ts';
import { countBefore, relationsOf, tasksToTie, untied } from './relations.ts';
import { readTaskList } from './task-list.ts';

function listOf(...titles: string[]) {
  const doc = new Y.Doc();
  const ids = addTasks(
    doc,
    titles.map((title, i) => ({ title, position: `a${i}` })),
  );
  const idOf = (title: string) => ids[titles.indexOf(title)] ?? '';
  const now = () => new Map(readTaskList(doc).tasks.map((task) => [task.id, task]));
  const task = (title: string): Task => now().get(idOf(title)) ?? expect.fail(`no task ${title}`);
  return { doc, idOf, now, task };
}

const titlesOf = (tasks: readonly Task[]) => tasks.map(({ title }) => title);

describe('what ties tasks', () => {
  test('TASK-600 is what one waits for, what waits for it, and what belongs with it, whichever says so', () => {
    const { doc, idOf, now, task } = listOf('Invite', 'Cook', 'Shop', 'Eat');
    changeTask(doc, idOf('Cook'), { blockedBy: [idOf('Shop')], relatesTo: [idOf('Invite')] });
    changeTask(doc, idOf('Eat'), { blockedBy: [idOf('Cook')], relatesTo: [idOf('Cook')] });
    const { waitsFor, holdsUp, belongsWith } = relationsOf(now(), task('Cook'));
    expect(titlesOf(waitsFor)).toEqual(['Shop']);
    expect(titlesOf(holdsUp)).toEqual(['Eat']);
    expect(titlesOf(belongsWith)).toEqual(['Invite', 'Eat']);
  });

  test('TASK-600 leaves out the task itself and those that are not there', () => {
    const { doc, idOf, now, task } = listOf('Cook');
    const gone = '0192f000-0000-7000-8000-00000000000a';
    const ids = [idOf('Cook'), gone];
    changeTask(doc, idOf('Cook'), { blockedBy: ids, relatesTo: ids });
    expect(relationsOf(now(), task('Cook'))).toEqual({ waitsFor: [], holdsUp: [], belongsWith: [] });
    expect(countBefore(now(), task('Cook'))).toBe(0);
  });

  test('TASK-600 is taken off by either of two that belong together', () => {
    const { doc, idOf, now, task } = listOf('Cook', 'Eat');
    changeTask(doc, idOf('Eat'), { relatesTo: [idOf('Cook')] });
    for (const [id, changes] of untied(task('Cook'), task('Eat'), 'belongsWith'))
      changeTask(doc, id, changes);
    expect(relationsOf(now(), task('Eat')).belongsWith).toEqual([]);
  });

  test('TASK-601 an open task waits for the open ones before it', () => {
    const { doc, idOf, now, task } = listOf('Cook', 'Shop', 'Invite');
    changeTask(doc, idOf('Cook'), { blockedBy: [idOf('Shop'), idOf('Invite')] });
    expect(countBefore(now(), task('Cook'))).toBe(2);
    changeTask(doc, idOf('Shop'), { isDone: true });
    expect(countBefore(now(), task('Cook'))).toBe(1);
    changeTask(doc, idOf('Cook'), { isDone: true });
    expect(countBefore(now(), task('Cook'))).toBe(0);
  });

  test('TASK-602 offers tasks by words of their titles, open ones first, and none twice', () => {
    const { doc, idOf, now, task } = listOf('Cook', 'Büy rice', 'Buy tea', 'Ring Ada');
    changeTask(doc, idOf('Büy rice'), { isDone: true });
    const offer = (typed: string, relation: 'waitsFor' | 'belongsWith' = 'waitsFor') =>
      titlesOf(tasksToTie(now(), task('Cook'), { relation, typed, most: 8 }));
    expect(offer('buy')).toEqual(['Buy tea', 'Büy rice']);
    expect(offer('RICE b')).toEqual(['Büy rice']);
    expect(offer('')).toEqual(['Buy tea', 'Ring Ada', 'Büy rice']);
    changeTask(doc, idOf('Ring Ada'), { relatesTo: [idOf('Cook')] });
    expect(offer('ada')).toEqual(['Ring Ada']);
    expect(offer('ada', 'belongsWith')).toEqual([]);
  });

  test('TASK-602 offers nothing to wait for that waits for the task already, also by way of others, and bears rings', () => {
    const { doc, idOf, now, task } = listOf('Shop', 'Cook', 'Eat', 'Invite');
    changeTask(doc, idOf('Cook'), { blockedBy: [idOf('Shop')] });
    changeTask(doc, idOf('Eat'), { blockedBy: [idOf('Cook')] });
    const offer = (relation: 'waitsFor' | 'belongsWith') =>
      titlesOf(tasksToTie(now(), task('Shop'), { relation, typed: '', most: 8 }));
    expect(offer('waitsFor')).toEqual(['Invite']);
    expect(offer('belongsWith')).toEqual(['Cook', 'Eat', 'Invite']);
    changeTask(doc, idOf('Shop'), { blockedBy: [idOf('Eat')] });
    expect(offer('waitsFor')).toEqual(['Invite']);
  });

  test('TASK-602 offers nothing more where there are as many as there may be', () => {
    const { doc, idOf, now, task } = listOf('Cook', ...Array.from({ length: 51 }, (_, i) => `Step ${i}`));
    const steps = [...now().keys()].filter((id) => id !== idOf('Cook'));
    const offer = () => tasksToTie(now(), task('Cook'), { relation: 'waitsFor', typed: '', most: 8 });
    changeTask(doc, idOf('Cook'), { blockedBy: steps.slice(0, 49) });
    expect(offer()).toHaveLength(2);
    changeTask(doc, idOf('Cook'), { blockedBy: steps.slice(0, 50) });
    expect(offer()).toEqual([]);
  });
});
