import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { TASK_LIMITS } from './limits.ts';
import { isDay, isWhen } from './when.ts';

const lineSchema = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Enter a title.')
    .max(most)
    .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

/** A day, or a time of one with its zone. */
export const whenSchema = z
  .string()
  .refine(isWhen, 'Write a day as 2026-12-01, or a time as 2026-12-01T18:00[Europe/Berlin].');

const idsSchema = z.array(idSchema).max(TASK_LIMITS.assignees);
const tiesSchema = z.array(idSchema).max(TASK_LIMITS.relations);

/** What can be said of a task; what is left out stays as it is. */
export const taskPatchSchema = z.object({
  title: lineSchema(TASK_LIMITS.title).optional(),
  isDone: z.boolean().optional(),
  parentId: idSchema.nullable().optional(),
  sectionId: idSchema.nullable().optional(),
  people: idsSchema.optional(),
  groups: idsSchema.optional(),
  start: whenSchema.nullable().optional(),
  due: whenSchema.nullable().optional(),
  priority: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  labels: z
    .array(lineSchema(TASK_LIMITS.label))
    .max(TASK_LIMITS.labels)
    .transform((labels) => [...new Set(labels)])
    .optional(),
  /** Minutes before it is due, up to which a task can be reminded of. */
  reminders: z.array(z.number().int().min(0).max(999_999)).max(TASK_LIMITS.reminders).optional(),
  /** By what rule it comes again; whether that is one is vetted where it is kept. Without `afterDone` that stays as it is, at first false. */
  repeat: z
    .object({ rule: z.string().max(TASK_LIMITS.rule), afterDone: z.boolean().optional() })
    .nullable()
    .optional(),
  blockedBy: tiesSchema.optional(),
  relatesTo: tiesSchema.optional(),
});

/** What can be said of a task, checked. */
export type TaskPatch = z.infer<typeof taskPatchSchema>;

/** A new task. */
export const newTaskSchema = taskPatchSchema.required({ title: true });

/** How a list is used again: by what title, and on which day its last one falls. */
export const againSchema = z.object({
  title: lineSchema(200).optional(),
  on: z.string().refine(isDay, 'Write a day as 2026-12-01.').optional(),
});
