import { randomInt } from 'node:crypto';
import { COLOUR_COUNT, type NewPerson } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import { hashPassword, newRecoveryCode } from '../access/passwords.ts';
import type { Prisma } from '../generated/client.ts';
import { isTaken } from '../unique.ts';

/** An account just made, and the code that is shown once. */
export interface CreatedPerson {
  personId: PersonId;
  recoveryCode: string;
}

/** A new account's columns, without the colour that depends on the others. */
type NewPersonData = Omit<Prisma.PersonCreateInput, 'colour'>;

/** A new account's columns, and its recovery code. Hashing takes long, so this stays outside of transactions. */
export async function personData(
  { username, displayName, password }: NewPerson,
  { instanceAdmin = false }: { instanceAdmin?: boolean | undefined } = {},
): Promise<{ data: NewPersonData; recoveryCode: string }> {
  const recoveryCode = newRecoveryCode();
  const [passwordHash, recoveryHash] = await Promise.all([
    hashPassword(password),
    hashPassword(recoveryCode),
  ]);
  const name = displayName ?? username;
  return {
    data: { username, displayName: name, passwordHash, recoveryHash, instanceAdmin },
    recoveryCode,
  };
}

/**
 * Writes a new account's row.
 * @throws AppError `conflict` where the user name is taken.
 */
export async function insertPerson(tx: Prisma.TransactionClient, data: NewPersonData): Promise<PersonId> {
  const colour = await freshColour(tx);
  try {
    return (await tx.person.create({ data: { ...data, colour }, select: { id: true } })).id;
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    const message = 'This user name is taken. Choose another.';
    throw new AppError('conflict', message, { fields: { username: message }, cause });
  }
}

/** A colour that nobody has of those who came last: who joins a workspace together is told apart. */
async function freshColour(tx: Prisma.TransactionClient): Promise<number> {
  const last = await tx.person.findMany({
    orderBy: { id: 'desc' },
    take: COLOUR_COUNT - 1,
    select: { colour: true },
  });
  const free = Array.from({ length: COLOUR_COUNT }, (_, colour) => colour).filter(
    (colour) => !last.some((person) => person.colour === colour),
  );
  return free[randomInt(free.length)] ?? randomInt(COLOUR_COUNT);
}
