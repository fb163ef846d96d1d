import { z } from 'zod';

/** What a webhook can be told of. */
export const EVENTS = [
  'document.created',
  'document.changed',
  'document.renamed',
  'document.moved',
  'document.trashed',
  'document.restored',
  'document.deleted',
  'version.created',
  'comment.created',
  'comment.resolved',
  'task.created',
  'task.done',
  'task.reopened',
  'task.assigned',
  'task.rescheduled',
  'task.deleted',
] as const;

/** One of {@link EVENTS}. */
export type EventName = (typeof EVENTS)[number];

/** Those of them that tell of a task. */
export type TaskEventName = Extract<EventName, `task.${string}`>;

/** The message that an admin asks for, to see whether any arrives. */
export const TEST_EVENT = 'webhook.test';

/** Webhooks of a workspace. */
export const MOST_WEBHOOKS = 10;

/** Messages that wait for a webhook: what happens then it is not told. */
export const MOST_WAITING = 1_000;

/** Messages about tasks of one document that wait for a webhook, so that one large edit keeps it from nothing else. */
export const MOST_OF_TASKS = 100;

/** Days for which it is kept what was sent. */
export const DELIVERY_DAYS = 7;

/** Days after which an address at which nothing arrives is told of nothing more. */
export const FAILING_DAYS = 3;

/** Hours for which messages are signed with the former secret, too. */
export const FORMER_SECRET_HOURS = 24;

/** Seconds that a document has been changing for before that is told: once, however much is written meanwhile. */
export const CHANGED_SECONDS = 60;

/** Whether a webhook is told of anything, and who says that it is not: an admin, or the instance since nothing arrived. */
export const WEBHOOK_STATES = ['on', 'off', 'failed'] as const;

/** One of {@link WEBHOOK_STATES}. */
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Why a message has not arrived. */
export const FAILURES = [
  'unknownHost',
  'refusedAddress',
  'noConnection',
  'certificate',
  'timeout',
  'redirect',
  'status',
  'secret',
] as const;

/** One of {@link FAILURES}. */
export type Failure = (typeof FAILURES)[number];

/** Where a webhook leads; what kind of address is allowed is decided where the instance's settings are known. */
const urlSchema = z
  .string('Enter an address.')
  .trim()
  .min(1, 'Enter an address.')
  .max(1_000, 'Use at most 1,000 characters.');

const eventsSchema = z
  .array(z.enum(EVENTS))
  .min(1, 'Choose at least one event.')
  .max(EVENTS.length, 'Choose each event once.')
  .transform((chosen) => EVENTS.filter((event) => chosen.includes(event)));

/** A new webhook. */
export const newWebhookSchema = z.object({ url: urlSchema, events: eventsSchema });

/** A new webhook, checked. */
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** A change of a webhook; what is left out stays. */
export const webhookPatchSchema = z
  .object({ url: urlSchema, events: eventsSchema, isOn: z.boolean() })
  .partial();

/** A change of a webhook, checked. */
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;
