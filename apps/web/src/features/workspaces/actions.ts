'use server';

import { adoptOrphan } from '@plenum/database/documents/orphans';
import { createInvitation, revokeInvitation } from '@plenum/database/workspaces/invitations';
import {
  acceptRequest,
  declineRequest,
  joinOpenWorkspace,
  requestToJoin,
  withdrawRequest,
} from '@plenum/database/workspaces/join-requests';
import { acceptInvitation } from '@plenum/database/workspaces/joining';
import { confirmMotion, makeMotion, stopMotion } from '@plenum/database/workspaces/motions';
import { addOwnGroup, changeParticipationRole } from '@plenum/database/workspaces/participations';
import {
  changeRole as change,
  createWorkspace as create,
  leaveWorkspace as leave,
  patchWorkspace,
  removeMember as remove,
} from '@plenum/database/workspaces/writes';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { searchLanguageOf } from '@plenum/domain/workspaces/languages';
import {
  joinRequestSchema,
  newInvitationSchema,
  newWorkspaceSchema,
  roleSchema,
  workspacePatchSchema,
} from '@plenum/domain/workspaces/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentPath, FIND_WORKSPACES_PATH, groupPath, workspacePath } from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Makes a workspace and opens it. */
export const createWorkspace = formAction({
  schema: newWorkspaceSchema,
  async act(input): Promise<undefined> {
    const searchLanguage = searchLanguageOf(await getLocale());
    const { slug } = await create(await grantForSelf('workspace.create'), { ...input, searchLanguage });
    redirect(workspacePath(slug));
  },
});

/** Makes an invitation link; it appears in the list. */
export const invite = formAction({
  schema: newInvitationSchema.extend({ workspaceId: idSchema, forGroups: z.stringbool().optional() }),
  async act({ workspaceId, ...input }): Promise<undefined> {
    await createInvitation(await grantFor('workspace.manage', workspaceId), input);
    refresh();
  },
});

/** Makes an invitation link useless. */
export const revoke = formAction({
  schema: z.object({ workspaceId: idSchema, invitationId: idSchema }),
  async act({ workspaceId, invitationId }): Promise<undefined> {
    await revokeInvitation(await grantFor('workspace.manage', workspaceId), invitationId);
    refresh();
  },
});

/** Joins a workspace by an invitation link, with the account that is signed in. */
export const join = formAction({
  schema: z.object({ token: z.string().max(100) }),
  async act({ token }): Promise<undefined> {
    const { leadsTo } = await acceptInvitation(await grantForSelf('workspace.join'), token);
    redirect(leadsTo.kind === 'group' ? groupPath(leadsTo.id) : workspacePath(leadsTo.slug));
  },
});

const byWorkspace = z.object({ workspaceId: idSchema });

/** Comes into an open workspace. */
export const comeIn = formAction({
  schema: byWorkspace,
  async act({ workspaceId }): Promise<undefined> {
    const { slug } = await joinOpenWorkspace(await grantForSelf('workspace.join'), workspaceId);
    redirect(workspacePath(slug));
  },
});

/** Asks to be let into a workspace, for oneself or for a group that one runs. */
export const ask = formAction({
  schema: joinRequestSchema.extend({ workspaceId: idSchema, groupId: z.union([z.literal(''), idSchema]) }),
  async act({ groupId, ...request }): Promise<undefined> {
    const group = groupId === '' ? undefined : await grantFor('group.manage', groupId);
    await requestToJoin(await grantForSelf('workspace.join'), { ...request, group });
    revalidatePath(FIND_WORKSPACES_PATH);
  },
});

/** Takes one's own requests to be let into a workspace back. */
export const withdraw = formAction({
  schema: byWorkspace,
  async act({ workspaceId }): Promise<undefined> {
    await withdrawRequest(await grantForSelf('workspace.join'), workspaceId);
    revalidatePath(FIND_WORKSPACES_PATH);
  },
});

/** Lets in who has asked, or not. */
export const answerRequest = formAction({
  schema: byWorkspace.extend({
    requestId: idSchema,
    role: roleSchema,
    answer: z.enum(['accept', 'decline']),
  }),
  async act({ workspaceId, requestId, role, answer }): Promise<undefined> {
    const grant = await grantFor('workspace.manage', workspaceId);
    if (answer === 'accept') await acceptRequest(grant, { requestId, role });
    else await declineRequest(grant, requestId);
    refresh();
  },
});

const byGroup = byWorkspace.extend({ groupId: idSchema });

/** Brings a group that one runs into a workspace that one manages. */
export const addGroup = formAction({
  schema: byGroup.extend({ role: roleSchema }),
  async act({ workspaceId, groupId, role }): Promise<undefined> {
    const group = await grantFor('group.manage', groupId);
    await addOwnGroup(await grantFor('workspace.manage', workspaceId), { group, role });
    refresh();
  },
});

/** Gives a group another role in a workspace. */
export const changeGroupRole = formAction({
  schema: byGroup.extend({ role: roleSchema }),
  async act({ workspaceId, ...input }): Promise<undefined> {
    await changeParticipationRole(await grantFor('workspace.manage', workspaceId), input);
    refresh();
  },
});

/** Moves that a group is to leave; somebody else confirms it. */
export const expelGroup = formAction({
  schema: byGroup,
  async act({ workspaceId, groupId }): Promise<undefined> {
    await makeMotion(await grantFor('workspace.manage', workspaceId), { kind: 'expelGroup', groupId });
    refresh();
  },
});

/** Moves that a workspace is to be deleted, by its name; somebody else confirms it. */
export const deleteWorkspace = formAction({
  schema: byWorkspace.extend({ name: z.string(), typedName: z.string() }),
  async act({ workspaceId, name, typedName }): Promise<undefined> {
    if (typedName.trim() !== name) {
      const message = 'This is not the name of the workspace.';
      throw new AppError('invalid_input', message, { fields: { typedName: message } });
    }
    await makeMotion(await grantFor('workspace.manage', workspaceId), { kind: 'deleteWorkspace' });
    refresh();
  },
});

/** Confirms what another admin has moved, or takes it back. */
export const answerMotion = formAction({
  schema: byWorkspace.extend({ motionId: idSchema, answer: z.enum(['confirm', 'stop']) }),
  async act({ workspaceId, motionId, answer }): Promise<undefined> {
    const grant = await grantFor('workspace.manage', workspaceId);
    if (answer === 'confirm') await confirmMotion(grant, motionId);
    else await stopMotion(grant, motionId);
    refresh();
  },
});

/** Changes how a workspace is set up. */
export const changeWorkspace = formAction({
  schema: workspacePatchSchema.extend({ workspaceId: idSchema, guestsWrite: z.literal('on').optional() }),
  async act({ workspaceId, guestsWrite, ...patch }): Promise<undefined> {
    const grant = await grantFor('workspace.manage', workspaceId);
    await patchWorkspace(grant, { ...patch, guestsWrite: guestsWrite === 'on' });
    refresh();
  },
});

/** Takes charge of a document that nobody is left to take care of. */
export const adopt = formAction({
  schema: byWorkspace.extend({ documentId: idSchema }),
  async act({ workspaceId, documentId }): Promise<undefined> {
    await adoptOrphan(await grantFor('workspace.manage', workspaceId), documentId);
    redirect(documentPath(documentId));
  },
});

const memberSchema = z.object({ workspaceId: idSchema, personId: idSchema });

/** Gives a member another role. */
export const changeRole = formAction({
  schema: memberSchema.extend({ role: roleSchema }),
  async act({ workspaceId, ...input }): Promise<undefined> {
    await change(await grantFor('workspace.manage', workspaceId), input);
    refresh();
  },
});

/** Ends somebody's membership. */
export const removeMember = formAction({
  schema: memberSchema,
  async act({ workspaceId, personId }): Promise<undefined> {
    await remove(await grantFor('workspace.manage', workspaceId), personId);
    refresh();
  },
});

/** Ends one's own membership. */
export const leaveWorkspace = formAction({
  schema: z.object({ workspaceId: idSchema }),
  async act({ workspaceId }): Promise<undefined> {
    await leave(await grantFor('workspace.leave', workspaceId));
    redirect('/');
  },
});

function refresh(): void {
  revalidatePath('/w/[slug]', 'layout');
}
