import { AppError, notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';
import { verifyPassword } from '../access/passwords.ts';

/**
 * The hash of the account's password, for whoever knows it.
 * @throws AppError `invalid_input` where it is another.
 */
export async function provePassword(
  { db, personId }: Grant<'account.manage'>,
  password: string,
): Promise<string> {
  const where = { id: personId };
  const person = await db.prisma.person.findUnique({ where, select: { passwordHash: true } });
  if (!person) throw notFound();
  if (!(await verifyPassword(person.passwordHash, password))) throw wrongPassword();
  return person.passwordHash;
}

/** The error for a password that is not the present one. */
export function wrongPassword(): AppError {
  const message = 'This is not your present password.';
  return new AppError('invalid_input', message, { fields: { currentPassword: message } });
}
