import { endPresentSession } from '@plenum/database/accounts/sessions';
import { headers } from 'next/headers';
import { database } from '#lib/database.ts';
import { signInStart } from '#lib/paths.ts';
import { clearSessionCookie, currentMember, grantForSelf } from '#lib/session.ts';

/**
 * What the browser keeps of this site's documents, and the worker that shows them; not the cookies, by which it also remembers
 * that nothing is to be kept (Clear Site Data, 3.1).
 */
const NOTHING_STAYS = { 'Clear-Site-Data': '"storage"' };

/**
 * Signs out: the session ends on the server, too. A plain form, so that the browser leaves the page with all that it holds.
 * Browsers say where a form comes from (Fetch, "append a request Origin header"), under our referrer policies too. One of another
 * site comes without the cookie, but the answer would still have the browser delete everything.
 */
export async function POST(): Promise<Response> {
  const origin = (await headers()).get('origin');
  if (origin !== new URL(database().publicUrl).origin) return new Response(null, { status: 403 });
  if (await currentMember()) await endPresentSession(await grantForSelf('account.manage'));
  // Also of one that has ended in another way, such as with its account.
  await clearSessionCookie();
  return new Response(null, { status: 303, headers: { Location: signInStart('/'), ...NOTHING_STAYS } });
}
