import { endSession } from '@plenum/database/accounts/writes';
import { signInStart } from '#lib/paths.ts';
import { clearSessionCookie, currentMember, grantForSelf } from '#lib/session.ts';

/**
 * What the browser keeps of this site's documents, and the worker that shows them; not the cookies, by which it also remembers
 * that nothing is to be kept (Clear Site Data, 3.1).
 */
const NOTHING_STAYS = { 'Clear-Site-Data': '"storage"' };

/**
 * Signs out: the session ends on the server, too. A plain form, so that the browser leaves the page with all that it holds.
 * A form of another site comes without the cookie, which is SameSite=Lax, and changes nothing.
 */
export async function POST(): Promise<Response> {
  if (await currentMember()) {
    await endSession(await grantForSelf('account.manage'));
    await clearSessionCookie();
  }
  return new Response(null, { status: 303, headers: { Location: signInStart('/'), ...NOTHING_STAYS } });
}
