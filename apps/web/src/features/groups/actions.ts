'use server';

import {
  changeGroupRole,
  createGroup as create,
  leaveGroup as leave,
  patchGroup,
  deleteGroup as remove,
  removeFromGroup,
} from '@plenum/database/groups/writes';
import { createGroupInvitation, revokeInvitation } from '@plenum/database/workspaces/invitations';
import { acceptForGroup } from '@plenum/database/workspaces/joining';
import { moveToTake } from '@plenum/database/workspaces/motions';
import { chooseRepresentation, leaveAsGroup } from '@plenum/database/workspaces/participations';
import { groupRoleSchema, newGroupSchema } from '@plenum/domain/groups/schema';
import { idSchema } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { newGroupInvitationSchema, REPRESENTATIONS } from '@plenum/domain/workspaces/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { GROUPS_PATH, groupPath, workspacePath } from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Makes a group and opens it. */
export const createGroup = formAction({
  schema: newGroupSchema,
  async act(input): Promise<undefined> {
    const { id } = await create(await grantForSelf('group.create'), input);
    redirect(groupPath(id));
  },
});

const byGroup = z.object({ groupId: idSchema });

/** Changes a group's name, and whether others see who is in it. */
export const changeGroup = formAction({
  schema: byGroup.extend({ name: newGroupSchema.shape.name, showsMembers: z.literal('on').optional() }),
  async act({ groupId, name, showsMembers }): Promise<undefined> {
    await patchGroup(await grantFor('group.manage', groupId), { name, showsMembers: showsMembers === 'on' });
    refresh();
  },
});

/** Gives somebody in a group another role. */
export const changeRole = formAction({
  schema: byGroup.extend({ personId: idSchema, role: groupRoleSchema }),
  async act({ groupId, ...input }): Promise<undefined> {
    await changeGroupRole(await grantFor('group.manage', groupId), input);
    refresh();
  },
});

/** Ends somebody's place in a group. */
export const removeMember = formAction({
  schema: byGroup.extend({ personId: idSchema }),
  async act({ groupId, personId }): Promise<undefined> {
    await removeFromGroup(await grantFor('group.manage', groupId), personId);
    refresh();
  },
});

/** Ends one's own place in a group. */
export const leaveGroup = formAction({
  schema: byGroup,
  async act({ groupId }): Promise<undefined> {
    await leave(await grantFor('group.leave', groupId));
    redirect(GROUPS_PATH);
  },
});

/** Ends a group that is in no workspace. */
export const deleteGroup = formAction({
  schema: byGroup,
  async act({ groupId }): Promise<undefined> {
    await remove(await grantFor('group.manage', groupId));
    redirect(GROUPS_PATH);
  },
});

/** Makes a link into a group; it appears in the list. */
export const invite = formAction({
  schema: newGroupInvitationSchema.extend({ groupId: idSchema }),
  async act({ groupId, ...terms }): Promise<undefined> {
    await createGroupInvitation(await grantFor('group.manage', groupId), terms);
    refresh();
  },
});

/** Makes a link into a group useless. */
export const revoke = formAction({
  schema: byGroup.extend({ invitationId: idSchema }),
  async act({ groupId, invitationId }): Promise<undefined> {
    await revokeInvitation(await grantFor('group.manage', groupId), invitationId);
    refresh();
  },
});

/** Brings a group into a workspace by a link for groups; without a group, a new one. */
export const joinAsGroup = formAction({
  schema: z.object({
    token: z.string().max(100),
    groupId: z.union([z.literal(''), idSchema]),
    name: z.string().optional(),
  }),
  async act({ token, groupId, name }): Promise<undefined> {
    const id =
      groupId === ''
        ? (await create(await grantForSelf('group.create'), parseInput(newGroupSchema, { name }))).id
        : groupId;
    const { slug } = await acceptForGroup(await grantFor('group.manage', id), token);
    redirect(workspacePath(slug));
  },
});

const byPlace = byGroup.extend({ workspaceId: idSchema });

const DELEGATE = 'delegate-';

/** Chooses who acts for a group in a workspace: a field `delegate-…` for each who is chosen. */
export const represent = formAction({
  schema: z.looseObject({ ...byPlace.shape, representation: z.enum(REPRESENTATIONS) }),
  async act({ groupId, workspaceId, representation, ...fields }): Promise<undefined> {
    const delegateIds = Object.keys(fields)
      .filter((name) => name.startsWith(DELEGATE))
      .map((name) => idSchema.parse(name.slice(DELEGATE.length)));
    const grant = await grantFor('group.manage', groupId);
    await chooseRepresentation(grant, { workspaceId, representation, delegateIds });
    refresh();
  },
});

/** Has a group leave a workspace: at once, or with what it brought once somebody there agrees. */
export const leaveWorkspaceAsGroup = formAction({
  schema: byPlace.extend({ targetId: z.union([z.literal(''), idSchema]) }),
  async act({ groupId, workspaceId, targetId }): Promise<undefined> {
    const grant = await grantFor('group.manage', groupId);
    if (targetId === '') await leaveAsGroup(grant, workspaceId);
    else await moveToTake(grant, { workspaceId, target: await grantFor('workspace.manage', targetId) });
    refresh();
  },
});

function refresh(): void {
  revalidatePath('/', 'layout');
}
