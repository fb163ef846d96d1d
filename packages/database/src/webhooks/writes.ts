import { randomUUID } from 'node:crypto';
import { personOf } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DeliveryId, WebhookId } from '@plenum/domain/ids';
import {
  FORMER_SECRET_HOURS,
  MOST_WEBHOOKS,
  type NewWebhook,
  TEST_EVENT,
  type WebhookPatch,
} from '@plenum/domain/webhooks/schema';
import type { WebhookCard } from '@plenum/domain/webhooks/types';
import type { Grant } from '../access/grant.ts';
import { sealToken } from '../access/tokens.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import type { AllowedHosts } from './addresses.ts';
import { destinationOf } from './destination.ts';
import { WEBHOOK_ROW, webhookCard } from './reads.ts';
import { newSecret } from './signature.ts';

/**
 * Makes a webhook of a workspace. This is the only time that its secret is given out.
 * @throws AppError `invalid_input` for an address that is not allowed, `conflict` where there are as many as there may be.
 */
export async function createWebhook(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { url, events }: NewWebhook,
  allowed: AllowedHosts,
): Promise<{ webhook: WebhookCard; secret: string }> {
  const secret = newSecret();
  const { href } = destinationOf(url, allowed);
  const row = await db.prisma.$transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if ((await tx.webhook.count({ where: { workspaceId } })) >= MOST_WEBHOOKS) {
      throw new AppError('conflict', 'This workspace has 10 webhooks. Delete one that nobody needs.');
    }
    await audit(tx, { actor, workspaceId, what: 'webhookMade' });
    const secretSealed = sealToken(db.secrets.tokenKey, secret);
    const data = { workspaceId, url: href, events, secretSealed, createdById: personOf(actor) };
    return tx.webhook.create({ data, select: WEBHOOK_ROW });
  });
  return { webhook: webhookCard(row), secret };
}

/**
 * Changes a webhook. Switched off it is told of nothing, also of what waits; switched on it begins anew.
 * @throws AppError `invalid_input` for an address that is not allowed.
 */
export async function patchWebhook(
  grant: Grant<'webhook.manage'>,
  { url, events, isOn }: WebhookPatch,
  allowed: AllowedHosts,
): Promise<WebhookCard> {
  const { db, webhookId } = grant;
  const href = url === undefined ? undefined : destinationOf(url, allowed).href;
  return db.prisma.$transaction(async (tx) => {
    if (isOn === false) await giveUpWaiting(tx, webhookId);
    await change(tx, grant, {
      ...(href !== undefined && { url: href }),
      ...(events !== undefined && { events }),
      ...(isOn !== undefined && { state: isOn ? 'on' : 'off', failingSince: null }),
    });
    const where = { id: webhookId };
    return webhookCard(await tx.webhook.findUniqueOrThrow({ where, select: WEBHOOK_ROW }));
  });
}

/** Gives a webhook another secret, and gives it out this once. For a day messages are signed with the former one, too. */
export async function renewSecret(grant: Grant<'webhook.manage'>): Promise<string> {
  const { db, webhookId } = grant;
  const secret = newSecret();
  await db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM webhook WHERE id = ${webhookId}::uuid FOR UPDATE`;
    const before = await tx.webhook.findUnique({ where: { id: webhookId }, select: { secretSealed: true } });
    if (!before) throw notFound();
    await change(tx, grant, {
      secretSealed: sealToken(db.secrets.tokenKey, secret),
      formerSecretSealed: before.secretSealed,
      formerUntil: new Date(Date.now() + FORMER_SECRET_HOURS * 60 * 60 * 1000),
    });
  });
  return secret;
}

/** Deletes a webhook, with what waits for it. */
export async function deleteWebhook({ actor, db, webhookId, workspaceId }: Grant<'webhook.manage'>) {
  await db.prisma.$transaction(async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id: webhookId } });
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'webhookDeleted' });
  });
}

/**
 * Has a test sent to a webhook, once and at once.
 * @throws AppError `conflict` where it is switched off, or the test before is still on its way.
 */
export async function sendTest({ db, webhookId }: Grant<'webhook.manage'>): Promise<DeliveryId> {
  return db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM webhook WHERE id = ${webhookId}::uuid FOR UPDATE`;
    const webhook = await tx.webhook.findUnique({ where: { id: webhookId }, select: { state: true } });
    if (!webhook) throw notFound();
    if (webhook.state !== 'on') {
      throw new AppError('conflict', 'This webhook is switched off. Switch it on, then test it.');
    }
    const waiting = { webhookId, what: TEST_EVENT, dueAt: { not: null } };
    if ((await tx.webhookDelivery.count({ where: waiting })) > 0) {
      throw new AppError('conflict', 'A test is on its way. Wait until it has arrived or failed.');
    }
    const data = { id: randomUUID(), webhookId, what: TEST_EVENT, dueAt: new Date() };
    return (await tx.webhookDelivery.create({ data, select: { id: true } })).id;
  });
}

async function change(
  tx: Prisma.TransactionClient,
  { actor, webhookId, workspaceId }: Grant<'webhook.manage'>,
  data: Prisma.WebhookUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.webhook.updateMany({ where: { id: webhookId }, data });
  if (count === 0) throw notFound();
  await audit(tx, { actor, workspaceId, what: 'webhookChanged' });
}

async function giveUpWaiting(tx: Prisma.TransactionClient, webhookId: WebhookId): Promise<void> {
  const where = { webhookId, dueAt: { not: null } };
  await tx.webhookDelivery.updateMany({ where, data: { dueAt: null } });
}
