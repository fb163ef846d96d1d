import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { Facts, ResourceKind } from '@plenum/domain/access/decide';
import type { PersonId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import type { Scopes } from './grant.ts';

/** The resource as a scope, and what is known of the actor's relation to it. */
export interface Found {
  scope: Scopes[ResourceKind];
  facts: Partial<Facts>;
}

/** Looks up what a decision needs; null where there is no such resource. */
export async function factsOf(
  db: Database,
  { actor, kind, id }: { actor: Actor; kind: ResourceKind; id: string },
): Promise<Found | null> {
  const personId = personOf(actor);
  switch (kind) {
    case 'instance':
      return { scope: { on: 'instance' }, facts: { operator: await isOperator(db, personId) } };
    case 'person': {
      const exists = await db.lookups.person(id);
      return exists ? { scope: { on: 'person', personId: id }, facts: { self: personId === id } } : null;
    }
    case 'group': {
      const group = await db.lookups.group({ id, personId });
      if (!group) return null;
      return { scope: { on: 'group', groupId: id, groupRole: group.role }, facts: { groupRole: group.role } };
    }
    case 'workspace': {
      const workspace = await db.lookups.workspace({ id, personId });
      if (!workspace) return null;
      const { role, groups } = workspace;
      return { scope: { on: 'workspace', workspaceId: id, role, groups }, facts: { role } };
    }
    case 'document': {
      const guest = actor.kind === 'guest' ? actor : null;
      const document = await db.lookups.document({ id, personId, guest });
      if (!document) return null;
      const { role, linkRole, isFrozen, isArchived, workspaceId } = document;
      return {
        scope: { on: 'document', documentId: id, workspaceId, role },
        facts: { role, linkRole, isFrozen, isArchived },
      };
    }
    case 'shareLink': {
      const where = { id, revokedAt: null };
      const link = await db.prisma.shareLink.findFirst({ where, select: { documentId: true } });
      const document = link && (await db.lookups.document({ id: link.documentId, personId }));
      if (!document) return null;
      const { workspaceId, role } = document;
      return {
        scope: { on: 'shareLink', linkId: id, documentId: link.documentId, workspaceId },
        facts: { role },
      };
    }
    case 'webhook': {
      const webhook = await db.prisma.webhook.findUnique({ where: { id }, select: { workspaceId: true } });
      const workspace = webhook && (await db.lookups.workspace({ id: webhook.workspaceId, personId }));
      if (!workspace) return null;
      const { workspaceId } = webhook;
      return { scope: { on: 'webhook', webhookId: id, workspaceId }, facts: { role: workspace.role } };
    }
  }
}

async function isOperator(db: Database, personId: PersonId | null): Promise<boolean> {
  if (personId === null) return false;
  return (await db.prisma.person.count({ where: { id: personId, instanceAdmin: true } })) > 0;
}
