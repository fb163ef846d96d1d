import { taskFromRecord } from '@plenum/editor/tasks/task-from-record';
import { expect, test } from 'vitest';
import { agendaRows } from './agenda-rows.ts';

const NOTHING = taskFromRecord('', { began: null, fields: new Map(), members: new Map() });

test('TASK-453 the days of a month with something due are lines, each with its tasks, and then what has no day', () => {
  const task = (id: string) => ({ ...NOTHING, id });
  const rows = agendaRows({
    days: ['2026-12-01', '2026-12-02', '2026-12-03'],
    byDay: new Map([
      ['2026-12-03', [task('c')]],
      ['2026-12-01', [task('a'), task('b')]],
      ['2027-01-01', [task('x')]],
    ]),
    undated: [task('d')],
  });
  expect(rows.map(({ key }) => key)).toEqual(['2026-12-01', 'a', 'b', '2026-12-03', 'c', 'none', 'd']);
  expect(agendaRows({ days: [], byDay: new Map(), undated: [] })).toEqual([]);
});
