import { stringify } from 'csv-stringify/sync';
import { Losses } from '../losses.ts';
import { cellOfList, safeCell } from './csv-cells.ts';
import { COLUMN_NAMES, type TaskColumn } from './csv-columns.ts';
import {
  type ExportedList,
  namesOf,
  type PlacedTask,
  placedSections,
  type TaskFile,
} from './exported-list.ts';

/** A mark by which spreadsheets know UTF-8. */
const BOM = '\uFEFF';

/**
 * A list as a table (RFC 4180, UTF-8 with its mark): a row for each task, before those of its parts, which name it by its `id`. No cell is a formula.
 */
export function csvFromTasks(list: ExportedList): TaskFile {
  const losses = new Losses();
  const rows: string[][] = [];
  for (const { section, tasks } of placedSections(list)) {
    if (section && (tasks.length === 0 || section.isForDone))
      losses.add('sectionDetails', { place: section.title });
    for (const placed of tasks) {
      const { task } = placed;
      const cells = cellsOf(placed, { list, section: section?.title ?? '' });
      rows.push(Object.keys(COLUMN_NAMES).map((column) => safeCell(cells[column as TaskColumn])));
      if (task.foreign !== null || task.uid !== null) losses.add('taskForeign', { place: task.title });
    }
  }
  const headers = Object.values(COLUMN_NAMES).map(([name]) => name);
  const content = BOM + stringify([headers, ...rows], { record_delimiter: '\r\n' });
  return { content, losses: losses.list() };
}

function cellsOf(
  { task, parentId }: PlacedTask,
  { list, section }: { list: ExportedList; section: string },
): Record<TaskColumn, string> {
  return {
    id: task.id,
    title: task.title,
    isDone: task.isDone ? 'yes' : 'no',
    doneAt: task.doneAt ?? '',
    start: task.start ?? '',
    due: task.due ?? '',
    repeat: task.repeat?.rule ?? '',
    repeatAfterDone: task.repeat?.afterDone ? 'yes' : '',
    reminders: cellOfList(task.reminders.map(String)),
    priority: task.priority === 0 ? '' : String(task.priority),
    labels: cellOfList(task.labels.map((label) => doubled(label, '#'))),
    people: cellOfList(namesOf(task, list.names).map((name) => doubled(name, '@'))),
    section,
    parent: parentId ?? '',
    blockedBy: cellOfList(task.blockedBy),
    relatesTo: cellOfList(task.relatesTo),
    createdAt: task.createdAt ?? '',
    description: list.descriptions.get(task.id) ?? '',
  };
}

/** One sign before a name is taken off when it comes back, since people write it. */
function doubled(name: string, sign: string): string {
  return name.startsWith(sign) ? `${sign}${name}` : name;
}
