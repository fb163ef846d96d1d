import { authorize } from '@plenum/database/access/authorize';
import { sessionCookieName } from '@plenum/database/access/cookies';
import type { Grant } from '@plenum/database/access/grant';
import { identify } from '@plenum/database/access/identify';
import { SESSION_SECONDS, signSessionToken } from '@plenum/database/access/session-token';
import type { Guest, Member } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import { AppError, type ErrorCode, notFound as noSuchThing } from '@plenum/domain/errors';
import type { DocumentId, SessionId } from '@plenum/domain/ids';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '#lib/database.ts';
import { signInStart } from '#lib/paths.ts';

/** The signed-in person, looked up once per request; null for nobody. */
export const currentMember = cache(async (): Promise<Member | null> => {
  const name = sessionCookieName(database().publicUrl);
  const cookie = (await cookies()).get(name)?.value;
  if (!cookie) return null;
  try {
    const actor = await identify(database(), { cookies: { [name]: cookie } });
    return actor.kind === 'member' ? actor : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_signed_in') return null;
    throw error;
  }
});

/**
 * A grant for the signed-in person.
 * @throws AppError as `authorize` does.
 */
export async function grantFor<A extends Action>(action: A, on: string): Promise<Grant<A>> {
  const actor = await currentMember();
  if (!actor) throw new AppError('not_signed_in', 'You are not signed in. Sign in and try again.');
  return authorize(database(), { actor, action, on });
}

/** A grant of the signed-in person for something about their own account. */
export async function grantForSelf<A extends OwnAction>(action: A): Promise<Grant<A>> {
  const actor = await currentMember();
  return grantFor(action, actor?.personId ?? '');
}

/**
 * Whoever holds a share link, with what their browser says of them.
 * @throws AppError as `identify` does.
 */
export async function guestBy(token: string): Promise<Guest> {
  const all = (await cookies()).getAll().map(({ name, value }) => [name, value]);
  const actor = await identify(database(), { share: token, cookies: Object.fromEntries(all) });
  if (actor.kind !== 'guest') throw noSuchThing();
  return actor;
}

/** A document, and for a guest the link by which they came. */
interface ByDocument {
  documentId: DocumentId;
  token?: string | undefined;
}

/**
 * A grant for something about a document: for whoever holds the link, or without one for the signed-in person.
 * @throws AppError as `identify` and `authorize` do.
 */
export async function grantBy<A extends Action>(
  action: A,
  { documentId: on, token }: ByDocument,
): Promise<Grant<A>> {
  if (!token) return grantFor(action, on);
  return authorize(database(), { actor: await guestBy(token), action, on });
}

/** Actions that are done to an account. */
type OwnAction =
  | 'account.read'
  | 'account.manage'
  | 'account.organise'
  | 'group.create'
  | 'group.list'
  | 'group.join'
  | 'workspace.list'
  | 'workspace.create'
  | 'workspace.join';

/** What a page answers with "not found". */
const NOTHING_HERE: ReadonlySet<ErrorCode> = new Set(['not_found', 'forbidden', 'invalid_input']);

/**
 * For pages: runs a load, sends whoever is not signed in to the form and back to the page, and shows "not found" for what
 * may not be read, is not there or was asked for in a way that no page does.
 */
export async function forPage<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof AppError) {
      if (error.code === 'not_signed_in') redirect(signInStart((await headers()).get('x-path') ?? '/'));
      if (NOTHING_HERE.has(error.code)) notFound();
    }
    throw error;
  }
}

/** Gives the browser the cookie of a session. */
export async function setSessionCookie(sid: SessionId): Promise<void> {
  const value = await signSessionToken(database().secrets.sessionSecret, { sid });
  (await cookies()).set({ ...sessionCookie(), value, maxAge: SESSION_SECONDS });
}

/** Takes the session cookie from the browser. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set({ ...sessionCookie(), value: '', maxAge: 0 });
}

/** Name and attributes as next-auth has them; a browser takes a deletion only with the same ones. */
function sessionCookie() {
  const { publicUrl } = database();
  const secure = publicUrl.startsWith('https:');
  return { name: sessionCookieName(publicUrl), httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}
