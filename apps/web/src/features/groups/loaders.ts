import {
  getGroup,
  listCoWritten,
  listGroupMembers,
  listGroupPlaces,
  listGroups,
} from '@plenum/database/groups/reads';
import { listInvitations } from '@plenum/database/workspaces/invitations';
import type { GroupCard, GroupMember, GroupPlace } from '@plenum/domain/groups/types';
import type { Page } from '@plenum/domain/page';
import { cache } from 'react';
import { type InvitationLink, withUrl } from '#features/workspaces/loaders.ts';
import { documentFiles } from '#lib/document-files.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';
import { zip } from '#lib/zip.ts';

/** Groups that are listed of one person, and people of a group on one page. */
const GROUPS_SHOWN = 200;
const MEMBERS_PER_PAGE = 100;

/** The groups that the signed-in person is in. */
export const loadMyGroups = cache(async (): Promise<GroupCard[]> => {
  const load = async () => listGroups(await grantForSelf('group.list'), { limit: GROUPS_SHOWN });
  return (await forPage(load)).items;
});

/** What a group's page shows. */
export interface GroupView {
  group: GroupCard;
  members: Page<GroupMember>;
  places: GroupPlace[];
  /** Null for those who do not run the group. */
  invitations: InvitationLink[] | null;
}

/** A group, a page of its people, and where it is. */
export function loadGroup(groupId: string, cursor: string | undefined): Promise<GroupView> {
  const load = async () => {
    const read = await grantFor('group.read', groupId);
    const [group, members, places, invitations] = await Promise.all([
      getGroup(read),
      listGroupMembers(read, { limit: MEMBERS_PER_PAGE, cursor }),
      listGroupPlaces(read),
      read.groupRole === 'admin' ? listInvitations(await grantFor('group.manage', groupId)) : null,
    ]);
    return { group, members, places, invitations: invitations?.map(withUrl) ?? null };
  };
  return forPage(load);
}

/** What the people of a group have written in a workspace, as a ZIP archive of what the one who asks may read. */
export function loadCoWritten(groupId: string, workspaceId: string): Promise<ReadableStream<Uint8Array>> {
  const load = async () => {
    const grant = await grantFor('group.read', groupId);
    // An id that cannot be one is answered like one that does not exist.
    await grantFor('workspace.read', workspaceId);
    return zip(documentFiles(listCoWritten(grant, workspaceId), { actor: grant.actor }));
  };
  return forPage(load);
}

/** Who can be chosen to act for a group: its people, at most 200. */
export function loadGroupMembers(groupId: string): Promise<GroupMember[]> {
  const load = async () => {
    const { items } = await listGroupMembers(await grantFor('group.read', groupId), { limit: 200 });
    return items;
  };
  return forPage(load);
}
