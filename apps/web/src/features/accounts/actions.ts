'use server';

import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { finishSignIn as finish } from '@plenum/database/access/sign-in';
import { createAppPassword, endAppPassword as endPassword } from '@plenum/database/accounts/app-passwords';
import { eraseAuthors, deleteAccount as remove } from '@plenum/database/accounts/deletion';
import { patchInstanceSettings } from '@plenum/database/accounts/instance';
import { wrongCode } from '@plenum/database/accounts/proof';
import { isInstanceEmpty } from '@plenum/database/accounts/reads';
import {
  recoverAccount,
  renewRecoveryCode as renew,
  setRecoveryWait,
} from '@plenum/database/accounts/recovery';
import {
  offerSecondFactor as offer,
  renewBackupCodes as renewCodes,
  turnOffSecondFactor as turnOff,
  turnOnSecondFactor as turnOn,
} from '@plenum/database/accounts/second-factor';
import { endSession as end, endOtherSessions as endOthers } from '@plenum/database/accounts/sessions';
import {
  alreadySetUp,
  changePassword as change,
  registerPerson,
  setUpInstance,
  updateProfile as update,
} from '@plenum/database/accounts/writes';
import { createPersonByInvitation } from '@plenum/database/workspaces/joining';
import { system } from '@plenum/domain/access/actor';
import {
  changePasswordSchema,
  codeSchema,
  deleteAccountSchema,
  instanceSettingsSchema,
  newAppPasswordSchema,
  newPersonSchema,
  ownerProofSchema,
  passwordProofSchema,
  profileSchema,
  proofSchema,
  recoverSchema,
  recoveryWaitSchema,
} from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { nameSchema } from '@plenum/domain/names';
import { searchLanguageOf } from '@plenum/domain/workspaces/languages';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { account, countGuess, countMaking, ownAccount, rememberBrowser } from '#lib/attempts.ts';
import { createFromTemplate } from '#lib/create-from-template.ts';
import { database } from '#lib/database.ts';
import { formAction } from '#lib/form-action.ts';
import { afterwards, signInAs } from '#lib/new-session.ts';
import { documentPath, groupPath, invitationPath, SETTINGS_PATH, workspacePath } from '#lib/paths.ts';
import { returnPath } from '#lib/return-path.ts';
import { forgetSecondStep, halfSignedIn } from '#lib/second-step.ts';
import { grantFor, grantForSelf, setSessionCookie } from '#lib/session.ts';

/** What is shown once after an account was made or recovered, and where to go from there. */
export interface NewAccount {
  recoveryCode: string;
  continueTo: string;
}

/** Backup codes, shown once. */
export interface NewCodes {
  backupCodes: readonly string[];
}

/** Makes the first account, its workspace and an agenda to begin with, and signs in. */
export const setUp = formAction({
  schema: newPersonSchema.extend({ workspaceName: nameSchema, timeZone: z.string().optional() }),
  async act({ workspaceName, timeZone, ...person }): Promise<NewAccount> {
    const grant = await instanceGrant('the first visitor sets the instance up');
    // Before the costly hashing; setUpInstance decides for good.
    if (!(await isInstanceEmpty(grant))) throw alreadySetUp();
    const { personId, workspaceId, recoveryCode } = await setUpInstance(grant, {
      person,
      workspaceName,
      searchLanguage: searchLanguageOf(await getLocale()),
    });
    const continueTo = await afterwards('/', async () => {
      const actor = await signInAs({ personId, username: person.username });
      const create = await authorize(database(), { actor, action: 'document.create', on: workspaceId });
      return documentPath((await createFromTemplate(create, { template: 'agenda', timeZone })).id);
    });
    return { recoveryCode, continueTo };
  },
});

/** Makes an account by an invitation link, joins its workspace, and signs in. */
export const joinWithNewAccount = formAction({
  schema: newPersonSchema.extend({ token: z.string().max(100) }),
  async act({ token, ...person }): Promise<NewAccount> {
    const grant = await instanceGrant('somebody joins by an invitation link');
    const { personId, recoveryCode, invitation } = await createPersonByInvitation(grant, { person, token });
    const { leadsTo, forGroups } = invitation;
    const next = leadsTo.kind === 'group' ? groupPath(leadsTo.id) : workspacePath(leadsTo.slug);
    // Which group is to join is chosen where the invitation is.
    const place = forGroups ? invitationPath(token) : next;
    const continueTo = await afterwards(place, async () => {
      await signInAs({ personId, username: person.username });
      return place;
    });
    return { recoveryCode, continueTo };
  },
});

/** Makes an account without an invitation, where the instance lets anyone, and signs in. */
export const signUp = formAction({
  schema: newPersonSchema,
  async act(person): Promise<NewAccount> {
    await countMaking('account');
    const grant = await instanceGrant('somebody makes an account');
    const { personId, recoveryCode } = await registerPerson(grant, person);
    const continueTo = await afterwards('/', async () => {
      await signInAs({ personId, username: person.username });
      return '/';
    });
    return { recoveryCode, continueTo };
  },
});

const checked = z.literal('on').optional();

/** Changes how the instance is set up. */
export const changeInstance = formAction({
  schema: instanceSettingsSchema.extend({ guestsWrite: checked, guestPads: checked }),
  async act({ guestsWrite, guestPads, ...settings }): Promise<undefined> {
    const grant = await grantFor('instance.manage', 'instance');
    const boxes = { guestsWrite: guestsWrite === 'on', guestPads: guestPads === 'on' };
    await patchInstanceSettings(grant, { ...settings, ...boxes });
  },
});

/** What came of a recovery: the way in, or when it can be gone on with. */
export type Recovered = NewAccount | { waitsUntil: Date };

/** Sets a new password by recovery code, and signs in; or begins to wait, where the account says so. */
export const recover = formAction({
  schema: recoverSchema,
  async act(input): Promise<Recovered> {
    const { username } = input;
    const guess = await countGuess('recovery code', account(username));
    const recovery = await recoverAccount(await instanceGrant('somebody recovers an account'), input);
    await guess.wasRight();
    if (recovery.is === 'waiting') return { waitsUntil: recovery.until };
    const { personId, recoveryCode } = recovery;
    const continueTo = await afterwards('/', async () => {
      await signInAs({ personId, username });
      return '/';
    });
    return { recoveryCode, continueTo };
  },
});

/** Has a recovery code take effect at once, or only after two days. */
export const changeRecovery = formAction({
  schema: recoveryWaitSchema,
  act: ({ waits, ...proof }) =>
    withProof(async (grant): Promise<undefined> => {
      await setRecoveryWait(grant, { ...proof, waits: waits === 'on' });
      revalidatePath(SETTINGS_PATH);
    }),
});

/** Changes the password; every other session ends. */
export const changePassword = formAction({
  schema: changePasswordSchema,
  async act(input): Promise<undefined> {
    await withProof((grant) => change(grant, input));
  },
});

/** Changes the display name and the colour. */
export const updateProfile = formAction({
  schema: profileSchema,
  async act(input): Promise<undefined> {
    await update(await grantForSelf('account.manage'), input);
  },
});

/** Replaces the recovery code by a new one, which is shown once. */
export const renewRecoveryCode = formAction({
  schema: ownerProofSchema,
  act: async (input) => ({ recoveryCode: await withProof((grant) => renew(grant, input)) }),
});

/** Ends one of the person's sessions. */
export const endSession = formAction({
  schema: z.object({ sessionId: idSchema }),
  async act({ sessionId }): Promise<undefined> {
    await end(await grantForSelf('account.manage'), sessionId);
    revalidatePath(SETTINGS_PATH);
  },
});

/** Ends all sessions of the person but the present one. */
export const endOtherSessions = formAction({
  schema: z.object({}),
  async act(): Promise<undefined> {
    await endOthers(await grantForSelf('account.manage'));
    revalidatePath(SETTINGS_PATH);
  },
});

/** Signs in whoever has given their password, by a code, and goes where they were going. */
export const finishSignIn = formAction({
  schema: z.object({ code: codeSchema }),
  async act({ code }): Promise<undefined> {
    const person = await halfSignedIn();
    if (!person) throw new AppError('not_signed_in', 'This took too long. Sign in again.');
    const guess = await countGuess('code', account(person.username));
    const sessionId = await finish(database(), { person, code });
    if (sessionId === null) throw wrongCode();
    await guess.wasRight();
    await setSessionCookie(sessionId);
    await rememberBrowser(account(person.username));
    await forgetSecondStep();
    redirect(await returnPath());
  },
});

/** Makes a secret for the person's app; codes are asked for once one has proven that the app has it. */
export const offerSecondFactor = formAction({
  schema: passwordProofSchema,
  act: (input) => withProof((grant) => offer(grant, input)),
});

/** Has codes asked for from now on, and shows the backup codes once. */
export const turnOnSecondFactor = formAction({
  schema: z.object({ offer: z.string().max(1000), code: codeSchema }),
  async act(input): Promise<NewCodes> {
    const backupCodes = await turnOn(await grantForSelf('account.manage'), input);
    revalidatePath(SETTINGS_PATH);
    return { backupCodes };
  },
});

/** Replaces the backup codes by new ones, which are shown once. */
export const renewBackupCodes = formAction({
  schema: proofSchema,
  act: async (input): Promise<NewCodes> => ({
    backupCodes: await withProof((grant) => renewCodes(grant, input)),
  }),
});

/** Has no codes asked for any more. */
export const turnOffSecondFactor = formAction({
  schema: proofSchema,
  async act(input): Promise<undefined> {
    await withProof((grant) => turnOff(grant, input));
    revalidatePath(SETTINGS_PATH);
  },
});

/** What a program of somebody signs in with, shown once. */
export interface NewAppPassword {
  password: string;
}

/** Makes a password for a program of the person. */
export const makeAppPassword = formAction({
  schema: newAppPasswordSchema,
  async act(input): Promise<NewAppPassword> {
    const password = await withProof((grant) => createAppPassword(grant, input));
    revalidatePath(SETTINGS_PATH);
    return { password };
  },
});

/** Ends one of the passwords of the person's programs. */
export const endAppPassword = formAction({
  schema: z.object({ id: idSchema }),
  async act({ id }): Promise<undefined> {
    await endPassword(await grantForSelf('account.manage'), id);
    revalidatePath(SETTINGS_PATH);
  },
});

/** Deletes the person's account. */
export const deleteAccount = formAction({
  schema: deleteAccountSchema,
  async act(input): Promise<undefined> {
    await withProof((grant) => remove(grant, input));
    await afterwards('/', async () => {
      await eraseAuthors(await instanceGrant('an account was deleted'));
      return '/';
    });
  },
});

/** Does what the person has to prove for that it is their account; wrong proofs are counted. */
async function withProof<T>(work: (grant: Grant<'account.manage'>) => Promise<T>): Promise<T> {
  const grant = await grantForSelf('account.manage');
  const guess = await countGuess('password', ownAccount(grant.personId));
  const result = await work(grant);
  await guess.wasRight();
  return result;
}

function instanceGrant(reason: string) {
  return authorize(database(), { actor: system(reason), action: 'instance.administer', on: 'instance' });
}
