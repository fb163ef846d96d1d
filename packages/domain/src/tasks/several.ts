import { z } from 'zod';
import { AppError } from '../errors.ts';
import { idSchema } from '../ids.ts';
import { TASK_LIMITS } from './limits.ts';
import { whenSchema } from './schema.ts';
import type { Priority, Task, TaskId, When } from './types.ts';
import { isDay } from './when.ts';

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

const fieldsSchema = z.object({
  isDone: z.exactOptional(z.boolean()),
  doneAt: z.exactOptional(z.iso.datetime().nullable()),
  start: z.exactOptional(whenSchema.nullable()),
  due: z.exactOptional(whenSchema.nullable()),
  repeat: z.exactOptional(
    z.object({ rule: z.string().max(TASK_LIMITS.rule), afterDone: z.boolean() }).nullable(),
  ),
  sectionId: z.exactOptional(idSchema.nullable()),
  position: z.exactOptional(z.string().regex(/^[0-9A-Za-z]{0,200}$/)),
  priority: z.exactOptional(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
  labels: z.exactOptional(z.array(z.string().max(TASK_LIMITS.label)).max(TASK_LIMITS.labels)),
});

/** Steps that are to be taken back, with their documents; they come back from a browser. */
export const stepsSchema = z
  .array(
    z.object({ documentId: idSchema, taskId: z.string().max(100), was: fieldsSchema, now: fieldsSchema }),
  )
  .max(MOST_TASKS_AT_ONCE);

/** The same as a field of a form, in JSON. */
export const stepsFieldSchema = z.string().max(300_000).transform(parsed).pipe(stepsSchema);

/** Several tasks, each as the id of its document and its own with a space between them, and what is to become of them. */
export const severalTasksSchema = z.object({
  tasks: z
    .array(z.string().max(200))
    .min(1, 'Choose at least one task.')
    .max(MOST_TASKS_AT_ONCE, 'Choose at most 100 tasks.')
    .transform((keys) =>
      [...new Set(keys)].map((key) => ({ documentId: key.slice(0, 36), taskId: key.slice(37) })),
    )
    .pipe(z.array(z.object({ documentId: idSchema, taskId: z.string().min(1).max(100) }))),
  what: z.enum(['done', 'open', 'due', 'priority', 'label']),
  due: z
    .string()
    .refine((day) => day === '' || isDay(day), 'Choose a day of the calendar.')
    .default(''),
  priority: z.enum(['0', '1', '2', '3', '4']).default('0'),
  label: z
    .string()
    .max(TASK_LIMITS.label + 1, 'Use at most 50 characters.')
    .regex(/^\P{Cc}*$/u, 'Use a single line of text.')
    .default(''),
});

/** The change that a form of {@link severalTasksSchema} asks for. @throws AppError `invalid_input` for a label without a letter. */
export function tasksChangeFrom({
  what,
  due,
  priority,
  label: typed,
}: Omit<z.infer<typeof severalTasksSchema>, 'tasks'>): TasksChange {
  if (what === 'due') return { what, due: due === '' ? null : due };
  if (what === 'priority') return { what, priority: PRIORITIES[priority] };
  if (what !== 'label') return { what: 'done', isDone: what === 'done' };
  const label = typed.trim().replace(/^#/, '').trim().slice(0, TASK_LIMITS.label);
  const message = 'Write a label first.';
  if (label === '') throw new AppError('invalid_input', message, { fields: { label: message } });
  return { what, label };
}

const PRIORITIES = { '0': 0, '1': 1, '2': 2, '3': 3, '4': 4 } as const;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
