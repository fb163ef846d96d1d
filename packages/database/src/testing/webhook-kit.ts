import type { Member } from '@plenum/domain/access/actor';
import { EVENTS, type EventName } from '@plenum/domain/webhooks/schema';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { readAllowedHosts } from '../webhooks/addresses.ts';
import { createWebhook } from '../webhooks/writes.ts';

/** Allows webhooks nothing but public addresses. */
export const PUBLIC_ALONE = readAllowedHosts('');

/** Where the webhooks of tests lead, which nothing is sent to. */
export const HOOK_URL = 'https://example.org/hook';

/** A new webhook, told of everything unless said otherwise; its id. */
export async function aWebhook(
  db: Database,
  {
    actor,
    workspaceId,
    events = EVENTS,
  }: { actor: Member; workspaceId: string; events?: readonly EventName[] },
): Promise<string> {
  const grant = await authorize(db, { actor, action: 'workspace.manage', on: workspaceId });
  const { webhook } = await createWebhook(grant, { url: HOOK_URL, events: [...events] }, PUBLIC_ALONE);
  return webhook.id;
}

/** What was put into the outbox, of one webhook or of all, in its order. */
export function recordedFor(db: Database, webhookId?: string) {
  return db.prisma.webhookDelivery.findMany({
    where: webhookId ? { webhookId } : {},
    orderBy: [{ createdAt: 'asc' }, { what: 'asc' }],
  });
}

/** Lets the time come of everything that waits. */
export async function makeDue(db: Database): Promise<void> {
  await db.prisma.webhookDelivery.updateMany({
    where: { dueAt: { not: null } },
    data: { dueAt: new Date(0) },
  });
}
