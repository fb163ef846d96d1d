import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { copyTaskList } from './copy-list.ts';
import { addSection, addTasks, changeTask } from './edit-tasks.ts';
import { descriptionName, readTaskList } from './task-list.ts';

test('TASK-13 a list is begun from another one: with ids of its own, and where it is a template with nothing done', () => {
  const doc = new Y.Doc();
  const section = addSection(doc, { title: 'Before' });
  const [hall = '', keys = ''] = addTasks(doc, [
    { title: 'Book the hall', position: 'a0', sectionId: section, isDone: true, uid: 'x@phone' },
    { title: 'Fetch the keys', position: 'a1' },
  ]);
  changeTask(doc, keys, { parentId: hall, blockedBy: [hall], foreign: 'X-A:b' });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Ring Ada')]);
  doc.getXmlFragment(descriptionName(keys)).insert(0, [paragraph]);
  const from = Y.encodeStateAsUpdate(doc);

  const copy = new Y.Doc();
  Y.applyUpdate(copy, copyTaskList(from, { isFresh: true }));
  const { tasks, sections } = readTaskList(copy);
  const first = tasks.find(({ title }) => title === 'Book the hall');
  const second = tasks.find(({ title }) => title === 'Fetch the keys');
  expect(first).toMatchObject({ isDone: false, sectionId: sections[0]?.id, uid: null });
  expect(second).toMatchObject({ parentId: first?.id, blockedBy: [first?.id], foreign: null });
  const ids = [hall, keys, section];
  expect([first?.id, second?.id, sections[0]?.id].filter((id) => ids.includes(id ?? ''))).toEqual([]);

  const same = copyTaskList(from, { isFresh: false });
  expect(textFromJson(jsonFromUpdate(same))).toBe(textFromJson(jsonFromUpdate(from)));
});
