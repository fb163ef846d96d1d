import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { taskSteps } from './activity.ts';
import { addTasks, changeTask } from './edit-tasks.ts';

const mira = '0192f000-0000-7000-8000-00000000000a';

/** Two people who work at one list. */
function together() {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  const [first, second] = docs;
  first.on('update', (update) => Y.applyUpdate(second, update));
  second.on('update', (update) => Y.applyUpdate(first, update));
  return docs;
}

describe('the activity of a task', () => {
  test('TASK-693 says which client changed what, and what it is now', () => {
    const [anna, ben] = together();
    const [id = '', other = ''] = addTasks(anna, [
      { title: 'Buy rice', position: 'a0' },
      { title: 'Ring Ada', position: 'a1' },
    ]);
    changeTask(ben, id, { due: '2026-12-01' });
    changeTask(anna, id, { people: [mira], names: { [mira]: 'Mira' } });
    changeTask(ben, id, { isDone: true, position: 'a5' });
    changeTask(ben, other, { isDone: true });
    const steps = taskSteps(ben, id).map(({ client, field, member, value }) => [
      client === anna.clientID ? 'anna' : 'ben',
      field,
      member,
      field === 'task' ? null : value,
    ]);
    expect(steps.sort()).toEqual(
      [
        ['anna', 'task', null, null],
        ['ben', 'due', null, '2026-12-01'],
        ['anna', 'people', mira, 'Mira'],
        ['ben', 'isDone', null, true],
      ].sort(),
    );
  });

  test('TASK-693 of what was changed again it is known that it was, and by whom', () => {
    const [anna, ben] = together();
    const [id = ''] = addTasks(anna, [{ title: 'Buy rice', position: 'a0' }]);
    changeTask(anna, id, { title: 'Buy beans' });
    changeTask(ben, id, { title: 'Buy both' });
    const titles = taskSteps(anna, id).filter(({ field }) => field === 'title');
    expect(titles.map(({ client, value }) => [client, value])).toEqual([
      [ben.clientID, 'Buy both'],
      [anna.clientID, undefined],
    ]);
  });
});
