import type { PersonId } from '@plenum/domain/ids';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Task } from '@plenum/domain/tasks/types';
import type { Node } from '@tiptap/pm/model';
import { dateText } from '../schema/date.ts';
import { isTaskId, lineFrom, whenFrom } from './task-from-record.ts';

/** A label in a text: `#` and letters, digits, hyphens or underscores, at the beginning of a word. */
const LABEL = /(?<=^|\s)#([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)/gu;

/** A day that is typed: `2026-12-01`, as a word by itself; within an address it is none. */
const DAY = /(?<=^|[\s(])\d{4}-\d{2}-\d{2}(?=$|[\s),;!?]|[.:](?:\s|$))/u;

/**
 * What the line of a task says beside its title: whom it names has it, its first day, put in or typed as `2026-12-01`, is when it is due, and
 * words with a `#` are labels.
 */
export function saidInLine(line: Node): Partial<Pick<Task, 'people' | 'due' | 'labels'>> {
  const people = new Set<PersonId>();
  const labels = new Set<string>();
  let due: string | null = null;
  for (const child of line.children) {
    if (child.type.name === 'mention') addPerson(people, child.attrs.personId);
    if (child.type.name === 'date') due ??= whenFrom(dateText(child));
    else due ??= whenFrom(DAY.exec(child.text ?? '')?.[0]);
    for (const [, label = ''] of (child.text ?? '').matchAll(LABEL))
      labels.add(label.slice(0, TASK_LIMITS.label));
  }
  return {
    ...(people.size > 0 && { people: [...people].slice(0, TASK_LIMITS.assignees) }),
    ...(due !== null && { due }),
    ...(labels.size > 0 && { labels: [...labels].slice(0, TASK_LIMITS.labels) }),
  };
}

/** What is left of a task when its line goes: what that said, and what of it is no fact as the title. */
export type LineTask = Pick<Task, 'id' | 'title' | 'people' | 'names' | 'due' | 'labels'>;

/** A task as its line says it; `item` is a `taskItem` with an id. */
export function taskOfLine(item: Node): LineTask {
  const line = item.firstChild;
  const { people = [], due = null, labels = [] } = line ? saidInLine(line) : {};
  const names: Record<string, string> = {};
  let title = '';
  for (const child of line?.children ?? []) {
    const { personId, label } = child.attrs;
    if (child.type.name === 'mention') names[String(personId).toLowerCase()] = String(label);
    else if (child.type.name !== 'date') title += child.isText ? child.text : ' ';
  }
  const words = title.replace(LABEL, ' ').replace(DAY, ' ').replace(/\s+/g, ' ').trim();
  const whole = (line?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return {
    id: String(item.attrs.id),
    title: lineFrom(words || whole, TASK_LIMITS.title),
    people,
    names,
    due,
    labels,
  };
}

function addPerson(people: Set<PersonId>, id: unknown): void {
  const personId = typeof id === 'string' ? id.toLowerCase() : '';
  if (isTaskId(personId)) people.add(personId);
}
