import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { addTasks, returnToLines } from '../tasks/edit-tasks.ts';
import { tickLines, tickTask } from '../tasks/tick-task.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';
import { projectionFromJson, projectionFromUpdates } from './projection.ts';

const origin = 'https://plenum.example';
const id = '0192f000-0000-7000-8000-00000000000a';

const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const text = (value: string): NodeJson => ({ type: 'text', text: value });
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
const task = (blockId: string, checked: boolean, ...content: NodeJson[]): NodeJson => ({
  type: 'taskItem',
  attrs: { id: blockId, checked },
  content,
});
const tasks = (...content: NodeJson[]): NodeJson => ({ type: 'taskList', content });
const project = (...content: NodeJson[]) => projectionFromJson(doc(...content), { origin });

test('TASK-14 a task in a text says in its line who has it, until when, and its labels', () => {
  const mention = (personId: string) => ({ type: 'mention', attrs: { personId, label: 'x' } });
  const line = {
    type: 'paragraph',
    content: [
      text('#flyer ask '),
      mention(id.toUpperCase()),
      text(' and '),
      mention('nobody'),
      text(' by '),
      { type: 'date', attrs: { date: '2026-12-01' } },
      text(' or '),
      { type: 'date', attrs: { date: '2026-12-05' } },
      text(' about#nothing #Halle-2'),
    ],
  };
  const { tasks: found } = project(tasks(task('t', false, line), task('u', true, paragraph(text('plain')))));
  expect(found[0]).toMatchObject({ people: [id], due: '2026-12-01', labels: ['flyer', 'Halle-2'] });
  expect(Object.keys(found[1] ?? {})).toEqual(['blockId', 'parentId', 'text', 'isDone']);
});

test('TASK-14 a day that is typed in the line counts as one that is put in, where it is a word', () => {
  const dueIn = (...words: string[]) =>
    project(tasks(...words.map((one, i) => task(`t${i}`, false, paragraph(text(one)))))).tasks.map(
      ({ due }) => due,
    );
  const none = [
    'see 2026-12-01-minutes',
    'on 2026-13-01',
    'read https://x.org/2026-11-28/minutes',
    'v.2026-12-01',
  ];
  expect(dueIn('by 2026-12-01, or 2026-12-02', 'until 2026-12-03.', ...none)).toEqual([
    '2026-12-01',
    '2026-12-03',
    ...none.map(() => undefined),
  ]);
});

test('TASK-691 a task that stood by itself and is a line again is what its line says', () => {
  const home = new Y.Doc();
  const taskId = '0192f000-0000-7000-8000-00000000000d';
  Y.applyUpdate(home, updateFromJson(doc(tasks(task(taskId, false, paragraph(text('Rice and beans')))))));
  const titles = () => {
    const { tasks: found } = projectionFromUpdates([Y.encodeStateAsUpdate(home)], { origin });
    return found.map((one) => one.text);
  };
  addTasks(home, [{ id: taskId, title: 'Rice', position: 'a0' }]);
  expect(titles()).toEqual(['Rice']);
  returnToLines(home, [taskId]);
  expect(titles()).toEqual(['Rice and beans']);
  expect(tickTask(home, taskId, { isDone: true, now: '2026-12-01T00:00:00Z', again: () => null })).toBe(true);
  expect([...tickLines(home, new Set([taskId]), false)]).toEqual([[taskId, true]]);
});

test('TASK-725 has the rules by which tasks come again, in their canonical form, and nothing that is no rule', () => {
  const list = new Y.Doc();
  const rules = ['rrule:byday=fr;freq=weekly', 'FREQ=DAILY\r\nX-A:b', 'FREQ=\0'];
  addTasks(
    list,
    rules.map((rule, i) => ({ title: 'Rice', position: `a${i}`, repeat: { rule, afterDone: true } })),
  );
  const { tasks: found } = projectionFromUpdates([Y.encodeStateAsUpdate(list)], { origin });
  const known = found.map(({ repeat }) => repeat).filter((repeat) => repeat !== undefined);
  expect([found.length, known]).toEqual([3, [{ rule: 'FREQ=WEEKLY;BYDAY=FR', afterDone: true }]]);
});

test('TASK-630 has the reminders of what is due, and of nothing else', () => {
  const list = new Y.Doc();
  const [due, idle] = ['0192f000-0000-7000-8000-00000000000d', '0192f000-0000-7000-8000-00000000000e'];
  addTasks(list, [
    { id: due, title: 'Rice', position: 'a0', due: '2026-12-01', reminders: [60, 1440] },
    { id: idle, title: 'Beans', position: 'a1', reminders: [60] },
  ]);
  const { tasks: found } = projectionFromUpdates([Y.encodeStateAsUpdate(list)], { origin });
  expect(found.map(({ reminders }) => reminders)).toEqual([[60, 1440], undefined]);
});
