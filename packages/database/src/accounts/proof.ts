import { AppError, notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';
import { verifyPassword } from '../access/passwords.ts';
import { hasSecondFactor, spendCode } from '../access/spend-code.ts';

/** What shows that an account is one's own; the code counts where codes are asked for. */
export interface Proof {
  currentPassword: string;
  code: string;
}

/**
 * Checks the password, and a code where codes are asked for, which is used up.
 * @throws AppError `invalid_input` where one of them is wrong.
 */
export async function proveOwner(
  grant: Grant<'account.manage'>,
  { currentPassword, code }: Proof,
): Promise<void> {
  await provePassword(grant, currentPassword);
  const { db, personId } = grant;
  if ((await hasSecondFactor(db, personId)) && !(await spendCode(db, { personId, code }))) throw wrongCode();
}

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

/** The error for a code that does not count. */
export function wrongCode(): AppError {
  const message = 'This code is wrong, or was used already. Enter the one that your app shows now.';
  return new AppError('invalid_input', message, { fields: { code: message } });
}
