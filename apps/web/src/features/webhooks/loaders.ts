import { getWebhook, listDeliveries, listWebhooks } from '@plenum/database/webhooks/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { Page } from '@plenum/domain/page';
import type { DeliveryCard, WebhookCard } from '@plenum/domain/webhooks/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { workspaceId } from '#features/workspaces/loaders.ts';
import { forPage, grantFor } from '#lib/session.ts';

/** Deliveries on one page. */
const DELIVERIES_PER_PAGE = 30;

/** The webhooks of a workspace, for its admins. */
export function loadWebhooks(slug: string): Promise<{ workspaceId: string; webhooks: WebhookCard[] }> {
  const load = async () => {
    const grant = await grantFor('workspace.manage', await workspaceId(slug));
    return { workspaceId: grant.workspaceId, webhooks: await listWebhooks(grant) };
  };
  return forPage(load);
}

/** A webhook with a page of what was sent to it. */
export function loadWebhook(
  id: string,
  cursor: string | undefined,
): Promise<{ webhook: WebhookCard; workspace: WorkspaceCard; deliveries: Page<DeliveryCard> }> {
  const load = async () => {
    const grant = await grantFor('webhook.manage', id);
    const [webhook, workspace, deliveries] = await Promise.all([
      getWebhook(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listDeliveries(grant, { limit: DELIVERIES_PER_PAGE, cursor }),
    ]);
    return { webhook, workspace, deliveries };
  };
  return forPage(load);
}
