import type { Task } from '@plenum/domain/tasks/types';
import { Losses } from '../losses.ts';
import { type ExportedList, placedSections, type TaskFile } from './exported-list.ts';
import { escapeText } from './icalendar/content-lines.ts';
import { todoLines } from './icalendar/todo-from-task.ts';
import type { TaskNames } from './icalendar/todo-parts.ts';
import { writeCalendar } from './icalendar/write-calendar.ts';

/** A list as a calendar (RFC 5545): its tasks as calendar programs get them by CalDAV, in their order, each before its parts. */
export function icsFromTasks({ title, ...list }: ExportedList): TaskFile {
  const losses = new Losses();
  const byId = new Map(list.tasks.map((task) => [task.id, task]));
  const byUid = new Map(list.tasks.map((task) => [task.uid ?? task.id, task]));
  const names: TaskNames = {
    idOf: (uid) => byUid.get(uid)?.id ?? uid,
    uidOf(id) {
      const task = byId.get(id);
      return task ? (task.uid ?? task.id) : null;
    },
  };
  const components = placedSections(list).flatMap(({ section, tasks }) => {
    if (section) losses.add('taskSections', { place: section.title });
    return tasks.map(({ task, parentId }) => {
      tellLosses(task, losses);
      const description = list.descriptions.get(task.id) ?? '';
      return { task, lines: todoLines({ ...task, parentId }, { description, names }) };
    });
  });
  const name = escapeText(title);
  return {
    content: writeCalendar(components, [`NAME:${name}`, `X-WR-CALNAME:${name}`]),
    losses: losses.list(),
  };
}

function tellLosses(
  { title: place, people, groups, reminders, blockedBy, relatesTo }: Task,
  losses: Losses,
): void {
  if (people.length + groups.length > 0) losses.add('taskPeople', { place });
  if (reminders.length > 0) losses.add('taskReminders', { place });
  if (blockedBy.length + relatesTo.length > 0) losses.add('taskRelations', { place });
}
