import { isId } from '@plenum/domain/ids';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import { lineFrom } from '@plenum/editor/tasks/task-from-record';
import type { Losses } from '../losses.ts';
import type { FoundTask } from './found-list.ts';

/** What is to be known about one task, in UTF-16 units of Markdown. */
export const LONGEST_DESCRIPTION = 50_000;

/** Of which it is even looked at what they are. */
const MOST_MEMBERS = 1000;
/** Minutes before something is due: as many digits as a list keeps. */
const MOST_MINUTES = 999_999;
/** A recurrence rule (RFC 5545, 3.3.10) by its shape. */
const RULE =
  /^FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z-]{1,20}=[A-Z0-9,+-]{1,400})*$/;

/** The draft of a task, within {@link TASK_LIMITS}; null without a title. What is cut, or left out, is told. */
export function draftFromFound(found: FoundTask, losses: Losses): TaskDraft | null {
  const title = lineWithin(found.title, TASK_LIMITS.title, losses);
  if (title === '') return null;
  const within = <T>(members: readonly T[], most: number): T[] => {
    losses.add('surplusMembers', { place: title, count: Math.max(0, members.length - most) });
    return members.slice(0, most);
  };
  const lines = (members: readonly string[] = [], { length, most }: { length: number; most: number }) => {
    const near = members.slice(0, MOST_MEMBERS);
    losses.add('surplusMembers', { place: title, count: members.length - near.length });
    const own = near.map((one) => lineWithin(one, length, losses)).filter((one) => one !== '');
    return within([...new Set(own)], most);
  };
  const named = { length: TASK_LIMITS.name, most: TASK_LIMITS.assignees };
  const draft: TaskDraft = { ...scalarsOf(found, { title, losses }) };
  const labels = lines(found.labels, { length: TASK_LIMITS.label, most: TASK_LIMITS.labels });
  if (labels.length > 0) draft.labels = labels;
  const names = lines(found.assigneeNames, named);
  if (names.length > 0) draft.assigneeNames = names;
  const ids = (some: readonly string[] = []) =>
    within([...new Set(some.filter(isId))], TASK_LIMITS.assignees);
  const [people, groups] = [ids(found.people), ids(found.groups)];
  if (people.length > 0) draft.people = people;
  if (groups.length > 0) draft.groups = groups;
  const called = Object.entries(found.names ?? {}).flatMap(([id, name]) =>
    isId(id) ? [[id, lineWithin(name, TASK_LIMITS.name, losses)] as const] : [],
  );
  if (called.length > 0) draft.names = Object.fromEntries(within(called, 2 * TASK_LIMITS.assignees));
  const minutes = [...new Set(found.reminders)].filter(isReminder).sort((a, b) => a - b);
  losses.add('lostReminders', { place: title, count: new Set(found.reminders).size - minutes.length });
  const reminders = within(minutes, TASK_LIMITS.reminders);
  if (reminders.length > 0) draft.reminders = reminders;
  return draft;
}

function scalarsOf(found: FoundTask, { title, losses }: { title: string; losses: Losses }): TaskDraft {
  const { key, isDone, doneAt, start, due, repeat, priority, createdAt, foreign, uid } = found;
  const section = lineWithin(found.section ?? '', TASK_LIMITS.sectionTitle);
  const description = cutText(found.description?.trim() ?? '', losses, title);
  const isRule = repeat ? repeat.rule.length <= TASK_LIMITS.rule && RULE.test(repeat.rule) : false;
  if (repeat && !isRule) losses.add('unreadRepeats', { place: title });
  const isForeign = foreign ? foreign.length <= TASK_LIMITS.foreign : false;
  const isUid = uid ? uid.length <= TASK_LIMITS.rule : false;
  losses.add('cutTexts', { place: title, count: Number(!!foreign && !isForeign) + Number(!!uid && !isUid) });
  return {
    title,
    ...(key !== null && { key }),
    ...(isDone && { isDone }),
    ...(doneAt && { doneAt }),
    ...(start && { start }),
    ...(due && { due }),
    ...(repeat && isRule && { repeat }),
    ...(priority && { priority }),
    ...(createdAt && { createdAt }),
    ...(section !== '' && { section }),
    ...(description !== '' && { description }),
    ...(foreign && isForeign && { foreign }),
    ...(uid && isUid && { uid }),
  };
}

function isReminder(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= MOST_MINUTES;
}

function cutText(text: string, losses: Losses, place: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  losses.add('cutTexts', { place });
  return text.slice(0, LONGEST_DESCRIPTION).replace(/[\ud800-\udbff]$/, '');
}

/** A text on one line, no longer than some units; tells where it had to be cut. */
export function lineWithin(value: string, most: number, losses?: Losses): string {
  const line = lineFrom(value, most);
  if (losses && value.length > most && lineFrom(value, value.length) !== line)
    losses.add('cutTexts', { place: line });
  return line;
}
