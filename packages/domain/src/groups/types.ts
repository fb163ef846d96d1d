import type { GroupRole, Role } from '../access/roles.ts';
import type { PersonCard } from '../accounts/types.ts';
import type { GroupId, WorkspaceId } from '../ids.ts';
import type { Representation } from '../workspaces/schema.ts';

/** A group as its own people see it. */
export interface GroupCard {
  id: GroupId;
  name: string;
  /** Others in its workspaces see who is in it, not only how many. */
  showsMembers: boolean;
  /** The role of the one who asked; null when the instance asked. */
  role: GroupRole | null;
}

/** Somebody in a group. */
export interface GroupMember extends PersonCard {
  role: GroupRole;
}

/** A workspace that a group is in, as the group sees it. */
export interface GroupPlace {
  workspaceId: WorkspaceId;
  name: string;
  slug: string;
  /** What those who act for the group may do there. */
  role: Role;
  representation: Representation;
  /** Whom the group has chosen to act for it there; counts where it is represented by delegates. */
  delegates: PersonCard[];
}
