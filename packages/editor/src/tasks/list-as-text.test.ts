import { bareTask } from '@plenum/domain/tasks/bare-task';
import type { Task } from '@plenum/domain/tasks/types';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { projectionFromUpdates } from '../projection/projection.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromFragment } from '../yjs/json-from-update.ts';
import { addSection, addTasks, changeTask } from './edit-tasks.ts';
import { blocksFromHomes } from './list-as-text.ts';
import { descriptionName } from './task-list.ts';

const anna = '0192f000-0000-7000-8000-00000000000a';
const group = '0192f000-0000-7000-8000-00000000000b';

function aList() {
  const doc = new Y.Doc();
  const todo = addSection(doc, { title: 'To do' });
  const [rice = '', beans = '', loose = ''] = addTasks(doc, [
    {
      title: 'Buy rice',
      position: 'a0',
      sectionId: todo,
      people: [anna],
      groups: [group],
      names: { [anna]: 'Anna', [group]: 'Kitchen' },
      start: '2026-11-30',
      due: '2026-12-01T18:00[Europe/Berlin]',
      priority: 2,
      labels: ['flyer'],
    },
    { title: 'and beans', position: 'a0', isDone: true },
    { title: 'Ring Ben', position: 'a1' },
  ]);
  changeTask(doc, beans, { parentId: rice });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('5 kg')]);
  doc.getXmlFragment(descriptionName(rice)).insert(0, [paragraph]);
  return { doc, todo, rice, beans, loose };
}

describe('a list of tasks as a text', () => {
  test('TASK-10 reads as a text does: sections, boxes, who has what until when, and what was written', () => {
    const { doc } = aList();
    expect(textFromJson(jsonFromFragment(doc.getXmlFragment(FRAGMENT_NAME)))).toBe(
      [
        '[ ] Ring Ben',
        'To do',
        '[ ] Buy rice @Anna @Kitchen 2026-11-30 – 2026-12-01 18:00 !2 #flyer',
        '    5 kg',
        '    [x] and beans',
      ].join('\n'),
    );
  });

  test('TASK-10 is projected as one is, with who is named in it', () => {
    const { doc, todo, rice, beans, loose } = aList();
    const updates = [Y.encodeStateAsUpdate(doc)];
    const { outline, tasks, mentions } = projectionFromUpdates(updates, { origin: 'https://plenum.example' });
    expect(outline).toEqual([{ level: 2, text: 'To do', blockId: todo }]);
    expect(tasks).toMatchObject([
      { blockId: loose, parentId: null, isDone: false },
      {
        blockId: rice,
        parentId: null,
        text: 'Buy rice',
        isDone: false,
        start: '2026-11-30',
        due: '2026-12-01T18:00[Europe/Berlin]',
        priority: 2,
        labels: ['flyer'],
        people: [anna],
        groups: [group],
      },
      { blockId: beans, parentId: rice, isDone: true },
    ]);
    expect(mentions).toMatchObject([{ personId: anna }]);
  });

  test('TASK-10 parts that lie very deep stand beside one another', () => {
    const doc = new Y.Doc();
    const ids = addTasks(
      doc,
      Array.from({ length: 5_000 }, (_, i) => ({ title: `${i}`, position: 'a0' })),
    );
    doc.transact(() => {
      for (const [i, id] of ids.entries()) if (i > 0) changeTask(doc, id, { parentId: ids[i - 1] ?? null });
    });
    const lines = textFromJson(jsonFromFragment(doc.getXmlFragment(FRAGMENT_NAME))).split('\n');
    expect(lines).toHaveLength(5_000);
    expect(lines.slice(6, 10).map((line) => line.indexOf('['))).toEqual([24, 28, 28, 28]);
  });
});

test('TASK-666 the tasks of another home stand below its title with links, parts below what they are parts of, in their order', () => {
  const task = (id: string, parentId: string | null = null): Task => ({
    ...bareTask({
      ...{ id, parentId, uid: null, title: id, isDone: id === 'b', start: null, due: null },
      ...{ priority: 0, labels: [], repeat: null },
    }),
    position: id === 'a' ? '1' : '0',
  });
  const [heading, list] = blocksFromHomes([
    {
      ...{ from: 'From', title: 'Plenum in May', url: 'https://plenum.test/d/1' },
      tasks: [task('a'), task('b'), task('c d', 'b')],
    },
  ]);
  expect(heading?.content).toEqual([
    { type: 'text', text: 'From ' },
    {
      ...{ type: 'text', text: 'Plenum in May' },
      marks: [{ type: 'link', attrs: { href: 'https://plenum.test/d/1' } }],
    },
  ]);
  const text = textFromJson({ type: 'doc', content: [list ?? { type: 'taskList' }] });
  expect(text).toBe('[x] b\n    [ ] c d\n[ ] a');
  expect(JSON.stringify(list)).toContain('https://plenum.test/d/1#block-c%20d');
  expect(blocksFromHomes([])).toEqual([]);
});
