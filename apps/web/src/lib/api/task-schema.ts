import { documentKindSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { z } from 'zod';

/** By what rule a task comes again. */
const repeatSchema = z.object({ rule: z.string(), afterDone: z.boolean() });

/** A task of a list. */
export const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  isDone: z.boolean(),
  doneAt: z.string().nullable(),
  parentId: z.string().nullable(),
  sectionId: z.string().nullable(),
  position: z.string(),
  people: z.array(idSchema),
  groups: z.array(idSchema),
  start: z.string().nullable(),
  due: z.string().nullable(),
  priority: z.number().int(),
  labels: z.array(z.string()),
  reminders: z.array(z.number().int()),
  repeat: repeatSchema.nullable(),
  blockedBy: z.array(z.string()),
  relatesTo: z.array(z.string()),
  createdAt: z.string().nullable(),
});

/** A task that somebody has, with where it is. */
export const myTaskSchema = z.object({
  documentId: idSchema,
  taskId: z.string(),
  title: z.string(),
  isDone: z.boolean(),
  start: z.string().nullable(),
  due: z.string().nullable(),
  priority: z.number().int(),
  labels: z.array(z.string()),
  document: z.string(),
  documentKind: documentKindSchema,
  workspaceId: idSchema,
  workspace: z.string(),
  who: z.array(z.string()),
  mayWrite: z.boolean(),
});

/** Ids with commas between them. */
export const idsSchema = z
  .string()
  .max(2_000)
  .regex(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:,(?!$)|$))*$/,
    'Name ids with commas between them.',
  );

/** The ids in such a text. */
export function idsIn(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

/** A document whose tasks a list shows, with them. */
export const gatheredHomeSchema = z.object({
  documentId: idSchema,
  document: z.string(),
  documentKind: documentKindSchema,
  mayTick: z.boolean(),
  tasks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isDone: z.boolean(),
      parentId: z.string().nullable(),
      start: z.string().nullable(),
      due: z.string().nullable(),
      priority: z.number().int(),
      labels: z.array(z.string()),
      repeat: repeatSchema.nullable(),
      people: z.array(z.object({ id: idSchema, name: z.string(), colour: z.number().int() })),
      groups: z.array(z.object({ id: idSchema, name: z.string() })),
    }),
  ),
});

/** A secret address of tasks, without the secret. */
export const taskFeedSchema = z.object({
  id: idSchema,
  documentId: idSchema.nullable(),
  title: z.string().nullable(),
  madeOn: z.string(),
  lastUsedOn: z.string().nullable(),
});
