import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { findPersonByUsername } from '@plenum/database/accounts/reads';
import type { Database } from '@plenum/database/client';
import { system } from '@plenum/domain/access/actor';
import { usernameSchema } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';

/** Who can run this program can read the data folder: the operator is the instance itself. */
export const OPERATOR = system("the operator's command line");

/** The right to administer the instance. */
export function asOperator(db: Database): Promise<Grant<'instance.administer'>> {
  return authorize(db, { actor: OPERATOR, action: 'instance.administer', on: 'instance' });
}

/**
 * The person with a user name, however it is spelled.
 * @throws AppError `not_found` where nobody has it.
 */
export async function getPersonId(db: Database, username: string): Promise<PersonId> {
  const person = await findPersonByUsername(await asOperator(db), parseInput(usernameSchema, username));
  if (!person) throw new AppError('not_found', `There is no account with the user name "${username}".`);
  return person.id;
}
