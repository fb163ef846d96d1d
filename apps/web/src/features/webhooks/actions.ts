'use server';

import {
  createWebhook as create,
  patchWebhook as patch,
  deleteWebhook as remove,
  renewSecret as renew,
  sendTest as test,
} from '@plenum/database/webhooks/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { idSchema, type WebhookId } from '@plenum/domain/ids';
import { newWebhookSchema } from '@plenum/domain/webhooks/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { grantFor } from '#lib/session.ts';
import { webhookHosts } from '#lib/webhook-hosts.ts';
import { webhooksPath } from '#lib/workspace-paths.ts';

/** Makes a webhook, and shows its secret this once. */
export const createWebhook = formAction({
  schema: newWebhookSchema.extend({ workspaceId: idSchema }),
  lists: ['events'],
  async act({ workspaceId, ...input }): Promise<{ id: WebhookId; secret: string }> {
    const grant = await grantFor('workspace.manage', workspaceId);
    const { webhook, secret } = await create(grant, input, webhookHosts());
    refresh();
    return { id: webhook.id, secret };
  },
});

const byWebhook = z.object({ webhookId: idSchema });

/** Changes where a webhook leads and what it is told of. */
export const changeWebhook = formAction({
  schema: newWebhookSchema.extend(byWebhook.shape),
  lists: ['events'],
  async act({ webhookId, ...input }): Promise<undefined> {
    await patch(await grantFor('webhook.manage', webhookId), input, webhookHosts());
    refresh();
  },
});

/** Switches a webhook on or off. */
export const switchWebhook = formAction({
  schema: byWebhook.extend({ isOn: z.stringbool() }),
  async act({ webhookId, isOn }): Promise<undefined> {
    await patch(await grantFor('webhook.manage', webhookId), { isOn }, webhookHosts());
    refresh();
  },
});

/** Gives a webhook another secret, and shows it this once. */
export const renewSecret = formAction({
  schema: byWebhook,
  async act({ webhookId }): Promise<{ secret: string }> {
    return { secret: await renew(await grantFor('webhook.manage', webhookId)) };
  },
});

/** Has a test sent. */
export const sendTest = formAction({
  schema: byWebhook,
  async act({ webhookId }): Promise<undefined> {
    await test(await grantFor('webhook.manage', webhookId));
    refresh();
  },
});

/** Deletes a webhook and leads to the others. */
export const deleteWebhook = formAction({
  schema: byWebhook,
  async act({ webhookId }): Promise<undefined> {
    const grant = await grantFor('webhook.manage', webhookId);
    await remove(grant);
    const { slug } = await getWorkspace(await grantFor('workspace.read', grant.workspaceId));
    refresh();
    redirect(webhooksPath(slug));
  },
});

function refresh(): void {
  revalidatePath('/w/[slug]/settings/webhooks', 'layout');
}
