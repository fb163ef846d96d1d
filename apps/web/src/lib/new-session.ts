import { authorize } from '@plenum/database/access/authorize';
import { startSession } from '@plenum/database/access/sign-in';
import { type Member, system } from '@plenum/domain/access/actor';
import type { PersonId } from '@plenum/domain/ids';
import { account, rememberBrowser } from '#lib/attempts.ts';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';
import { setSessionCookie } from '#lib/session.ts';

/** Signs somebody in who has just made or recovered their account, and gives who they are from now on. */
export async function signInAs({
  personId,
  username,
}: {
  personId: PersonId;
  username: string;
}): Promise<Member> {
  const actor = system('the person has just made or recovered this account');
  const grant = await authorize(database(), { actor, action: 'account.manage', on: personId });
  const sessionId = await startSession(grant);
  await setSessionCookie(sessionId);
  await rememberBrowser(account(username));
  return { kind: 'member', personId, sessionId };
}

/**
 * Does what follows once an account is there, or gone, and gives the way on. A failure must not keep the code from its owner: it is
 * shown this once.
 */
export async function afterwards(wayOn: string, steps: () => Promise<string>): Promise<string> {
  try {
    return await steps();
  } catch (error) {
    log.error({ err: error }, 'what follows an account failed');
    return wayOn;
  }
}
