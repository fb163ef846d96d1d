import { cookies } from 'next/headers';
import { database } from '#lib/database.ts';
import { ownPath } from '#lib/paths.ts';

/**
 * Where a sign-in leads. next-auth hands back the whole address; only the path of one on this instance counts. After an error of ours it
 * leaves the way back out of the address, but not out of its cookie.
 */
export async function returnPath(callbackUrl?: string): Promise<string> {
  const { publicUrl } = database();
  const url = callbackUrl ?? (await rememberedCallback(publicUrl));
  return ownPath(url?.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url);
}

async function rememberedCallback(publicUrl: string): Promise<string | undefined> {
  const prefix = publicUrl.startsWith('https:') ? '__Secure-' : '';
  return (await cookies()).get(`${prefix}next-auth.callback-url`)?.value;
}
