import { restoreWorkspace as restore } from '@plenum/database/workspaces/writes';
import { withInstance } from '../data/open-instance.ts';
import { asOperator } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Takes back that a workspace was deleted. */
export async function restoreWorkspace(env: Env, { slug: address }: { slug: string }): Promise<Answer> {
  const { id, slug, name } = await withInstance(env, async (db) => restore(await asOperator(db), address));
  return { lines: [`${name} is there again, at /w/${slug}.`], value: { id, slug, name } };
}
