import type { Task, TaskId, When } from '@plenum/domain/tasks/types';
import { Losses } from '../losses.ts';
import { plain } from './comments.ts';
import {
  type ExportedList,
  namesOf,
  type PlacedTask,
  placedSections,
  type TaskFile,
} from './exported-list.ts';

/** How deep parts are shown below one another; what lies deeper stands beside the last. */
const MOST_LEVELS = 8;

/**
 * A list as Markdown (GFM): its title and sections as headings, each task as a line with its box and the words of quick add,
 * `- [ ] title @name 2026-12-01 #label !2`, below it what was written about it and its parts. Other documents whose tasks it shows are headings below, without descriptions. With a start, its days are `2026-11-20 – 2026-12-01`.
 */
export function markdownFromTasks(list: ExportedList): TaskFile {
  const losses = new Losses();
  const parts = [`# ${plain(list.title).trim()}`];
  for (const { section, tasks } of placedSections(list)) {
    if (section) parts.push(`## ${plain(section.title).trim()}`);
    if (section?.isForDone) losses.add('sectionDetails', { place: section.title });
    if (tasks.length > 0) parts.push(tasks.map((placed) => itemOf(placed, { list, losses })).join('\n'));
  }
  // What is written about tasks is this list's: another document can have a task of the same id.
  const elsewhere = { list: { ...list, descriptions: new Map<TaskId, string>() }, losses: new Losses() };
  for (const { title, tasks } of list.others ?? []) {
    const [placed] = placedSections({ tasks, sections: [] });
    const items = placed?.tasks.map((one) => itemOf(one, elsewhere)) ?? [];
    parts.push(`## ${plain(title).trim()}`, items.join('\n'));
  }
  return { content: `${parts.join('\n\n')}\n`, losses: losses.list() };
}

function itemOf(
  { task, level }: PlacedTask,
  { list, losses }: { list: ExportedList; losses: Losses },
): string {
  tellLosses(task, losses);
  if (level > MOST_LEVELS) losses.add('deepNesting', { place: task.title });
  const indent = '  '.repeat(Math.min(level, MOST_LEVELS) - 1);
  const line = `${indent}- [${task.isDone ? 'x' : ' '}] ${lineOf(task, list.names)}`.trimEnd();
  const description = list.descriptions.get(task.id)?.trim() ?? '';
  if (description === '') return line;
  const below = description.split(/\r\n?|\n/).map((one) => (one.trim() === '' ? '' : `${indent}  ${one}`));
  return [line, '', ...below, ''].join('\n');
}

function lineOf(task: Task, names: ExportedList['names']): string {
  const { start, due, labels, priority } = task;
  return [
    plain(task.title).trim(),
    ...namesOf(task, names).map((name) => `@${plain(name)}`),
    ...(start ? [`${dayOf(start)} –`] : []),
    ...(due ? [dayOf(due)] : []),
    ...labels.map((label) => `#${plain(label)}`),
    ...(priority > 0 ? [`!${priority}`] : []),
  ].join(' ');
}

function dayOf(when: When): string {
  return `${when.slice(0, 10)} ${when.slice(11, 16)}`.trim();
}

function tellLosses(task: Task, losses: Losses): void {
  const { title: place, reminders, repeat, blockedBy, relatesTo } = task;
  if (reminders.length > 0) losses.add('taskReminders', { place });
  if (repeat) losses.add('taskRepeats', { place });
  if (blockedBy.length + relatesTo.length > 0) losses.add('taskRelations', { place });
  if (task.doneAt !== null || task.createdAt !== null) losses.add('taskTimes', { place });
  if (task.foreign !== null || task.uid !== null) losses.add('taskForeign', { place });
  if ([task.start, task.due].some((when) => when?.includes('['))) losses.add('taskZones', { place });
}
