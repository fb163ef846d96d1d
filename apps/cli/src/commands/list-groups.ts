import { listAllGroups } from '@plenum/database/groups/reads';
import { withInstance } from '../data/open-instance.ts';
import { asOperator } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Lists all groups of the instance: id and name. */
export async function listGroups(env: Env): Promise<Answer> {
  const groups = await withInstance(env, async (db) => listAllGroups(await asOperator(db)));
  return {
    lines: groups.map(({ id, name }) => `${id}  ${name}`),
    value: { items: groups.map(({ id, name }) => ({ id, name })) },
  };
}
