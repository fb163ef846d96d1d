import type { Task } from '@plenum/domain/tasks/types';
import { escapeText } from './content-lines.ts';
import { whenLine } from './times.ts';
import { stampLine, type TaskAbout } from './todo-from-task.ts';

/**
 * A task as the lines of a VEVENT on the day, or at the time, at which it is due; it takes nobody's time (RFC 5545, 3.6.1). One that comes again by the
 * calendar does so. Nothing of what calendar programs keep in the task is in it.
 */
export function eventLines(task: Task, { description, url = null }: TaskAbout): string[] {
  const { due, repeat, labels } = task;
  if (due === null) return [];
  return [
    'BEGIN:VEVENT',
    // Another one than that of the task, for whoever has both in one calendar.
    `UID:due-${escapeText(task.uid ?? task.id)}`,
    stampLine(task, null),
    whenLine('DTSTART', due),
    `SUMMARY:${escapeText(task.title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    ...(labels.length === 0 ? [] : [`CATEGORIES:${labels.map(escapeText).join(',')}`]),
    ...(repeat === null || repeat.afterDone ? [] : [`RRULE:${repeat.rule}`]),
    'TRANSP:TRANSPARENT',
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}
