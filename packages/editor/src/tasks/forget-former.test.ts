import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addSection, addTasks, changeSection, changeTask, removeTasks } from './edit-tasks.ts';
import { forgetFormer } from './forget-former.ts';
import { readTaskList } from './task-list.ts';

const anna = '0192f000-0000-7000-8000-00000000000a';
const ben = '0192f000-0000-7000-8000-00000000000b';

/** A list as it is given to who reads by a link, and what that copy tells. */
function given(doc: Y.Doc): { copy: Y.Doc; told: string } {
  const collected = new Y.Doc({ gc: true });
  Y.applyUpdate(collected, Y.encodeStateAsUpdate(doc));
  forgetFormer(collected);
  const state = Y.encodeStateAsUpdate(collected);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  return { copy, told: Buffer.from(state).toString('latin1') };
}

test('TASK-670, ATT-26 a copy for who reads by a link has no former titles, people, names and labels, of deleted tasks neither', () => {
  const doc = new Y.Doc();
  const section = addSection(doc, { title: 'Former section' });
  changeSection(doc, section, { title: 'Kitchen' });
  const people = { people: [anna, ben], names: { [anna]: 'Former Anna', [ben]: 'Ben' } };
  const [rice = '', gone = ''] = addTasks(doc, [
    { title: 'Former title', position: 'a0', labels: ['former-first', 'kept'], due: '2026-12-01', ...people },
    { title: 'Former task', position: 'a1', labels: ['former-second'] },
  ]);
  changeTask(doc, rice, { title: 'Rice', people: [ben], labels: ['kept', 'former-third'] });
  changeTask(doc, rice, { labels: ['kept', 'added'] });
  changeTask(doc, gone, { labels: ['former-fourth'] });
  removeTasks(doc, [gone]);
  const { copy, told } = given(doc);
  expect(told).not.toMatch(/former/i);
  expect(told).not.toContain(anna);
  const [task] = readTaskList(doc).tasks;
  expect(readTaskList(copy)).toEqual({
    ...readTaskList(doc),
    tasks: [{ ...task, names: { [ben]: 'Ben' } }],
  });
});

test('TASK-670 a copy for who reads by a link goes on with what is edited after it was made', () => {
  const doc = new Y.Doc();
  const [rice = ''] = addTasks(doc, [{ title: 'Former title', position: 'a0', labels: ['off'] }]);
  changeTask(doc, rice, { title: 'Rice', labels: [] });
  const { copy } = given(doc);
  const since = Y.encodeStateVector(copy);
  changeTask(doc, rice, { title: 'Rice, 5 kg', isDone: true, labels: ['new'] });
  addTasks(doc, [{ title: 'Sweep', position: 'a1' }]);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, since));
  expect(readTaskList(copy)).toEqual(readTaskList(doc));
  expect(copy.store.pendingStructs).toBeNull();
});

test('TASK-670 of a value that somebody wrote as several in one, a copy for who reads by a link has the last alone', () => {
  const doc = new Y.Doc();
  const map = doc.getMap('tasks');
  const [rice = ''] = addTasks(doc, [{ title: 'Rice', position: 'a0' }]);
  const write = (key: string, values: unknown[]) =>
    doc.transact((transaction) => {
      const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
      const content = new Y.ContentAny(values);
      new Y.Item(id, null, null, null, null, map, key, content).integrate(transaction, 0);
    });
  write(anna, [{ title: 'Former title' }, { title: 'Former, too', position: 'a1', labels: ['off', 'on'] }]);
  changeTask(doc, anna, { labels: ['on'] });
  write(`${anna}/title`, ['Former, once more', 'Beans']);
  const { copy, told } = given(doc);
  expect(told).not.toMatch(/former/i);
  expect(readTaskList(copy)).toEqual(readTaskList(doc));
  const since = Y.encodeStateVector(copy);
  changeTask(doc, rice, { title: 'Rice, 5 kg' });
  changeTask(doc, anna, { title: 'Lentils' });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, since));
  expect(readTaskList(copy)).toEqual(readTaskList(doc));
});

test.each([
  ['a text in place of a record', new Y.Text('x')],
  ['a number', 7],
  ['names that are none', { title: 'x', names: 'y', people: 'z' }],
  ['a list', ['x']],
  ['nothing', null],
])('TASK-670 %s in place of a record stays as harmless as it was', (_, value) => {
  const doc = new Y.Doc();
  doc.getMap('tasks').set(anna, value);
  doc.getMap('tasks').set(`${anna}/title`, 'Now');
  doc.getMap('tasks').set('/', false);
  doc.getMap('tasks').set('//', false);
  doc.getMap('tasks').set(`${anna}/labels/__proto__`, false);
  expect(readTaskList(given(doc).copy)).toEqual(readTaskList(doc));
});
