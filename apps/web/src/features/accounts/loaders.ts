import { authorize } from '@plenum/database/access/authorize';
import { listAppPasswords } from '@plenum/database/accounts/app-passwords';
import { listSoleAdminPlaces, type SoleAdminPlace } from '@plenum/database/accounts/deletion';
import { getInstanceSettings } from '@plenum/database/accounts/instance';
import { getPerson, isInstanceEmpty } from '@plenum/database/accounts/reads';
import { getRecoverySettings, type RecoverySettings } from '@plenum/database/accounts/recovery';
import { countBackupCodes } from '@plenum/database/accounts/second-factor';
import { listSessions } from '@plenum/database/accounts/sessions';
import { system } from '@plenum/domain/access/actor';
import type { InstanceSettings, Registration } from '@plenum/domain/accounts/schema';
import type { AppPassword, OwnSession, PersonCard } from '@plenum/domain/accounts/types';
import { AppError } from '@plenum/domain/errors';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '#lib/database.ts';
import { ownFiles } from '#lib/own-export.ts';
import { SETUP_PATH, signInStart } from '#lib/paths.ts';
import { halfSignedIn } from '#lib/second-step.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';
import { zip } from '#lib/zip.ts';

/** The signed-in person; sends everybody else to sign in and back to the page. */
export const loadMe = cache(
  (): Promise<PersonCard> => forPage(async () => getPerson(await grantForSelf('account.read'))),
);

/** The browsers in which the person is signed in. */
export function loadSessions(): Promise<OwnSession[]> {
  return forPage(async () => listSessions(await grantForSelf('account.manage')));
}

/** What programs sign in with for the person, and the address at which calendar programs do so. */
export function loadAppPasswords(): Promise<{ passwords: AppPassword[]; address: string }> {
  return forPage(async () => ({
    passwords: await listAppPasswords(await grantForSelf('account.manage')),
    address: `${database().publicUrl}/dav/`,
  }));
}

/** How many backup codes the person has left; null while no code is asked for beside the password. */
export function loadBackupCodeCount(): Promise<number | null> {
  return forPage(async () => countBackupCodes(await grantForSelf('account.manage')));
}

/** The workspaces and groups that keep the person from deleting their account. */
export function loadSoleAdminPlaces(): Promise<SoleAdminPlace[]> {
  return forPage(async () => listSoleAdminPlaces(await grantForSelf('account.manage')));
}

/** All that is the person's, as a ZIP archive that is made while it is read. */
export function loadOwnExport(): Promise<ReadableStream<Uint8Array>> {
  return forPage(async () => zip(ownFiles(await grantForSelf('account.manage'))));
}

/** How the account can be recovered, and whether somebody is about to. */
export const loadRecoverySettings = cache(
  (): Promise<RecoverySettings> =>
    forPage(async () => getRecoverySettings(await grantForSelf('account.manage'))),
);

/** Whether somebody has given their password in this browser, and a code is asked for. */
export async function isCodeAwaited(): Promise<boolean> {
  return (await halfSignedIn()) !== null;
}

/** Whether the first account is still to be made. */
export async function isSetupOpen(): Promise<boolean> {
  const actor = system('a visitor comes before anybody has an account');
  return isInstanceEmpty(
    await authorize(database(), { actor, action: 'instance.administer', on: 'instance' }),
  );
}

/** How the instance is set up, for those who run it; null for everybody else. */
export async function loadInstanceSettings(): Promise<InstanceSettings | null> {
  try {
    return await getInstanceSettings(await grantFor('instance.manage', 'instance'));
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null;
    throw error;
  }
}

/** Who may make an account here. */
export async function loadRegistration(): Promise<Registration> {
  const actor = system('a visitor asks who may make an account');
  const grant = await authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
  return (await getInstanceSettings(grant)).registration;
}

/** What the sign-in form needs: next-auth's CSRF token, and where to go afterwards. */
export interface SignInForm {
  /** Null where the browser keeps no cookies, without which nobody can sign in. */
  csrfToken: string | null;
}

/** Prepares the sign-in form; an instance without accounts is set up first. */
export async function loadSignIn(callbackUrl: string | undefined): Promise<SignInForm> {
  if (await isSetupOpen()) redirect(SETUP_PATH);
  const prefix = database().publicUrl.startsWith('https:') ? '__Host-' : '';
  const cookie = (await cookies()).get(`${prefix}next-auth.csrf-token`)?.value;
  // next-auth's route sets the cookie and comes back with a callbackUrl.
  if (!cookie && callbackUrl === undefined) redirect(signInStart('/'));
  return { csrfToken: cookie?.split('|')[0] ?? null };
}
