import { addSection, addTasks, changeTask } from '@plenum/editor/tasks/edit-tasks';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { doneIn, groupsOf, MOST_LEVELS, rowsOf } from './rows.ts';

function list() {
  const doc = new Y.Doc();
  const section = addSection(doc, { title: 'Later' });
  const ids = addTasks(
    doc,
    ['a', 'b', 'c', 'd'].map((title, i) => ({ title, position: `a${i}` })),
  );
  const [a = '', b = '', c = '', d = ''] = ids;
  changeTask(doc, b, { parentId: a });
  changeTask(doc, c, { parentId: a, isDone: true });
  changeTask(doc, d, { sectionId: section });
  const { tasks, sections } = readTaskList(doc);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return { byId, groups: groupsOf(byId, sections) };
}

const said = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) =>
    row.kind === 'task' ? `${'>'.repeat(row.level)}${row.task.title} ${row.done}/${row.parts}` : row.kind,
  );

describe('the lines of a list', () => {
  test('TASK-20 are its tasks by sections, with parts below, and where one is added', () => {
    const { groups } = list();
    const rows = rowsOf(groups, { hidden: new Set(), mayWrite: true });
    expect(said(rows)).toEqual(['a 1/2', '>b 0/0', '>c 0/0', 'add', 'section', 'd 0/0', 'add']);
    expect(said(rowsOf(groups, { hidden: new Set(), mayWrite: false }))).not.toContain('add');
  });

  test('TASK-21 are without what was done before, and count it', () => {
    const { byId, groups } = list();
    const rows = rowsOf(groups, { hidden: doneIn(byId), mayWrite: false });
    expect(said(rows)).toEqual(['a 1/2', '>b 0/0', 'section', 'd 0/0']);
  });

  test('TASK-20 parts that lie very deep are shown below the last', () => {
    const doc = new Y.Doc();
    const ids = addTasks(doc, Array(3_000).fill({ title: 'x', position: 'a0' }));
    doc.transact(() => {
      for (const [i, id] of ids.entries()) if (i > 0) changeTask(doc, id, { parentId: ids[i - 1] ?? null });
    });
    const { tasks, sections } = readTaskList(doc);
    const groups = groupsOf(new Map(tasks.map((task) => [task.id, task])), sections);
    const rows = rowsOf(groups, { hidden: new Set(), mayWrite: false });
    const levels = rows.map((row) => (row.kind === 'task' ? row.level : -1));
    expect(levels).toHaveLength(3_000);
    expect(Math.max(...levels)).toBe(MOST_LEVELS);
  });
});
