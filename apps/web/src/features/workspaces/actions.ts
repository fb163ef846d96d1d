'use server';

import {
  acceptInvitation,
  createInvitation,
  revokeInvitation,
} from '@plenum/database/workspaces/invitations';
import {
  changeRole as change,
  createWorkspace as create,
  leaveWorkspace as leave,
  removeMember as remove,
} from '@plenum/database/workspaces/writes';
import { idSchema } from '@plenum/domain/ids';
import { newInvitationSchema, newWorkspaceSchema, roleSchema } from '@plenum/domain/workspaces/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type FormState, formAction } from '#lib/form-action.ts';
import { workspacePath } from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Makes a workspace and opens it. */
export async function createWorkspace(state: FormState, form: FormData): Promise<FormState> {
  return createForm(state, form);
}

const createForm = formAction({
  schema: newWorkspaceSchema,
  async act(input): Promise<undefined> {
    const { slug } = await create(await grantForSelf('workspace.create'), input);
    redirect(workspacePath(slug));
  },
});

/** Makes an invitation link; it appears in the list. */
export async function invite(state: FormState, form: FormData): Promise<FormState> {
  return inviteForm(state, form);
}

const inviteForm = formAction({
  schema: newInvitationSchema.extend({ workspaceId: idSchema }),
  async act({ workspaceId, ...input }): Promise<undefined> {
    await createInvitation(await grantFor('workspace.manage', workspaceId), input);
    refresh();
  },
});

/** Makes an invitation link useless. */
export async function revoke(state: FormState, form: FormData): Promise<FormState> {
  return revokeForm(state, form);
}

const revokeForm = formAction({
  schema: z.object({ workspaceId: idSchema, invitationId: idSchema }),
  async act({ workspaceId, invitationId }): Promise<undefined> {
    await revokeInvitation(await grantFor('workspace.manage', workspaceId), invitationId);
    refresh();
  },
});

/** Joins a workspace by an invitation link, with the account that is signed in. */
export async function join(state: FormState, form: FormData): Promise<FormState> {
  return joinForm(state, form);
}

const joinForm = formAction({
  schema: z.object({ token: z.string().max(100) }),
  async act({ token }): Promise<undefined> {
    const { workspaceSlug } = await acceptInvitation(await grantForSelf('workspace.join'), token);
    redirect(workspacePath(workspaceSlug));
  },
});

const memberSchema = z.object({ workspaceId: idSchema, personId: idSchema });

/** Gives a member another role. */
export async function changeRole(state: FormState, form: FormData): Promise<FormState> {
  return roleForm(state, form);
}

const roleForm = formAction({
  schema: memberSchema.extend({ role: roleSchema }),
  async act({ workspaceId, ...input }): Promise<undefined> {
    await change(await grantFor('workspace.manage', workspaceId), input);
    refresh();
  },
});

/** Ends somebody's membership. */
export async function removeMember(state: FormState, form: FormData): Promise<FormState> {
  return removeForm(state, form);
}

const removeForm = formAction({
  schema: memberSchema,
  async act({ workspaceId, personId }): Promise<undefined> {
    await remove(await grantFor('workspace.manage', workspaceId), personId);
    refresh();
  },
});

/** Ends one's own membership. */
export async function leaveWorkspace(state: FormState, form: FormData): Promise<FormState> {
  return leaveForm(state, form);
}

const leaveForm = formAction({
  schema: z.object({ workspaceId: idSchema }),
  async act({ workspaceId }): Promise<undefined> {
    await leave(await grantFor('workspace.leave', workspaceId));
    redirect('/');
  },
});

function refresh(): void {
  revalidatePath('/w/[slug]', 'layout');
}
