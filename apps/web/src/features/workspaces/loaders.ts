import { authorize } from '@plenum/database/access/authorize';
import {
  findInvitation,
  type InvitationPreview,
  listInvitations,
} from '@plenum/database/workspaces/invitations';
import {
  findWorkspaceId,
  getWorkspace,
  listMembers,
  listWorkspaces,
} from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import type { Page } from '@plenum/domain/page';
import type { InvitationCard, WorkspaceCard, WorkspaceMember } from '@plenum/domain/workspaces/types';
import { cache } from 'react';
import { database } from '#lib/database.ts';
import { invitationPath } from '#lib/paths.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';

/** Members shown on one page. */
const MEMBERS_PER_PAGE = 100;

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

/** A page of a workspace's members and, for its admins, its invitation links. */
export function loadMembers(
  slug: string,
  cursor: string | undefined,
): Promise<{
  members: Page<WorkspaceMember>;
  /** Null for those who may not manage the workspace. */
  invitations: InvitationLink[] | null;
}> {
  const load = async () => {
    const id = await workspaceId(slug);
    const read = await grantFor('workspace.read', id);
    const [members, invitations] = await Promise.all([
      listMembers(read, { limit: MEMBERS_PER_PAGE, cursor }),
      read.role === 'admin' ? listInvitations(await grantFor('workspace.manage', id)) : null,
    ]);
    return { members, invitations: invitations?.map(withUrl) ?? null };
  };
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

function withUrl(link: InvitationCard): InvitationLink {
  const { token } = link;
  return { ...link, url: token === null ? '' : `${database().publicUrl}${invitationPath(token)}` };
}
