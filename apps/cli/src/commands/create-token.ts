import { authorize } from '@plenum/database/access/authorize';
import { createApiToken } from '@plenum/database/accounts/writes';
import { withInstance } from '../data/open-instance.ts';
import { getPersonId, OPERATOR } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Makes an API token that acts for a person; the token alone is the answer. */
export async function createToken(
  env: Env,
  { username, label }: { username: string; label: string },
): Promise<Answer> {
  const token = await withInstance(env, async (db) => {
    const on = await getPersonId(db, username);
    return createApiToken(await authorize(db, { actor: OPERATOR, action: 'account.manage', on }), label);
  });
  return { lines: [token], value: { token } };
}
