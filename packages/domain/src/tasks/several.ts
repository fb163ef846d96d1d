import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { TASK_LIMITS } from './limits.ts';
import { whenSchema } from './schema.ts';
import type { Priority, Task, TaskId, When } from './types.ts';

/** Tasks that are changed at once. */
export const MOST_TASKS_AT_ONCE = 100;

/** One change that several tasks get; a label is added to those that they have. */
export type TasksChange =
  | { what: 'done'; isDone: boolean }
  | { what: 'due'; due: When | null }
  | { what: 'priority'; priority: Priority }
  | { what: 'label'; label: string };

/** Fields that a {@link TasksChange} can write. */
export const CHANGED_FIELDS = [
  'isDone',
  'doneAt',
  'start',
  'due',
  'repeat',
  'sectionId',
  'position',
  'priority',
  'labels',
] as const;

/** What of a task was changed. */
export type ChangedFields = Partial<Pick<Task, (typeof CHANGED_FIELDS)[number]>>;

/** What a change did to a task, by which it is taken back. */
export interface TaskStep {
  taskId: TaskId;
  was: ChangedFields;
  now: ChangedFields;
}

const fieldsSchema = z
  .object({
    isDone: z.boolean(),
    doneAt: z.iso.datetime().nullable(),
    start: whenSchema.nullable(),
    due: whenSchema.nullable(),
    repeat: z.object({ rule: z.string().max(TASK_LIMITS.rule), afterDone: z.boolean() }).nullable(),
    sectionId: idSchema.nullable(),
    position: z.string().regex(/^[0-9A-Za-z]{0,200}$/),
    priority: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    labels: z.array(z.string().max(TASK_LIMITS.label)).max(TASK_LIMITS.labels),
  })
  .partial();

/** Steps that are to be taken back, with their documents; they come back from a browser. */
export const stepsSchema = z
  .array(
    z.object({ documentId: idSchema, taskId: z.string().max(100), was: fieldsSchema, now: fieldsSchema }),
  )
  .max(MOST_TASKS_AT_ONCE);
