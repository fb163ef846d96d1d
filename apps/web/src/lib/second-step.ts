import { SECOND_STEP_COOKIE, SECOND_STEP_SECONDS } from '@plenum/database/access/second-step';
import { findHalfSignedIn, type HalfSignedIn } from '@plenum/database/access/sign-in';
import { cookies } from 'next/headers';
import { database } from '#lib/database.ts';
import { SIGN_IN_PATH } from '#lib/paths.ts';

/** Remembers for some minutes that a password was right, until the code is. It signs nobody in. */
export async function awaitCode(token: string): Promise<void> {
  (await cookies()).set({ ...cookie(), value: token, maxAge: SECOND_STEP_SECONDS });
}

/** Who has given their password in this browser and not yet their code; null for nobody. */
export async function halfSignedIn(): Promise<HalfSignedIn | null> {
  const token = (await cookies()).get(SECOND_STEP_COOKIE)?.value;
  return token ? findHalfSignedIn(database(), token) : null;
}

/** Awaits no code any more. */
export async function forgetSecondStep(): Promise<void> {
  (await cookies()).set({ ...cookie(), value: '', maxAge: 0 });
}

function cookie() {
  const secure = database().publicUrl.startsWith('https:');
  return { name: SECOND_STEP_COOKIE, httpOnly: true, sameSite: 'lax', secure, path: SIGN_IN_PATH } as const;
}
