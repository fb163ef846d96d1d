'use server';

import { authorize } from '@plenum/database/access/authorize';
import { startSession } from '@plenum/database/access/sign-in';
import { isInstanceEmpty } from '@plenum/database/accounts/reads';
import {
  alreadySetUp,
  changePassword as change,
  createPerson,
  recoverAccount,
  renewRecoveryCode as renew,
  setUpInstance,
  updateProfile as update,
} from '@plenum/database/accounts/writes';
import { acceptInvitation, findInvitation } from '@plenum/database/workspaces/invitations';
import { type Member, system } from '@plenum/domain/access/actor';
import {
  changePasswordSchema,
  newPersonSchema,
  profileSchema,
  recoverSchema,
} from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import { workspaceNameSchema } from '@plenum/domain/workspaces/schema';
import { z } from 'zod';
import { countGuess } from '#lib/attempts.ts';
import { createFromTemplate } from '#lib/create-from-template.ts';
import { database } from '#lib/database.ts';
import { type FormState, formAction } from '#lib/form-action.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { grantForSelf, setSessionCookie } from '#lib/session.ts';

/** What is shown once after an account was made or recovered, and where to go from there. */
export interface NewAccount {
  recoveryCode: string;
  continueTo: string;
}

/** Makes the first account, its workspace and an agenda to begin with, and signs in. */
export async function setUp(state: FormState<NewAccount>, form: FormData): Promise<FormState<NewAccount>> {
  return setUpForm(state, form);
}

const setUpForm = formAction({
  schema: newPersonSchema.extend({ workspaceName: workspaceNameSchema }),
  async act({ workspaceName, ...person }): Promise<NewAccount> {
    const grant = await instanceGrant('the first visitor sets the instance up');
    // Before the costly hashing; setUpInstance decides for good.
    if (!(await isInstanceEmpty(grant))) throw alreadySetUp();
    const { personId, workspaceId, recoveryCode } = await setUpInstance(grant, { person, workspaceName });
    const actor = await signInAs(personId);
    const create = await authorize(database(), { actor, action: 'document.create', on: workspaceId });
    const agenda = await createFromTemplate(create, 'agenda');
    return { recoveryCode, continueTo: documentPath(agenda.id) };
  },
});

/** Makes an account by an invitation link, joins its workspace, and signs in. */
export async function joinWithNewAccount(
  state: FormState<NewAccount>,
  form: FormData,
): Promise<FormState<NewAccount>> {
  return joinForm(state, form);
}

const joinForm = formAction({
  schema: newPersonSchema.extend({ token: z.string().max(100) }),
  async act({ token, ...person }): Promise<NewAccount> {
    const grant = await instanceGrant('somebody joins by an invitation link');
    if (!(await findInvitation(grant, token))) {
      throw new AppError('not_found', 'This invitation is no longer valid. Ask for a new one.');
    }
    const { personId, recoveryCode } = await createPerson(grant, person);
    const { actor } = grant;
    const join = await authorize(database(), { actor, action: 'workspace.join', on: personId });
    const { workspaceSlug } = await acceptInvitation(join, token);
    await signInAs(personId);
    return { recoveryCode, continueTo: workspacePath(workspaceSlug) };
  },
});

/** Sets a new password by recovery code, and signs in. */
export async function recover(state: FormState<NewAccount>, form: FormData): Promise<FormState<NewAccount>> {
  return recoverForm(state, form);
}

const recoverForm = formAction({
  schema: recoverSchema,
  async act(input): Promise<NewAccount> {
    await countGuess(`recovery of ${input.username}`);
    const grant = await instanceGrant('somebody recovers an account');
    const { personId, recoveryCode } = await recoverAccount(grant, input);
    await signInAs(personId);
    return { recoveryCode, continueTo: '/' };
  },
});

/** Changes the password; every other session ends. */
export async function changePassword(state: FormState, form: FormData): Promise<FormState> {
  return changePasswordForm(state, form);
}

const changePasswordForm = formAction({
  schema: changePasswordSchema,
  async act(input): Promise<undefined> {
    const grant = await grantForSelf('account.manage');
    await countGuess(`password of ${grant.personId}`);
    await change(grant, input);
  },
});

/** Changes the display name and the colour. */
export async function updateProfile(state: FormState, form: FormData): Promise<FormState> {
  return profileForm(state, form);
}

const profileForm = formAction({
  schema: profileSchema,
  async act(input): Promise<undefined> {
    await update(await grantForSelf('account.manage'), input);
  },
});

/** Replaces the recovery code by a new one, which is shown once. */
export async function renewRecoveryCode(
  state: FormState<{ recoveryCode: string }>,
  form: FormData,
): Promise<FormState<{ recoveryCode: string }>> {
  return renewForm(state, form);
}

const renewForm = formAction({
  schema: changePasswordSchema.pick({ currentPassword: true }),
  async act(input) {
    const grant = await grantForSelf('account.manage');
    await countGuess(`password of ${grant.personId}`);
    return { recoveryCode: await renew(grant, input) };
  },
});

function instanceGrant(reason: string) {
  return authorize(database(), { actor: system(reason), action: 'instance.administer', on: 'instance' });
}

async function signInAs(personId: PersonId): Promise<Member> {
  const actor = system('the person has just made or recovered this account');
  const grant = await authorize(database(), { actor, action: 'account.manage', on: personId });
  const sessionId = await startSession(grant);
  await setSessionCookie(sessionId);
  return { kind: 'member', personId, sessionId };
}
