import { listAllWorkspaces } from '@plenum/database/workspaces/reads';
import { withInstance } from '../data/open-instance.ts';
import { asOperator } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Lists all workspaces of the instance: id, slug and name. */
export async function listWorkspaces(env: Env): Promise<Answer> {
  const workspaces = await withInstance(env, async (db) => listAllWorkspaces(await asOperator(db)));
  return {
    lines: workspaces.map(({ id, slug, name }) => `${id}  ${slug}  ${name}`),
    value: { items: workspaces.map(({ id, slug, name }) => ({ id, slug, name })) },
  };
}
