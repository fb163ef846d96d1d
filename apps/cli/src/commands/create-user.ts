import { createPerson } from '@plenum/database/accounts/writes';
import { newPersonSchema } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { withInstance } from '../data/open-instance.ts';
import { asOperator } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** More than any password may have. */
const MAX_INPUT_BYTES = 10_000;

/** Makes an account with the password that is on standard input. */
export async function createUser(
  env: Env,
  { username, admin }: { username: string; admin: boolean },
): Promise<Answer> {
  const password = await readPassword(process.stdin);
  const person = parseInput(newPersonSchema, { username, password });
  const { personId, recoveryCode } = await withInstance(env, async (db) =>
    createPerson(await asOperator(db), { ...person, instanceAdmin: admin }),
  );
  return {
    lines: [`Created the account ${person.username}.`, `Recovery code, shown this once: ${recoveryCode}`],
    value: { id: personId, username: person.username, recoveryCode },
  };
}

/** All of the input but the line end that `echo` puts after it. */
async function readPassword(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.length > MAX_INPUT_BYTES)
      throw new AppError('too_large', 'The password on standard input is too long.');
  }
  return text.replace(/\r?\n$/, '');
}
