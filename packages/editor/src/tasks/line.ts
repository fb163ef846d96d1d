import type { PersonId } from '@plenum/domain/ids';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Task } from '@plenum/domain/tasks/types';
import type { Node } from '@tiptap/pm/model';
import { dateText } from '../schema/date.ts';
import { isTaskId, whenFrom } from './task-from-record.ts';

/** A label in a text: `#` and letters, digits, hyphens or underscores, at the beginning of a word. */
const LABEL = /(?<=^|\s)#([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)/gu;

/** What the line of a task says beside its title: whom it names has it, its first day is when it is due, and words with a `#` are labels. */
export function saidInLine(line: Node): Partial<Pick<Task, 'people' | 'due' | 'labels'>> {
  const people = new Set<PersonId>();
  const labels = new Set<string>();
  let due: string | null = null;
  for (const child of line.children) {
    if (child.type.name === 'mention') addPerson(people, child.attrs.personId);
    if (child.type.name === 'date') due ??= whenFrom(dateText(child));
    for (const [, label = ''] of (child.text ?? '').matchAll(LABEL))
      labels.add(label.slice(0, TASK_LIMITS.label));
  }
  return {
    ...(people.size > 0 && { people: [...people].slice(0, TASK_LIMITS.assignees) }),
    ...(due !== null && { due }),
    ...(labels.size > 0 && { labels: [...labels].slice(0, TASK_LIMITS.labels) }),
  };
}

function addPerson(people: Set<PersonId>, id: unknown): void {
  const personId = typeof id === 'string' ? id.toLowerCase() : '';
  if (isTaskId(personId)) people.add(personId);
}
