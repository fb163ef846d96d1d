import type { Task } from '@plenum/domain/tasks/types';
import { escapeText } from './content-lines.ts';
import { eventLines } from './event-from-task.ts';
import { type TaskAbout, todoLines } from './todo-from-task.ts';
import { writeCalendar } from './write-calendar.ts';

/** What a feed has of a task: tasks (VTODO), or for programs that show none an event (VEVENT) of each open one that is due. */
export const FEED_FORMS = ['tasks', 'events'] as const;

/** One of {@link FEED_FORMS}. */
export type FeedForm = (typeof FEED_FORMS)[number];

/** Tasks of one feed. */
export const MOST_FEED_TASKS = 5_000;

/** How long programs are asked to wait before they fetch a feed again (RFC 7986, 5.7). */
const AGAIN_AFTER = 'PT1H';

/** A task of a feed. */
export type FeedTask = Pick<TaskAbout, 'description' | 'url' | 'names'> & { task: Task };

/** What is said of a feed that has not all tasks. */
const CUT = {
  en: (shown: number, all: number) => `Of ${all} tasks these are the ${shown} that are due last.`,
  de: (shown: number, all: number) => `Von ${all} Aufgaben sind dies die ${shown}, die zuletzt fällig sind.`,
} as const;

/** What a task without a title is called. Nothing is written back from a feed, so that this becomes nobody's title. */
const UNTITLED = { en: 'Untitled task', de: 'Aufgabe ohne Titel' } as const;

/**
 * A calendar to subscribe to. The same tasks give the same text.
 * @param tasks in any order; of more than {@link MOST_FEED_TASKS} those due last are there, and the calendar says so.
 * @param count how many there are in all, where only some came.
 */
export function writeFeed(
  tasks: readonly FeedTask[],
  {
    title,
    form,
    language,
    count,
  }: { title: string; form: FeedForm; language: keyof typeof CUT; count?: number },
): string {
  const those = form === 'tasks' ? tasks : tasks.filter(({ task }) => !task.isDone && task.due !== null);
  const shown = those.toSorted((a, b) => byDueDescending(a.task, b.task)).slice(0, MOST_FEED_TASKS);
  const named = (task: Task) => (task.title === '' ? { ...task, title: UNTITLED[language] } : task);
  const lines = form === 'tasks' ? todoLines : eventLines;
  const components = shown.map(({ task, ...about }) => ({ task, lines: lines(named(task), about) }));
  const left = those.length - shown.length + Math.max(0, (count ?? 0) - tasks.length);
  return writeCalendar(
    components,
    headLines(title, left === 0 ? null : CUT[language](shown.length, shown.length + left)),
  );
}

/** What is due last comes first, and what is due on no day at the end, the newest first. */
export function byDueDescending(a: Task, b: Task): number {
  return compare(b.due, a.due) || compare(b.createdAt, a.createdAt) || compare(a.id, b.id);
}

function compare(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** Names by what calendar programs agreed on before RFC 7986, and by it. */
function headLines(title: string, cut: string | null): string[] {
  const [name, said] = [title, cut ?? ''].map(escapeText);
  return [
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${AGAIN_AFTER}`,
    `X-PUBLISHED-TTL:${AGAIN_AFTER}`,
    ...(cut === null ? [] : [`DESCRIPTION:${said}`, `X-WR-CALDESC:${said}`]),
  ];
}
