import type { Priority, Repeat } from '@plenum/domain/tasks/types';
import type { Losses } from '../losses.ts';
import { type FoundComment, withComments } from './comments.ts';
import { type Fields, field, key, number, objectsIn, record, records, text } from './fields.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import type { Reading } from './reading.ts';
import { bucketsOf, orderOf } from './vikunja-views.ts';

/** 5 is “do now”, 4 urgent, 3 high, 2 medium, 1 low, 0 nothing. */
const PRIORITIES: readonly Priority[] = [0, 4, 3, 2, 1, 1];
const [DEFAULT, MONTHLY, FROM_DONE] = [0, 1, 2];
const DAY = 86_400;
/** What Go writes for no time at all. */
const NO_TIME = '0001-01-01T00:00:00Z';
const RELATED = ['related', 'follows', 'precedes', 'duplicateof', 'duplicates', 'copiedfrom', 'copiedto'];

/** Whether some JSON is what Vikunja exports: a list of projects with their tasks. */
export function isVikunja(json: unknown): boolean {
  if (!Array.isArray(json)) return false;
  const projects = objectsIn(json);
  return projects.some((one) =>
    ['tasks', 'buckets', 'child_projects'].some((name) => Object.hasOwn(one, name)),
  );
}

/**
 * The projects of `data.json` in an export of Vikunja (pkg/models/export.go: `ProjectWithTasksAndBuckets`), those of older versions with
 * their children in them.
 */
export function listsFromVikunja(json: unknown, reading: Reading): FoundList[] {
  const projects: Fields[] = [];
  const waiting = objectsIn(json).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    // Below 1 are those that only show the tasks of others.
    if ((number(next, 'id') ?? 1) > 0) projects.push(next);
    for (const child of records(next, 'child_projects').reverse()) waiting.push(child);
  }
  return projects.map((project) => listFromProject(project, reading));
}

function listFromProject(project: Fields, reading: Reading): FoundList {
  const { sections, sectionOf } = bucketsOf(project);
  const tasks = orderOf(project, reading.counted(records(project, 'tasks')));
  const parents = new Map<string, string>();
  for (const task of tasks) {
    const own = key(task, 'id');
    for (const part of relatedTo(task, 'subtask')) if (own !== null) parents.set(part, own);
  }
  return {
    title: text(project, 'title'),
    sections,
    tasks: tasks.map((task) => taskFrom(task, { parents, section: sectionOf(task), reading })),
  };
}

function taskFrom(
  task: Fields,
  { parents, section, reading }: { parents: ReadonlyMap<string, string>; section: string; reading: Reading },
): FoundTask {
  const { times, losses } = reading;
  const title = text(task, 'title');
  const own = key(task, 'id');
  const when = (name: string) => {
    const said = text(task, name);
    if (said === '' || said === NO_TIME) return null;
    const read = times.when(said);
    if (read === null) losses.add('unreadDates', { place: said });
    return read;
  };
  const [due, end] = [when('due_date'), when('end_date')];
  const rest = [
    due !== null && end !== null,
    (number(task, 'percent_done') ?? 0) > 0,
    text(task, 'hex_color') !== '',
    field(task, 'is_favorite') === true,
  ];
  losses.add('taskFields', { place: title, count: rest.filter(Boolean).length });
  losses.add('taskFiles', { place: title, count: records(task, 'attachments').length });
  const [first, ...others] = relatedTo(task, 'parenttask');
  losses.add('lostRelations', { place: title, count: others.length });
  return {
    key: own,
    parent: first ?? parents.get(own ?? '') ?? null,
    title,
    isDone: field(task, 'done') === true,
    doneAt: times.instant(text(task, 'done_at')),
    createdAt: times.instant(text(task, 'created')),
    start: when('start_date'),
    due: due ?? end,
    repeat: repeatOf(task, losses),
    reminders: remindersOf(task, losses),
    priority: PRIORITIES[number(task, 'priority') ?? 0] ?? 0,
    labels: records(task, 'labels').map((label) => text(label, 'title')),
    assigneeNames: records(task, 'assignees').map(nameOf),
    section,
    description: withComments(reading.markdown(text(task, 'description')), commentsOf(task, reading), times),
    blockedByKeys: relatedTo(task, 'blocked'),
    relatesToKeys: RELATED.flatMap((kind) => relatedTo(task, kind)),
  };
}

function commentsOf(task: Fields, reading: Reading): FoundComment[] {
  return records(task, 'comments').map((comment) => ({
    author: nameOf(record(comment, 'author')),
    at: text(comment, 'created'),
    text: reading.markdown(text(comment, 'comment')),
  }));
}

/** The ids of tasks that one has to do with in some way; the other way round is written there. */
function relatedTo(task: Fields, kind: string): string[] {
  return records(record(task, 'related_tasks') ?? {}, kind).flatMap((other) => key(other, 'id') ?? []);
}

function nameOf(user: Fields | null): string {
  return user === null ? '' : text(user, 'name') || text(user, 'username');
}

function repeatOf(task: Fields, losses: Losses): Repeat | null {
  const mode = number(task, 'repeat_mode') ?? DEFAULT;
  if (mode === MONTHLY) return { rule: 'FREQ=MONTHLY', afterDone: false };
  const seconds = number(task, 'repeat_after') ?? 0;
  if (seconds <= 0) return null;
  const days = seconds / DAY;
  const afterDone = mode === FROM_DONE;
  if (Number.isInteger(days) && days < 10_000) {
    const [frequency, count] = days % 7 === 0 ? ['WEEKLY', days / 7] : ['DAILY', days];
    return { rule: count === 1 ? `FREQ=${frequency}` : `FREQ=${frequency};INTERVAL=${count}`, afterDone };
  }
  losses.add('unreadRepeats', { place: text(task, 'title') });
  return null;
}

/** Minutes before a task is due: as they are said, or as far as a time lies before another. */
function remindersOf(task: Fields, losses: Losses): number[] {
  const due = Date.parse(text(task, 'due_date'));
  const reminders = records(task, 'reminders').map((reminder) => {
    const isFromDue = text(reminder, 'relative_to') === 'due_date';
    const seconds = isFromDue
      ? -(number(reminder, 'relative_period') ?? 1)
      : (due - Date.parse(text(reminder, 'reminder'))) / 1000;
    return seconds >= 0 && text(task, 'due_date') !== NO_TIME ? Math.round(seconds / 60) : null;
  });
  const known = reminders.filter((minutes) => minutes !== null);
  losses.add('lostReminders', { place: text(task, 'title'), count: reminders.length - known.length });
  return known;
}
