import { endSession } from '@plenum/database/accounts/writes';
import { AppError } from '@plenum/domain/errors';
import { signInStart } from '#lib/paths.ts';
import { clearSessionCookie, grantForSelf } from '#lib/session.ts';

/**
 * Signs out: the session ends on the server, too. A plain form, so that the browser leaves the page with all that it holds;
 * other sites cannot send it, since the cookie is SameSite=Lax.
 */
export async function POST(): Promise<Response> {
  try {
    await endSession(await grantForSelf('account.manage'));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_signed_in')) throw error;
  }
  await clearSessionCookie();
  return new Response(null, { status: 303, headers: { Location: signInStart('/') } });
}
