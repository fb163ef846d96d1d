import { z } from 'zod';
import { DECISION_RESULTS } from '../documents/decision-results.ts';
import { titleSchema } from '../documents/schema.ts';
import { idSchema, isId } from '../ids.ts';
import { nameSchema } from '../names.ts';

/** Which decisions are asked for; what is no such question is left out of it. */
export const decisionFilterSchema = z.object({
  /** Words that all have to be in it, whatever their accents. */
  words: z.string().trim().max(100).catch(''),
  result: z.enum(DECISION_RESULTS).optional().catch(undefined),
});

/** Which decisions are asked for, checked. */
export type DecisionFilter = z.infer<typeof decisionFilterSchema>;

/** The id of a block, as the editor package takes them. */
export const blockIdSchema = z.string().regex(/^[\w-]{1,64}$/);

/** Who is meant: a person or guest by `kind id`, or a name that is typed. */
const someoneSchema = z.union([
  z
    .string()
    .regex(/^(person|guest) /)
    .refine((key) => isId(key.slice(key.indexOf(' ') + 1))),
  z.object({ name: nameSchema }),
]);

/** What whoever runs a meeting does. */
export const meetingStepSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start') }),
  /** An item is talked about from now on; null for none. */
  z.object({ do: z.literal('item'), blockId: blockIdSchema.nullable() }),
  /** The current item is done with, and the one that is named comes next. */
  z.object({ do: z.literal('next'), blockId: blockIdSchema.nullable() }),
  z.object({ do: z.literal('done'), blockId: blockIdSchema, isDone: z.boolean() }),
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('resume') }),
  z.object({ do: z.literal('attend'), who: z.array(someoneSchema).min(1).max(100) }),
  z.object({ do: z.literal('present'), attendeeId: idSchema, isPresent: z.boolean() }),
  z.object({ do: z.literal('forget'), attendeeId: idSchema }),
  /** The next in the queue has the word. */
  z.object({ do: z.literal('speak') }),
  z.object({ do: z.literal('queue'), name: nameSchema }),
  z.object({ do: z.literal('unqueue'), speakerId: idSchema }),
  z.object({ do: z.literal('firstTimers'), isOn: z.boolean() }),
]);

/** What whoever runs a meeting does, checked. */
export type MeetingStep = z.infer<typeof meetingStepSchema>;

/** How a meeting is closed. */
export const closingSchema = z.object({
  version: nameSchema,
  /** Whether those who were there are written into the minutes, where all who read them see it. */
  withAttendance: z.boolean().default(false),
  /** What the next agenda is called; null for none. */
  nextTitle: titleSchema.nullish(),
  nextDate: z.iso.date().nullish(),
  /** Items, tasks and decisions that are not carried over, by their blocks. */
  leaveOut: z.array(blockIdSchema).max(1_000).default([]),
});

/** How a meeting is closed, checked. */
export type Closing = z.infer<typeof closingSchema>;
