import type { PersonId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { normaliseRecoveryCode } from './passwords.ts';
import { hashToken, unsealedToken } from './tokens.ts';
import { totpStep } from './totp.ts';

/** Whether somebody is asked for a code beside the password. */
export async function hasSecondFactor(
  { prisma }: Pick<Database, 'prisma'>,
  personId: PersonId,
): Promise<boolean> {
  return (await prisma.secondFactor.count({ where: { personId } })) > 0;
}

/**
 * Whether a code of the person's app, or one of their backup codes, is right. Each counts once, also for two who send it at the same
 * moment: this uses it up.
 */
export async function spendCode(
  { prisma, secrets: { tokenKey } }: Database,
  { personId, code }: { personId: PersonId; code: string },
): Promise<boolean> {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) {
    const codeHash = hashBackupCode(tokenKey, code);
    return (await prisma.backupCode.deleteMany({ where: { personId, codeHash } })).count > 0;
  }
  const where = { personId };
  const factor = await prisma.secondFactor.findUnique({ where, select: { secretSealed: true } });
  const secret = factor && unsealedToken(tokenKey, factor.secretSealed);
  const step = secret && totpStep(secret, digits);
  if (typeof step !== 'number') return false;
  const { count } = await prisma.secondFactor.updateMany({
    where: { personId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count > 0;
}

/** What is stored of a backup code, however it is typed. */
export function hashBackupCode(tokenKey: Buffer, code: string): Uint8Array<ArrayBuffer> {
  return hashToken(tokenKey, `backup code ${normaliseRecoveryCode(code)}`);
}
