import { authorize } from '@plenum/database/access/authorize';
import { createGroup as create } from '@plenum/database/groups/writes';
import { newGroupSchema } from '@plenum/domain/groups/schema';
import { parseInput } from '@plenum/domain/input';
import { withInstance } from '../data/open-instance.ts';
import { getPersonId, OPERATOR } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Makes a group that a person runs; its id alone is the answer. */
export async function createGroup(
  env: Env,
  { username, groupName }: { username: string; groupName: string },
): Promise<Answer> {
  const input = parseInput(newGroupSchema, { name: groupName });
  const { id, name } = await withInstance(env, async (db) => {
    const on = await getPersonId(db, username);
    return create(await authorize(db, { actor: OPERATOR, action: 'group.create', on }), input);
  });
  return { lines: [id], value: { id, name } };
}
