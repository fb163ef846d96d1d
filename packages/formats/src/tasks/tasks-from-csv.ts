import type { Priority } from '@plenum/domain/tasks/types';
import type { Losses } from '../losses.ts';
import { listOfCell, textOfCell } from './csv-cells.ts';
import { columnOf, type TaskColumn } from './csv-columns.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import type { Table } from './read-rows.ts';
import type { Reading } from './reading.ts';
import { noTasks } from './refusals.ts';

const DONE = new Set(
  ['done', 'yes', 'true', '1', 'x', 'closed', 'completed', 'complete', 'finished'].concat([
    'ja',
    'wahr',
    'erledigt',
    'fertig',
    'abgeschlossen',
    '✓',
    '✔',
    '☑',
    '✅',
  ]),
);
const PRIORITIES: ReadonlyMap<string, Priority> = new Map([
  ...(['urgent', 'highest', 'critical', 'dringend', 'sofort', 'höchste', 'sehr hoch'] as const).map(
    (word) => [word, 1] as const,
  ),
  ...(['high', 'hoch', 'wichtig'] as const).map((word) => [word, 2] as const),
  ...(['medium', 'normal', 'mittel'] as const).map((word) => [word, 3] as const),
  ...(['low', 'lowest', 'niedrig', 'gering'] as const).map((word) => [word, 4] as const),
  ...(['', 'none', 'keine', '-'] as const).map((word) => [word, 0] as const),
]);

type Cells = (column: TaskColumn) => string;

/**
 * A list of tasks from a table whose first line names its columns, as {@link columnOf} knows them.
 * @throws AppError `invalid_input` without a column for titles.
 */
export function listFromTable({ headers, rows }: Table, title: string, reading: Reading): FoundList {
  const columns = new Map<TaskColumn, number>();
  for (const [index, header] of headers.entries()) {
    const column = columnOf(header);
    if (column !== null && !columns.has(column)) columns.set(column, index);
    else if (rows.some((row) => (row[index] ?? '') !== ''))
      reading.losses.add('taskFields', { place: header });
  }
  if (!columns.has('title')) throw noTasks();
  const tasks = reading.counted(rows).map((row, index) => {
    const cells: Cells = (column) => textOfCell(row[columns.get(column) ?? -1] ?? '').replace(/\r\n?/g, '\n');
    return taskFromRow(cells, `row ${index + 2}`, reading);
  });
  const byTitle = new Map<string, string | null>();
  for (const { key, title: name } of tasks) if (!byTitle.has(name.trim())) byTitle.set(name.trim(), key);
  const keys = new Set(tasks.map(({ key }) => key));
  const keyOf = (name: string): string => (keys.has(name) ? name : (byTitle.get(name) ?? name));
  for (const task of tasks) {
    if (task.parent !== null) task.parent = keyOf(task.parent);
    task.blockedByKeys = task.blockedByKeys?.map(keyOf) ?? [];
    task.relatesToKeys = task.relatesToKeys?.map(keyOf) ?? [];
  }
  const sections = [...new Set(tasks.map(({ section = '' }) => section))];
  return { title, sections: sections.map((name) => ({ title: name, isForDone: false })), tasks };
}

function taskFromRow(cells: Cells, key: string, { times, losses }: Reading): FoundTask {
  const title = cells('title');
  const timeIn = (column: TaskColumn, read: (cell: string) => string | null) => {
    const cell = cells(column).trim();
    const time = cell === '' ? null : read(cell);
    if (cell !== '' && time === null) losses.add('unreadDates', { place: cell });
    return time;
  };
  const when = (column: TaskColumn) => timeIn(column, (cell) => times.when(cell));
  const instant = (column: TaskColumn) => timeIn(column, (cell) => times.instant(cell));
  const rule = cells('repeat')
    .trim()
    .replace(/^RRULE:/i, '');
  return {
    key: cells('id').trim() || key,
    parent: cells('parent').trim() || null,
    title,
    isDone: isYes(cells('isDone')),
    doneAt: instant('doneAt'),
    createdAt: instant('createdAt'),
    start: when('start'),
    due: when('due'),
    repeat: rule === '' ? null : { rule, afterDone: isYes(cells('repeatAfterDone')) },
    reminders: remindersFrom(cells('reminders'), losses),
    priority: priorityFrom(cells('priority'), losses),
    labels: listOfCell(cells('labels')).map((label) => label.replace(/^#(?=.)/, '')),
    assigneeNames: listOfCell(cells('people')).map((name) => name.replace(/^@(?=.)/, '')),
    section: cells('section').trim(),
    description: cells('description'),
    blockedByKeys: listOfCell(cells('blockedBy')),
    relatesToKeys: listOfCell(cells('relatesTo')),
  };
}

function isYes(cell: string): boolean {
  return DONE.has(cell.trim().toLowerCase());
}

function remindersFrom(cell: string, losses: Losses): number[] {
  const items = listOfCell(cell);
  const minutes = items.filter((item) => /^\d{1,6}$/.test(item)).map(Number);
  losses.add('lostReminders', { place: cell, count: items.length - minutes.length });
  return minutes;
}

/** A number of Plenum's, `p1` or `!1`, or a word. */
function priorityFrom(cell: string, losses: Losses): Priority {
  const word = cell.trim().toLowerCase();
  const [, digit] = /^(?:p|!)?([0-4])$/.exec(word) ?? [];
  const priority = digit === undefined ? PRIORITIES.get(word) : ([0, 1, 2, 3, 4] as const)[Number(digit)];
  if (priority === undefined) losses.add('taskFields', { place: cell });
  return priority ?? 0;
}
