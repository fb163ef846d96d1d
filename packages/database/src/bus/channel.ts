import { createHmac } from 'node:crypto';
import type { Secrets } from '../access/secrets.ts';

/**
 * The name of an instance's channel on a Redis that others may use too. The same on all its nodes, which share the token key and
 * the database, by whatever address each reaches that; another for everybody else, a copy of the instance in a database of
 * another name among them.
 * @param options.url the database's URL.
 */
export function busChannel({ url, secrets }: { url: string; secrets: Secrets }): string {
  const { pathname } = new URL(url);
  const key = createHmac('sha256', secrets.tokenKey).update(`bus of ${pathname}`).digest('base64url');
  return `plenum:${key.slice(0, 22)}`;
}
