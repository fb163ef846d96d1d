import { cookies } from 'next/headers';
import { KEEP_COOKIE, KEEP_NOTHING } from './keep-cookie.ts';

/** Whether this browser keeps documents. */
export async function keepsDocuments(): Promise<boolean> {
  return (await cookies()).get(KEEP_COOKIE)?.value !== KEEP_NOTHING;
}
