import type { Task, TaskId } from '@plenum/domain/tasks/types';
import * as Y from 'yjs';
import { TASKS_NAME } from './task-list.ts';

/** What is told of a task: `task` for all that it began with. */
export type StepField =
  | 'task'
  | Exclude<keyof Task, 'id' | 'position' | 'doneAt' | 'createdAt' | 'names' | 'foreign' | 'uid'>;

/** A change of a task, by the Yjs item that made it. */
export interface TaskStep {
  client: number;
  clock: number;
  field: StepField;
  /** What came into a field that is a set, or left it. */
  member: string | null;
  /** What the field, or whether the member belongs to it, has been since; undefined where only that it changed is kept. */
  value: unknown;
}

/** Fields that are told of. */
const TOLD: Readonly<Record<Exclude<StepField, 'task'>, true>> = {
  title: true,
  isDone: true,
  parentId: true,
  sectionId: true,
  people: true,
  groups: true,
  start: true,
  due: true,
  reminders: true,
  repeat: true,
  priority: true,
  labels: true,
  blockedBy: true,
  relatesTo: true,
};

/**
 * All changes of a task that a document keeps, in no order: of what was changed again Yjs keeps that it was, and by which client, but not what it
 * was. Whoever wrote them: look the authors up by the log (`WrittenBy`), and vet the values.
 */
export function taskSteps(doc: Y.Doc, id: TaskId): TaskStep[] {
  const map = doc.getMap<unknown>(TASKS_NAME);
  const steps: TaskStep[] = [];
  for (const [key, last] of map._map) {
    const [of, field, ...rest] = key.split('/');
    if (of !== id || (field !== undefined && !isTold(field))) continue;
    const member = rest.length > 0 ? rest.join('/') : null;
    for (let item: Y.Item | null = last; item; item = item.left) {
      const { client, clock } = item.id;
      steps.push({ client, clock, field: field ?? 'task', member, value: saidBy(item) });
    }
  }
  return steps;
}

function isTold(field: string): field is keyof typeof TOLD {
  return Object.hasOwn(TOLD, field);
}

function saidBy({ content, deleted }: Y.Item): unknown {
  return !deleted && content instanceof Y.ContentAny ? content.arr.at(-1) : undefined;
}
