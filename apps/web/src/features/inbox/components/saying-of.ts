import type { NoticeKind } from '@plenum/domain/inbox/kinds';
import type { InboxEntry } from '@plenum/domain/inbox/types';

/** A sentence of `inbox.what`, and when something is due in it. */
export interface Saying {
  key: NoticeKind | 'assignedTask' | 'dueTask' | 'dueNow' | 'dueSoon' | 'dueSoonTask';
  when: string;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** What an entry says, as a sentence about its document, and about its task where there is one. */
export function sayingOf(
  { kind, task, reminder }: Pick<InboxEntry, 'kind' | 'task' | 'reminder'>,
  locale: string,
): Saying {
  if (kind === 'assigned') return { key: task ? 'assignedTask' : kind, when: '' };
  if (kind !== 'due') return { key: kind, when: '' };
  if (reminder === null) return { key: task ? 'dueTask' : kind, when: '' };
  if (reminder === 0) return { key: task ? 'dueNow' : kind, when: '' };
  return { key: task ? 'dueSoonTask' : 'dueSoon', when: inMinutes(reminder, locale) };
}

/** What the task of an entry is called: in plain words where it has no title, and by nothing where there is none. */
export function calledTask(task: InboxEntry['task'], untitled: string): string {
  return task ? task.title || untitled : '';
}

/** In the largest unit that says it whole: in 1 hour, in 90 minutes. */
function inMinutes(minutes: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (minutes % DAY === 0) return format.format(minutes / DAY, 'day');
  return minutes % HOUR === 0 ? format.format(minutes / HOUR, 'hour') : format.format(minutes, 'minute');
}
