import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';
import { assignmentsIn } from './assignments.ts';
import { addTasks, changeTask } from './edit-tasks.ts';

const mira = '0192f000-0000-7000-8000-00000000000a';
const ben = '0192f000-0000-7000-8000-00000000000b';

test('TASK-695 in a list whoever has a task has it by the change that gave it, or from the beginning', () => {
  const [first, second] = [new Y.Doc(), new Y.Doc()];
  first.on('update', (update) => Y.applyUpdate(second, update));
  second.on('update', (update) => Y.applyUpdate(first, update));
  const [id = ''] = addTasks(first, [{ title: 'Buy rice', position: 'a0', people: [mira] }]);
  changeTask(second, id, { people: [mira, ben], names: { [ben]: 'Ben' } });
  const given = () =>
    assignmentsIn(first.getXmlFragment(FRAGMENT_NAME)).map(({ taskId, who, client }) => [
      taskId,
      who,
      client,
    ]);
  expect(given()).toEqual([
    [id, mira, first.clientID],
    [id, ben, second.clientID],
  ]);
  changeTask(first, id, { people: [ben] });
  expect(given()).toEqual([[id, ben, second.clientID]]);
});

test('TASK-695 in a text whoever has a task has it by the mention in its line, and not by one below it', () => {
  const mention = (personId: string) => ({ type: 'mention', attrs: { personId, label: 'x' } });
  const doc = new Y.Doc();
  const line = (...content: NodeJson[]) => ({ type: 'paragraph', content });
  const item = {
    type: 'taskItem',
    attrs: { id: 'a' },
    content: [line(mention(mira.toUpperCase())), line(mention(ben))],
  };
  const json = { type: 'doc', content: [{ type: 'taskList', content: [item] }, line(mention(ben))] };
  Y.applyUpdate(doc, updateFromJson(json));
  const given = assignmentsIn(doc.getXmlFragment(FRAGMENT_NAME));
  expect(given.map(({ taskId, who }) => [taskId, who])).toEqual([['a', mira]]);
});
