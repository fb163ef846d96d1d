import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { safeDocument } from '../schema/safe-document.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate, ownDocument } from '../yjs/json-from-update.ts';
import { copyTaskList } from './copy-list.ts';
import { addSection, addTasks, changeTask } from './edit-tasks.ts';
import { daysFrom, lastDayOf } from './move-list.ts';
import { descriptionName, readTaskList } from './task-list.ts';

const PERSON = '0192f000-0000-7000-8000-00000000000a';

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

describe('a list that is used again', () => {
  const list = () => {
    const doc = new Y.Doc();
    const section = addSection(doc, { title: 'Before' });
    const [hall = ''] = addTasks(doc, [
      {
        title: 'Hall',
        position: 'a0',
        sectionId: section,
        isDone: true,
        due: '2026-12-01T18:00[Europe/Berlin]',
      },
      {
        title: 'Camp',
        position: 'a1',
        start: '2026-11-30',
        due: '2026-12-05',
        people: [PERSON],
        labels: ['x'],
      },
      { title: 'Notes', position: 'a2', start: '2027-01-01', reminders: [60] },
      {
        title: 'Weekly',
        position: 'a3',
        due: '2026-11-20',
        repeat: { rule: 'FREQ=WEEKLY;UNTIL=20261204', afterDone: false },
      },
    ]);
    const json = {
      type: 'doc',
      content: [
        {
          type: 'taskList',
          content: [
            {
              type: 'taskItem',
              attrs: { checked: true },
              content: [{ type: 'paragraph', content: [{ type: 'date', attrs: { date: '2026-12-01' } }] }],
            },
          ],
        },
      ],
    };
    prosemirrorToYXmlFragment(safeDocument(json), doc.getXmlFragment(descriptionName(hall)));
    return doc;
  };
  const copyOf = (doc: Y.Doc, days: number) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, copyTaskList(Y.encodeStateAsUpdate(doc), { isFresh: true, days }));
    return copy;
  };

  test('TASK-646 has nothing done, and every day so many later, at the same hour by the clock', () => {
    const copy = copyOf(list(), 180);
    const { tasks, sections } = readTaskList(copy);
    const named = (title: string) => tasks.find((task) => task.title === title);
    expect(sections.map(({ title }) => title)).toEqual(['Before']);
    expect(named('Hall')).toMatchObject({
      isDone: false,
      doneAt: null,
      due: '2027-05-30T18:00[Europe/Berlin]',
    });
    expect(named('Camp')).toMatchObject({
      ...{ start: '2027-05-29', due: '2027-06-03', people: [PERSON], labels: ['x'] },
    });
    expect(named('Notes')).toMatchObject({ start: '2027-06-30', due: null, reminders: [60] });
    expect(named('Weekly')?.repeat).toEqual({ rule: 'FREQ=WEEKLY;UNTIL=20270602', afterDone: false });
    const text = ownDocument(copy.getXmlFragment(descriptionName(named('Hall')?.id ?? '')));
    const written = JSON.stringify(text.toJSON());
    expect(written).toContain('2027-05-30');
    expect(written).toContain('"checked":false');
    expect(written).not.toContain('"checked":true');
  });

  test('TASK-646 ends on the last day on which something is due or, where nothing is, begins', () => {
    const { tasks } = readTaskList(list());
    expect(lastDayOf(tasks)).toBe('2026-12-05');
    expect(lastDayOf(tasks.map((task) => ({ ...task, due: null })))).toBe('2027-01-01');
    expect(lastDayOf([])).toBeNull();
    expect([daysFrom('2026-12-05', '2027-01-05'), daysFrom('2026-12-05', '2026-12-01')]).toEqual([31, -4]);
  });

  test('TASK-646 has no days that no task can have', () => {
    for (const days of [400_000, -60_000, 1e12]) {
      expect(() => copyOf(list(), days)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    }
  });
});
