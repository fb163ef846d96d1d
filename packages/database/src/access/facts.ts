import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { Facts, ResourceKind } from '@plenum/domain/access/decide';
import type { Role } from '@plenum/domain/access/roles';
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
      return { scope: { on: 'instance' }, facts: {} };
    case 'person': {
      const exists = await db.lookups.person(id);
      return exists ? { scope: { on: 'person', personId: id }, facts: { self: personId === id } } : null;
    }
    case 'workspace': {
      const workspace = await db.prisma.workspace.findUnique({
        where: { id },
        select: { memberships: membershipOf(personId) },
      });
      if (!workspace) return null;
      const role = roleIn(workspace);
      return { scope: { on: 'workspace', workspaceId: id, role }, facts: { role } };
    }
    case 'document': {
      const document = await db.lookups.document({ id, personId });
      if (!document) return null;
      const { role, workspaceId } = document;
      return {
        scope: { on: 'document', documentId: id, workspaceId, role },
        facts: { role, linked: actor.kind === 'guest' && actor.documentId === id },
      };
    }
    case 'shareLink': {
      const link = await db.prisma.shareLink.findFirst({
        where: { id, revokedAt: null, document: { deletedAt: null } },
        select: {
          document: {
            select: {
              id: true,
              workspaceId: true,
              workspace: { select: { memberships: membershipOf(personId) } },
            },
          },
        },
      });
      if (!link) return null;
      const { document } = link;
      return {
        scope: { on: 'shareLink', linkId: id, documentId: document.id, workspaceId: document.workspaceId },
        facts: { role: roleIn(document.workspace) },
      };
    }
  }
}

/** Selects the membership of one person; of nobody for an actor without a person. */
function membershipOf(personId: string | null) {
  return { where: { personId: { in: personId === null ? [] : [personId] } }, select: { role: true } };
}

function roleIn({ memberships: [membership] }: { memberships: { role: Role }[] }): Role | null {
  return membership?.role ?? null;
}
