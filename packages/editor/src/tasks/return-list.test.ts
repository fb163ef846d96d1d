import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { returnTowards } from '../yjs/return-towards.ts';
import { addSection, addTasks, changeSection, changeTask, removeTasks } from './edit-tasks.ts';
import { descriptionName, readTaskList } from './task-list.ts';

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

test('TASK-11 a list is put back to what it was, with what was written about its tasks', () => {
  const doc = new Y.Doc();
  const section = addSection(doc, { title: 'To do' });
  const [rice = '', beans = ''] = addTasks(doc, [
    { title: 'Rice', position: 'a0', sectionId: section, labels: ['kitchen'] },
    { title: 'Beans', position: 'a1' },
  ]);
  doc.getXmlFragment(descriptionName(rice)).insert(0, [paragraph('5 kg')]);
  const past = Y.encodeStateAsUpdate(doc);
  const before = { list: readTaskList(doc), text: textFromJson(jsonFromUpdate(past)) };

  changeTask(doc, beans, { isDone: true, labels: ['later'] });
  removeTasks(doc, [rice]);
  changeSection(doc, section, { title: 'Open' });
  const [lentils = ''] = addTasks(doc, [{ title: 'Lentils', position: 'a2' }]);
  doc.getXmlFragment(descriptionName(lentils)).insert(0, [paragraph('2 kg')]);
  const present = Y.encodeStateAsUpdate(doc);

  const back = returnTowards({ past, present }, { clients: [] });
  Y.applyUpdate(doc, back?.update ?? new Uint8Array());
  const { tasks, sections } = readTaskList(doc);
  expect(sections).toEqual(before.list.sections);
  expect(tasks.toSorted((a, b) => (a.position < b.position ? -1 : 1))).toEqual(before.list.tasks);
  expect(textFromJson(jsonFromUpdate(Y.encodeStateAsUpdate(doc)))).toBe(before.text);
  expect(doc.getXmlFragment(FRAGMENT_NAME).toString()).not.toContain('Rice');
  const again = returnTowards({ past, present: Y.encodeStateAsUpdate(doc) }, { clients: [] });
  expect(again).toBeNull();
});
