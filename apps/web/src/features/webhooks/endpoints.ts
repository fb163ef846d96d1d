import { authorize } from '@plenum/database/access/authorize';
import { getWebhook, listDeliveries, listWebhooks } from '@plenum/database/webhooks/reads';
import {
  createWebhook,
  patchWebhook,
  deleteWebhook as remove,
  renewSecret,
  sendTest,
} from '@plenum/database/webhooks/writes';
import type { Actor } from '@plenum/domain/access/actor';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import {
  EVENTS,
  FAILURES,
  newWebhookSchema,
  TEST_EVENT,
  WEBHOOK_STATES,
  webhookPatchSchema,
} from '@plenum/domain/webhooks/schema';
import type { WebhookCard } from '@plenum/domain/webhooks/types';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { webhookHosts } from '#lib/webhook-hosts.ts';

const webhookSchema = z.object({
  id: idSchema,
  workspaceId: idSchema,
  url: z.string(),
  events: z.array(z.enum(EVENTS)),
  /** `failed`: switched off by the instance, after days in which nothing arrived. */
  state: z.enum(WEBHOOK_STATES),
  failingSince: z.iso.datetime().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const deliverySchema = z.object({
  /** The message's `webhook-id`. */
  id: idSchema,
  type: z.enum([...EVENTS, TEST_EVENT]),
  documentId: idSchema.nullable(),
  createdAt: z.iso.datetime(),
  attempts: z.number().int(),
  /** When it is sent or sent again; null where it is not. */
  dueAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  status: z.number().int().nullable(),
  failure: z.enum(FAILURES).nullable(),
});

const byId = z.object({ id: idSchema });
const secretSchema = z.object({ secret: z.string() });

/** GET /workspaces/{id}/webhooks */
export const getWebhooks = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/webhooks',
  summary: 'The webhooks of a workspace, the oldest first, at most 10; their secrets are not shown again',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: pageSchema(webhookSchema),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    return json({ items: (await listWebhooks(grant)).map(outside), next: null });
  },
});

/** POST /workspaces/{id}/webhooks */
export const postWebhook = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/webhooks',
  summary:
    'Make a webhook, which is told of what happens in documents that everybody in the workspace may read, while at most 1,000 messages wait for it and 100 about tasks of one document; its secret is given out this once',
  params: byId,
  query: z.object({}),
  body: newWebhookSchema,
  answer: webhookSchema.extend(secretSchema.shape),
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const { webhook, secret } = await createWebhook(grant, body, webhookHosts());
    return json({ ...outside(webhook), secret }, { status: 201 });
  },
});

/** GET /webhooks/{id} */
export const getOneWebhook = endpoint({
  method: 'GET',
  path: '/webhooks/{id}',
  summary: 'A webhook',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: webhookSchema,
  async handle({ actor, params }) {
    return json(outside(await getWebhook(await toManage(actor, params.id))));
  },
});

/** PATCH /webhooks/{id} */
export const patchOneWebhook = endpoint({
  method: 'PATCH',
  path: '/webhooks/{id}',
  summary: 'Change where a webhook leads, what it is told of, or whether it is on',
  params: byId,
  query: z.object({}),
  body: webhookPatchSchema,
  answer: webhookSchema,
  async handle({ actor, params, body }) {
    return json(outside(await patchWebhook(await toManage(actor, params.id), body, webhookHosts())));
  },
});

/** DELETE /webhooks/{id} */
export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/webhooks/{id}',
  summary: 'Delete a webhook, with what waits for it',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await remove(await toManage(actor, params.id));
    return noContent();
  },
});

/** GET /webhooks/{id}/deliveries */
export const getDeliveries = endpoint({
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  summary: 'What was sent to a webhook in the last seven days, the latest first, and what came of it',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(deliverySchema),
  async handle({ actor, params, query }) {
    const { items, next } = await listDeliveries(await toManage(actor, params.id), query);
    return json({
      items: items.map(({ what, createdAt, dueAt, deliveredAt, ...delivery }) => ({
        ...delivery,
        type: what,
        createdAt: createdAt.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
        deliveredAt: deliveredAt?.toISOString() ?? null,
      })),
      next,
    });
  },
});

/** POST /webhooks/{id}/test */
export const postTest = endpoint({
  method: 'POST',
  path: '/webhooks/{id}/test',
  summary: 'Send a test to a webhook, once and at once; what came of it is among its deliveries',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: byId,
  async handle({ actor, params }) {
    return json({ id: await sendTest(await toManage(actor, params.id)) }, { status: 201 });
  },
});

/** POST /webhooks/{id}/secret */
export const postSecret = endpoint({
  method: 'POST',
  path: '/webhooks/{id}/secret',
  summary:
    'Give a webhook another secret, given out this once; for 24 hours messages are signed with the former one, too',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: secretSchema,
  async handle({ actor, params }) {
    return json({ secret: await renewSecret(await toManage(actor, params.id)) }, { status: 201 });
  },
});

function toManage(actor: Actor, on: string) {
  return authorize(database(), { actor, action: 'webhook.manage', on });
}

function outside({ failingSince, createdAt, ...webhook }: WebhookCard) {
  return {
    ...webhook,
    failingSince: failingSince?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
