import type { GroupRole, Role } from '../access/roles.ts';
import type { PersonCard } from '../accounts/types.ts';
import type {
  DocumentId,
  GroupId,
  InvitationId,
  JoinRequestId,
  MotionId,
  PersonId,
  WorkspaceId,
} from '../ids.ts';
import type { SearchLanguage } from './languages.ts';
import type { Joining, MotionKind, Representation } from './schema.ts';

/** A workspace as one of its members sees it. */
export interface WorkspaceCard {
  id: WorkspaceId;
  name: string;
  slug: string;
  /** The role of the one who asked; null when the instance asked. */
  role: Role | null;
}

/** How a workspace is set up, for its admins. */
export interface WorkspaceSettings {
  name: string;
  joining: Joining;
  openRole: Role;
  guestsWrite: boolean;
  auditDays: number;
  /** Null for as long as the document is there. */
  chatDays: number | null;
  /** Of its texts, for searching. */
  searchLanguage: SearchLanguage;
}

/** A workspace that lets strangers know of it. */
export interface OpenWorkspace {
  id: WorkspaceId;
  name: string;
  joining: Exclude<Joining, 'closed'>;
  /** The one who asks has asked to be let in already. */
  isAskedFor: boolean;
}

/** Somebody with a place of their own in a workspace. */
export interface WorkspaceMember extends PersonCard {
  role: Role;
}

/** A group in a workspace, as those see it who are in the workspace. */
export interface ParticipationCard {
  groupId: GroupId;
  name: string;
  /** What those who act for it may do here. */
  role: Role;
  representation: Representation;
  /** How many act for it here. */
  people: number;
  /** Who they are; null where the group does not show it to the one who asks. */
  members: PersonCard[] | null;
  /** The role of the one who asks in the group. */
  ownRole: GroupRole | null;
}

/** An invitation link that can still be used. */
export interface InvitationCard {
  id: InvitationId;
  /** Null for a link into a group. */
  role: Role | null;
  /** It invites groups, not people. */
  forGroups: boolean;
  /** The secret part of the link; null where the instance's key no longer opens it. */
  token: string | null;
  uses: number;
  /** Null for any number. */
  maxUses: number | null;
  expiresAt: Date;
  createdBy: string | null;
}

/** A request to be let in, for somebody or for a group that they run. */
export interface JoinRequestCard {
  id: JoinRequestId;
  person: PersonCard;
  group: { id: GroupId; name: string } | null;
  message: string | null;
  createdAt: Date;
}

/** What waits for a second admin, or for its time. */
export interface MotionCard {
  id: MotionId;
  kind: MotionKind;
  group: { id: GroupId; name: string } | null;
  madeBy: string;
  madeAt: Date;
  /** When it is carried out unless somebody stops it; null where somebody has to confirm it. */
  dueAt: Date | null;
  /** What the one who asks may do about it. */
  canConfirm: boolean;
  canStop: boolean;
}

/** What an entry of the audit log is about; what is gone meanwhile, or not for the one who asks to know, is null. */
export interface AuditEntryCard {
  id: string;
  at: Date;
  by: string | null;
  what: string;
  person: string | null;
  group: string | null;
  document: { id: DocumentId; title: string } | null;
  role: Role | null;
}

/** An admin of a workspace, and by which groups; `null` among them stands for a place of their own. */
export interface AdminStanding {
  personId: PersonId;
  groups: (GroupId | null)[];
}
