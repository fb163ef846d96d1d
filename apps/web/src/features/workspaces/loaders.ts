import { authorize } from '@plenum/database/access/authorize';
import { listOrphans } from '@plenum/database/documents/orphans';
import { listAudit } from '@plenum/database/workspaces/audit';
import type { InvitationPreview } from '@plenum/database/workspaces/invitation-row';
import { findInvitation, listInvitations } from '@plenum/database/workspaces/invitations';
import { listJoinRequests, listOpenWorkspaces } from '@plenum/database/workspaces/join-requests';
import { listMotions } from '@plenum/database/workspaces/motions';
import { listParticipations } from '@plenum/database/workspaces/participations';
import {
  findWorkspaceId,
  getWorkspace,
  getWorkspaceSettings,
  listMembers,
  listWorkspaces,
} from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import type { Orphan } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { Page } from '@plenum/domain/page';
import type {
  AuditEntryCard,
  InvitationCard,
  JoinRequestCard,
  MotionCard,
  OpenWorkspace,
  ParticipationCard,
  WorkspaceCard,
  WorkspaceMember,
  WorkspaceSettings,
} from '@plenum/domain/workspaces/types';
import { cache } from 'react';
import { database } from '#lib/database.ts';
import { invitationPath } from '#lib/paths.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';

/** Members shown on one page. */
const MEMBERS_PER_PAGE = 100;

/** Requests shown to an admin, the oldest first, and entries of the audit log on one page. */
const REQUESTS_SHOWN = 100;
const ENTRIES_PER_PAGE = 50;

/** Workspaces in the switcher. */
const WORKSPACES_SHOWN = 200;

/** The signed-in person's workspaces, for the switcher. */
export const loadMyWorkspaces = cache(async (): Promise<WorkspaceCard[]> => {
  const load = async () => listWorkspaces(await grantForSelf('workspace.list'), { limit: WORKSPACES_SHOWN });
  return (await forPage(load)).items;
});

/** A workspace by its address. */
export const loadWorkspace = cache((slug: string): Promise<WorkspaceCard> => {
  const load = async () => getWorkspace(await grantFor('workspace.read', await workspaceId(slug)));
  return forPage(load);
});

/** The id of the workspace with this address, whoever may read it. */
export const workspaceId = cache(async (slug: string): Promise<string> => {
  const id = await findWorkspaceId(await grantForSelf('workspace.list'), slug);
  if (id === null) throw notFound();
  return id;
});

/** An invitation link as an admin sees it. */
export interface InvitationLink extends InvitationCard {
  /** Empty where it cannot be shown any more; the link can still be revoked. */
  url: string;
}

/** What the page of members shows its admins beside the members. */
export interface Managed {
  invitations: InvitationLink[];
  requests: JoinRequestCard[];
  motions: MotionCard[];
}

/** A page of a workspace's people, its groups and, for its admins, its links and what waits for them. */
export function loadMembers(
  slug: string,
  cursor: string | undefined,
): Promise<{
  members: Page<WorkspaceMember>;
  groups: ParticipationCard[];
  /** Null for those who may not manage the workspace. */
  managed: Managed | null;
}> {
  const load = async () => {
    const id = await workspaceId(slug);
    const read = await grantFor('workspace.read', id);
    const [members, groups, managed] = await Promise.all([
      listMembers(read, { limit: MEMBERS_PER_PAGE, cursor }),
      listParticipations(read),
      read.role === 'admin' ? manage(id) : null,
    ]);
    return { members, groups, managed };
  };
  return forPage(load);
}

async function manage(id: string): Promise<Managed> {
  const grant = await grantFor('workspace.manage', id);
  const [invitations, requests, motions] = await Promise.all([
    listInvitations(grant),
    listJoinRequests(grant, { limit: REQUESTS_SHOWN }),
    listMotions(grant),
  ]);
  return { invitations: invitations.map(withUrl), requests: requests.items, motions };
}

/** How a workspace is set up, what waits there, and which documents nobody is left to take care of; for its admins. */
export function loadWorkspaceSettings(
  slug: string,
): Promise<{ settings: WorkspaceSettings; motions: MotionCard[]; orphans: Orphan[] }> {
  const load = async () => {
    const grant = await grantFor('workspace.manage', await workspaceId(slug));
    const [settings, motions, orphans] = await Promise.all([
      getWorkspaceSettings(grant),
      listMotions(grant),
      listOrphans(grant),
    ]);
    return { settings, motions, orphans };
  };
  return forPage(load);
}

/** A page of what was decided about access in a workspace; for its admins. */
export function loadAudit(slug: string, cursor: string | undefined): Promise<Page<AuditEntryCard>> {
  const load = async () =>
    listAudit(await grantFor('workspace.manage', await workspaceId(slug)), {
      limit: ENTRIES_PER_PAGE,
      cursor,
    });
  return forPage(load);
}

/** A page of the workspaces that let strangers know of them. */
export function loadOpenWorkspaces(cursor: string | undefined): Promise<Page<OpenWorkspace>> {
  const load = async () =>
    listOpenWorkspaces(await grantForSelf('workspace.list'), { limit: MEMBERS_PER_PAGE, cursor });
  return forPage(load);
}

/** What an invitation link offers; null where it is not in force. Needs no account. */
export async function loadInvitation(token: string): Promise<InvitationPreview | null> {
  const actor = system('somebody opens an invitation link');
  return findInvitation(
    await authorize(database(), { actor, action: 'instance.administer', on: 'instance' }),
    token,
  );
}

/** An invitation with its address. */
export function withUrl(link: InvitationCard): InvitationLink {
  const { token } = link;
  return { ...link, url: token === null ? '' : `${database().publicUrl}${invitationPath(token)}` };
}
