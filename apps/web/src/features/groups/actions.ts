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
import { type FormState, formAction } from '#lib/form-action.ts';
import { GROUPS_PATH, groupPath, workspacePath } from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Makes a group and opens it. */
export async function createGroup(state: FormState, form: FormData): Promise<FormState> {
  return createForm(state, form);
}

const createForm = formAction({
  schema: newGroupSchema,
  async act(input): Promise<undefined> {
    const { id } = await create(await grantForSelf('group.create'), input);
    redirect(groupPath(id));
  },
});

const byGroup = z.object({ groupId: idSchema });

/** Changes a group's name, and whether others see who is in it. */
export async function changeGroup(state: FormState, form: FormData): Promise<FormState> {
  return changeForm(state, form);
}

const changeForm = formAction({
  schema: byGroup.extend({ name: newGroupSchema.shape.name, showsMembers: z.literal('on').optional() }),
  async act({ groupId, name, showsMembers }): Promise<undefined> {
    await patchGroup(await grantFor('group.manage', groupId), { name, showsMembers: showsMembers === 'on' });
    refresh();
  },
});

/** Gives somebody in a group another role. */
export async function changeRole(state: FormState, form: FormData): Promise<FormState> {
  return roleForm(state, form);
}

const roleForm = formAction({
  schema: byGroup.extend({ personId: idSchema, role: groupRoleSchema }),
  async act({ groupId, ...input }): Promise<undefined> {
    await changeGroupRole(await grantFor('group.manage', groupId), input);
    refresh();
  },
});

/** Ends somebody's place in a group. */
export async function removeMember(state: FormState, form: FormData): Promise<FormState> {
  return removeForm(state, form);
}

const removeForm = formAction({
  schema: byGroup.extend({ personId: idSchema }),
  async act({ groupId, personId }): Promise<undefined> {
    await removeFromGroup(await grantFor('group.manage', groupId), personId);
    refresh();
  },
});

/** Ends one's own place in a group. */
export async function leaveGroup(state: FormState, form: FormData): Promise<FormState> {
  return leaveForm(state, form);
}

const leaveForm = formAction({
  schema: byGroup,
  async act({ groupId }): Promise<undefined> {
    await leave(await grantFor('group.leave', groupId));
    redirect(GROUPS_PATH);
  },
});

/** Ends a group that is in no workspace. */
export async function deleteGroup(state: FormState, form: FormData): Promise<FormState> {
  return deleteForm(state, form);
}

const deleteForm = formAction({
  schema: byGroup,
  async act({ groupId }): Promise<undefined> {
    await remove(await grantFor('group.manage', groupId));
    redirect(GROUPS_PATH);
  },
});

/** Makes a link into a group; it appears in the list. */
export async function invite(state: FormState, form: FormData): Promise<FormState> {
  return inviteForm(state, form);
}

const inviteForm = formAction({
  schema: newGroupInvitationSchema.extend({ groupId: idSchema }),
  async act({ groupId, ...terms }): Promise<undefined> {
    await createGroupInvitation(await grantFor('group.manage', groupId), terms);
    refresh();
  },
});

/** Makes a link into a group useless. */
export async function revoke(state: FormState, form: FormData): Promise<FormState> {
  return revokeForm(state, form);
}

const revokeForm = formAction({
  schema: byGroup.extend({ invitationId: idSchema }),
  async act({ groupId, invitationId }): Promise<undefined> {
    await revokeInvitation(await grantFor('group.manage', groupId), invitationId);
    refresh();
  },
});

/** Brings a group into a workspace by a link for groups; without a group, a new one. */
export async function joinAsGroup(state: FormState, form: FormData): Promise<FormState> {
  return joinForm(state, form);
}

const joinForm = formAction({
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

/** Chooses who acts for a group in a workspace: a field `delegate-…` for each who is chosen. */
export async function represent(state: FormState, form: FormData): Promise<FormState> {
  return representForm(state, form);
}

const DELEGATE = 'delegate-';

const representForm = formAction({
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
export async function leaveWorkspaceAsGroup(state: FormState, form: FormData): Promise<FormState> {
  return leaveWorkspaceForm(state, form);
}

const leaveWorkspaceForm = formAction({
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
