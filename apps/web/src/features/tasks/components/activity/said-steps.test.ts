import type { Authorship } from '@plenum/domain/documents/types';
import type { TaskStep } from '@plenum/editor/tasks/activity';
import { expect, test } from 'vitest';
import { saidSteps } from './said-steps.ts';

const anna = { kind: 'person', name: 'Anna', colour: 1, key: 'person a' } as const;
const ben = { kind: 'person', name: 'Ben', colour: 2, key: 'person b' } as const;
const authorship: Authorship = {
  seq: 9,
  authors: [anna, ben],
  clients: [
    [1, [[10, 0, 100]]],
    [
      2,
      [
        [5, 1, 100],
        [9, 1, 200],
      ],
    ],
  ],
};

test('TASK-693 what was done last comes first, the beginning after all else of its time, and what is on no record before all', () => {
  const step = (client: number, clock: number, field: TaskStep['field']): TaskStep => ({
    client,
    clock,
    field,
    member: null,
    value: null,
  });
  const steps = [
    step(1, 0, 'task'),
    step(2, 0, 'isDone'),
    step(2, 1, 'due'),
    step(2, 6, 'title'),
    step(3, 0, 'start'),
  ];
  const said = saidSteps(steps, authorship);
  expect(said.map(({ field, author }) => [field, author?.name])).toEqual([
    ['start', undefined],
    ['title', 'Ben'],
    ['due', 'Ben'],
    ['isDone', 'Ben'],
    ['task', 'Anna'],
  ]);
  expect(said[1]?.at).toEqual(new Date(200 * 60_000));
});
