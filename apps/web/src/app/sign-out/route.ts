import { endSession } from '@plenum/database/accounts/writes';
import { signInStart } from '#lib/paths.ts';
import { clearSessionCookie, currentMember, grantForSelf } from '#lib/session.ts';

/**
 * Signs out: the session ends on the server, too. A plain form, so that the browser leaves the page with all that it holds.
 * A form of another site comes without the cookie, which is SameSite=Lax, and changes nothing.
 */
export async function POST(): Promise<Response> {
  if (await currentMember()) {
    await endSession(await grantForSelf('account.manage'));
    await clearSessionCookie();
  }
  return new Response(null, { status: 303, headers: { Location: signInStart('/') } });
}
