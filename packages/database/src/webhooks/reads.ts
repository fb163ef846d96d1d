import type { Page, PageQuery } from '@plenum/domain/page';
import { EVENTS, FAILURES, MOST_WEBHOOKS, TEST_EVENT } from '@plenum/domain/webhooks/schema';
import type { DeliveryCard, WebhookCard } from '@plenum/domain/webhooks/types';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';

/** The columns of a WebhookCard. */
export const WEBHOOK_ROW = {
  id: true,
  workspaceId: true,
  url: true,
  events: true,
  state: true,
  failingSince: true,
  createdBy: { select: { displayName: true } },
  createdAt: true,
} as const satisfies Prisma.WebhookSelect;

const toldSchema = z.enum([...EVENTS, TEST_EVENT]);
const failureSchema = z.enum(FAILURES).nullable();

/** A webhook as its admins see it. */
export function webhookCard({
  createdBy,
  events,
  ...webhook
}: Prisma.WebhookGetPayload<{ select: typeof WEBHOOK_ROW }>): WebhookCard {
  return {
    ...webhook,
    events: EVENTS.filter((event) => events.includes(event)),
    createdBy: createdBy?.displayName ?? null,
  };
}

/** The webhooks of a workspace, the oldest first; there are few. */
export async function listWebhooks({ db, workspaceId }: Grant<'workspace.manage'>): Promise<WebhookCard[]> {
  const rows = await db.prisma.webhook.findMany({
    where: { workspaceId },
    orderBy: { id: 'asc' },
    take: MOST_WEBHOOKS,
    select: WEBHOOK_ROW,
  });
  return rows.map(webhookCard);
}

/** One webhook. */
export async function getWebhook({ db, webhookId }: Grant<'webhook.manage'>): Promise<WebhookCard> {
  const where = { id: webhookId };
  return webhookCard(await db.prisma.webhook.findUniqueOrThrow({ where, select: WEBHOOK_ROW }));
}

/** The messages to a webhook, the latest first, a page at a time. */
export async function listDeliveries(
  { db, webhookId }: Grant<'webhook.manage'>,
  page: PageQuery,
): Promise<Page<DeliveryCard>> {
  const before = beforeTime(page);
  const rows = await db.prisma.webhookDelivery.findMany({
    where: {
      webhookId,
      ...(before && {
        OR: [{ createdAt: { lt: before.time } }, { createdAt: before.time, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: {
      id: true,
      what: true,
      documentId: true,
      createdAt: true,
      attempts: true,
      dueAt: true,
      deliveredAt: true,
      status: true,
      failure: true,
    },
  });
  const { items, next } = pageOf({
    rows,
    limit: page.limit,
    cursorOf: ({ createdAt, id }) => timeCursor(createdAt, id),
  });
  return {
    items: items.map(({ what, failure, ...delivery }) => ({
      ...delivery,
      what: toldSchema.parse(what),
      failure: failureSchema.parse(failure),
    })),
    next,
  };
}
