import { AppError } from '@plenum/domain/errors';
import { z } from 'zod';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { newBackupCode } from '../access/passwords.ts';
import { hashBackupCode } from '../access/spend-code.ts';
import { sealToken, unsealedToken } from '../access/tokens.ts';
import { newTotpSecret, totpStep } from '../access/totp.ts';
import type { Prisma } from '../generated/client.ts';
import { isTaken } from '../unique.ts';
import { type Proof, proveOwner, provePassword, wrongCode } from './proof.ts';

/** How many backup codes there are at a time. */
const BACKUP_CODES = 10;

/** Milliseconds for which a secret can be taken into an app. */
const OFFER_LASTS = 60 * 60 * 1000;

/** A secret for somebody's app. */
export interface SecondFactorOffer {
  /** Base 32. */
  secret: string;
  /** The secret, sealed, with whose it is and until when: to be handed back with the first code. */
  offer: string;
}

const offerSchema = z.object({ personId: z.string(), secret: z.string(), until: z.number() });

/** How many backup codes are left; null while no code is asked for beside the password. */
export async function countBackupCodes({ db, personId }: Grant<'account.manage'>): Promise<number | null> {
  const where = { personId };
  const select = { _count: { select: { backupCodes: true } } };
  return (await db.prisma.secondFactor.findUnique({ where, select }))?._count.backupCodes ?? null;
}

/**
 * Makes a secret for the person's app. Nothing is kept of it until a code proves that the app has it.
 * @throws AppError `invalid_input` where the password is wrong.
 */
export async function offerSecondFactor(
  grant: Grant<'account.manage'>,
  { currentPassword }: { currentPassword: string },
): Promise<SecondFactorOffer> {
  await provePassword(grant, currentPassword);
  const secret = newTotpSecret();
  const content = { personId: grant.personId, secret, until: Date.now() + OFFER_LASTS };
  const sealed = sealToken(grant.db.secrets.tokenKey, JSON.stringify(content));
  return { secret, offer: Buffer.from(sealed).toString('base64url') };
}

/**
 * Has codes asked for from now on, and ends every session but the one that asks. Gives the backup codes, this once.
 * @throws AppError `invalid_input` where the code is not the app's, `conflict` where codes are asked for already, or the offer is too old.
 */
export async function turnOnSecondFactor(
  { actor, db, personId }: Grant<'account.manage'>,
  { offer, code }: { offer: string; code: string },
): Promise<string[]> {
  const { tokenKey } = db.secrets;
  const offered = readOffer(unsealedToken(tokenKey, Buffer.from(offer, 'base64url')));
  if (offered?.personId !== personId || offered.until < Date.now()) {
    throw new AppError('conflict', 'This took too long. Begin again.');
  }
  const lastStep = totpStep(offered.secret, code.replace(/\s/g, ''));
  if (lastStep === null) throw wrongCode();
  const kept = actor.kind === 'member' ? [actor.sessionId] : [];
  try {
    return await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
      const secretSealed = sealToken(tokenKey, offered.secret);
      await tx.secondFactor.create({ data: { personId, secretSealed, lastStep } });
      await tx.session.deleteMany({ where: { personId, id: { notIn: kept } } });
      return replaceBackupCodes(tx, { personId, tokenKey });
    });
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    throw new AppError('conflict', 'Codes are asked for already.', { cause });
  }
}

/**
 * Replaces the backup codes; the old ones no longer count. Gives the new ones, this once.
 * @throws AppError `invalid_input` where the password or the code is wrong.
 */
export async function renewBackupCodes(grant: Grant<'account.manage'>, proof: Proof): Promise<string[]> {
  await proveOwner(grant, proof);
  const { db, personId } = grant;
  return db.prisma.$transaction((tx) => replaceBackupCodes(tx, { personId, ...db.secrets }));
}

/**
 * Has no codes asked for any more, and ends every session but the one that asks.
 * @throws AppError `invalid_input` where the password or the code is wrong.
 */
export async function turnOffSecondFactor(grant: Grant<'account.manage'>, proof: Proof): Promise<void> {
  await proveOwner(grant, proof);
  const { actor, db, personId } = grant;
  const kept = actor.kind === 'member' ? [actor.sessionId] : [];
  await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
    await tx.secondFactor.deleteMany({ where: { personId } });
    await tx.session.deleteMany({ where: { personId, id: { notIn: kept } } });
  });
}

async function replaceBackupCodes(
  tx: Prisma.TransactionClient,
  { personId, tokenKey }: { personId: string; tokenKey: Buffer },
): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, newBackupCode);
  await tx.backupCode.deleteMany({ where: { personId } });
  await tx.backupCode.createMany({
    data: codes.map((code) => ({ personId, codeHash: hashBackupCode(tokenKey, code) })),
  });
  return codes;
}

function readOffer(text: string | null): z.infer<typeof offerSchema> | null {
  try {
    return offerSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
