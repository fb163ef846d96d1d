import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import { expect, test } from 'vitest';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { listFromDrafts } from './list-from-drafts.ts';

const anna = '0192f000-0000-7000-8000-00000000000a';
const nobody = { people: [], groups: [], names: {} };

test('TASK-40 a list comes from elsewhere with its order, sections, parts and descriptions, and whoever has a task here', () => {
  const drafts: TaskDraft[] = [
    { title: 'Loose', people: ['anybody'], labels: ['flyer'] },
    {
      title: 'Rice',
      section: 'To do',
      due: '2026-12-01',
      description: '5 **kg**\n\n- [ ] brown',
      parts: [
        { title: 'Ring Ada', assigneeNames: ['Anna'] },
        { title: 'Beans', isDone: true },
      ],
    },
    { title: 'Elsewhere', section: 'No such' },
  ];
  const sections = [{ title: 'To do', isForDone: false }];
  const update = listFromDrafts({ sections, drafts }, ({ assigneeNames = [] }) =>
    assigneeNames.includes('Anna') ? { people: [anna], groups: [], names: { [anna]: 'Anna' } } : nobody,
  );
  expect(textFromJson(jsonFromUpdate(update))).toBe(
    [
      '[ ] Loose #flyer',
      '[ ] Elsewhere',
      'To do',
      '[ ] Rice 2026-12-01',
      '    5 kg',
      '    [ ] brown',
      '    [ ] Ring Ada @Anna',
      '    [x] Beans',
    ].join('\n'),
  );
});

test('TASK-40 more than a list holds is refused', () => {
  const drafts = Array(TASK_LIMITS.tasks + 1).fill({ title: 'x' });
  expect(() => listFromDrafts({ sections: [], drafts }, () => nobody)).toThrow('at most 10,000');
});
