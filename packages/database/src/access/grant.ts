import type { Actor } from '@plenum/domain/access/actor';
import type { Action, ResourceKind, ResourceKindOf } from '@plenum/domain/access/decide';
import type { GroupRole, Role } from '@plenum/domain/access/roles';
import type { DocumentId, GroupId, PersonId, ShareLinkId, WebhookId, WorkspaceId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';

/**
 * What a grant is for, by the kind of resource. `role` is that of the actor's person in the workspace or the document, `groups` are
 * those for which the person acts in the workspace.
 */
export interface Scopes {
  instance: { on: 'instance' };
  person: { on: 'person'; personId: PersonId };
  group: { on: 'group'; groupId: GroupId; groupRole: GroupRole | null };
  workspace: { on: 'workspace'; workspaceId: WorkspaceId; role: Role | null; groups: readonly GroupId[] };
  document: { on: 'document'; documentId: DocumentId; workspaceId: WorkspaceId; role: Role | null };
  shareLink: { on: 'shareLink'; linkId: ShareLinkId; documentId: DocumentId; workspaceId: WorkspaceId };
  webhook: { on: 'webhook'; webhookId: WebhookId; workspaceId: WorkspaceId };
}

declare const proof: unique symbol;

interface Granted<A extends Action> {
  readonly [proof]: A;
  readonly actor: Actor;
  /** The database that granted it, and the only one it counts for. */
  readonly db: Database;
}

/**
 * Proof that the actor may do the action on the resource in its scope. Only `authorize` makes one; every read and write
 * takes one, so that leaving the check out is a type error.
 */
export type Grant<A extends Action> = A extends Action
  ? Granted<A> & Readonly<Scopes[ResourceKindOf<A>]>
  : never;

/** Makes a grant; for `authorize` alone. */
export function grant<A extends Action>(
  facts: { actor: Actor; db: Database },
  scope: Scopes[ResourceKind],
): Grant<A> {
  return Object.freeze({ ...facts, ...scope }) as unknown as Grant<A>;
}
