import type { Role } from '../access/roles.ts';
import type { PersonCard } from '../accounts/types.ts';
import type { InvitationId, WorkspaceId } from '../ids.ts';

/** A workspace as one of its members sees it. */
export interface WorkspaceCard {
  id: WorkspaceId;
  name: string;
  slug: string;
  /** The role of the one who asked; null when the instance asked. */
  role: Role | null;
}

/** Somebody in a workspace. */
export interface WorkspaceMember extends PersonCard {
  role: Role;
}

/** An invitation link that can still be used. */
export interface InvitationCard {
  id: InvitationId;
  role: Role;
  /** The secret part of the link; null where the instance's key no longer opens it. */
  token: string | null;
  expiresAt: Date;
  createdBy: string | null;
}
