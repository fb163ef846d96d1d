import { addTasks, changeTask } from '@plenum/editor/tasks/edit-tasks';
import { descriptionName, readTaskList } from '@plenum/editor/tasks/task-list';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openTasks } from './opened-tasks.ts';

test('TASK-18 a task that was deleted comes back with its parts and with what was written about it, and nothing that others did goes', () => {
  const doc = new Y.Doc();
  const [rice = '', part = '', other = ''] = addTasks(doc, [
    { title: 'Rice', position: 'a0' },
    { title: 'Brown', position: 'a0' },
    { title: 'Beans', position: 'a1' },
  ]);
  changeTask(doc, part, { parentId: rice });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('From the market')]);
  doc.getXmlFragment(descriptionName(part)).insert(0, [paragraph]);

  const { edits, close } = openTasks(doc);
  expect(edits.remove([rice])).toBe(2);
  expect(doc.getXmlFragment(descriptionName(part)).length).toBe(0);
  changeTask(doc, other, { title: 'Lentils' });
  expect(edits.steps()).toBe(1);
  edits.undo();
  const titles = readTaskList(doc).tasks.map(({ title }) => title);
  expect(titles.toSorted()).toEqual(['Brown', 'Lentils', 'Rice']);
  expect(doc.getXmlFragment(descriptionName(part)).toString()).toContain('From the market');
  close();
});

test('TASK-8 in an open list a task is moved and ticked without all of the list being read again', async () => {
  const doc = new Y.Doc();
  const [a = '', b = ''] = addTasks(doc, [
    { title: 'Rice', position: 'a0' },
    { title: 'Beans', position: 'a1' },
  ]);
  const { list, edits, close } = openTasks(doc);
  const read = vi.spyOn(doc.getMap('tasks'), 'forEach');
  edits.move([b], { parentId: null, sectionId: null, before: a });
  expect((list.tasks.get(b)?.position ?? '') < (list.tasks.get(a)?.position ?? '')).toBe(true);
  // Once for what has changed.
  expect(read).toHaveBeenCalledTimes(1);
  edits.tick([b], true);
  await vi.waitFor(() => expect(list.tasks.get(b)?.isDone).toBe(true));
  expect(read).toHaveBeenCalledTimes(2);
  close();
});
