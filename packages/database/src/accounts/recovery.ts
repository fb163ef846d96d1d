import { AppError } from '@plenum/domain/errors';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashPassword, newRecoveryCode, normaliseRecoveryCode, verifyPassword } from '../access/passwords.ts';
import type { Database } from '../client.ts';
import type { CreatedPerson } from './new-person.ts';
import { type Proof, proveOwner } from './proof.ts';

const HOUR = 60 * 60 * 1000;

/** Milliseconds until a recovery code takes effect, where it waits. */
const WAIT = 48 * HOUR;

/** Milliseconds from then in which it can be used; afterwards the wait begins anew. */
const OPEN = 14 * 24 * HOUR;

/** Days after which a recovery that waits counts no more. */
export const RECOVERY_DAYS = (WAIT + OPEN) / (24 * HOUR);

/** What came of a recovery code that is right. */
export type Recovery = ({ is: 'done' } & CreatedPerson) | { is: 'waiting'; until: Date };

/** How an account can be recovered. */
export interface RecoverySettings {
  /** A recovery code takes effect only after two days. */
  waits: boolean;
  /** Somebody has given the code; when it takes effect. */
  waitingUntil: Date | null;
}

/** How the account can be recovered, and whether somebody is about to. */
export async function getRecoverySettings({
  db,
  personId,
}: Grant<'account.manage'>): Promise<RecoverySettings> {
  const person = await db.prisma.person.findUnique({ where: { id: personId }, select: WAITING });
  return { waits: person?.recoveryWaits ?? false, waitingUntil: person && dueAt(person) };
}

/**
 * Has a recovery code take effect at once, or only after two days.
 * @throws AppError `invalid_input` where password or code is wrong.
 */
export async function setRecoveryWait(
  grant: Grant<'account.manage'>,
  { waits, ...proof }: Proof & { waits: boolean },
): Promise<void> {
  await proveOwner(grant, proof);
  const { db, personId: id } = grant;
  await db.prisma.$transaction([
    db.prisma.person.update({ where: { id }, data: { recoveryWaits: waits } }),
    db.prisma.waitingRecovery.deleteMany({ where: { personId: id } }),
  ]);
}

/**
 * Replaces the recovery code; the old one no longer works, and what waits by it is stopped. The new one is shown once. Whoever finds a
 * browser open must not be able to take the account with it, so the password is asked for, and a code where codes are: a recovery ends them.
 * @throws AppError `invalid_input` where password or code is wrong.
 */
export async function renewRecoveryCode(grant: Grant<'account.manage'>, proof: Proof): Promise<string> {
  await proveOwner(grant, proof);
  const { db, personId: id } = grant;
  const recoveryCode = newRecoveryCode();
  const recoveryHash = await hashPassword(recoveryCode);
  await db.prisma.$transaction([
    db.prisma.person.update({ where: { id }, data: { recoveryHash } }),
    db.prisma.waitingRecovery.deleteMany({ where: { personId: id } }),
  ]);
  return recoveryCode;
}

/**
 * Sets a new password by recovery code, has no codes asked for beside it any more, ends every session and replaces the recovery code.
 * Where recovery waits, the first time only begins the wait: the same is to be sent again after it.
 * @throws AppError `invalid_input`, the same for a wrong code and an unknown name.
 */
export async function recoverAccount(
  { db }: Grant<'instance.administer'>,
  input: { username: string; recoveryCode: string; newPassword: string },
): Promise<Recovery> {
  const person = await db.prisma.person.findUnique({
    where: { username: input.username },
    select: { id: true, recoveryHash: true, ...WAITING },
  });
  const matches = await verifyPassword(
    person?.recoveryHash ?? null,
    normaliseRecoveryCode(input.recoveryCode),
  );
  if (!person || !matches) {
    throw new AppError('invalid_input', 'User name and recovery code do not belong together. Check both.');
  }
  if (person.recoveryWaits) {
    const until = dueAt(person) ?? (await beginWait(db, person));
    if (until > new Date()) return { is: 'waiting', until };
  }
  const recoveryCode = newRecoveryCode();
  const [passwordHash, recoveryHash] = await Promise.all([
    hashPassword(input.newPassword),
    hashPassword(recoveryCode),
  ]);
  const { id: personId } = person;
  await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
    // The code works once, also for two who send it at the same moment.
    const where = { id: personId, recoveryHash: person.recoveryHash };
    const { count } = await tx.person.updateMany({ where, data: { passwordHash, recoveryHash } });
    if (count === 0) throw justUsed();
    // Whoever has lost the password has often lost the app, too.
    await tx.secondFactor.deleteMany({ where: { personId } });
    await tx.waitingRecovery.deleteMany({ where: { personId } });
    await tx.session.deleteMany({ where: { personId } });
  });
  return { is: 'done', personId, recoveryCode };
}

const WAITING = { recoveryWaits: true, waitingRecovery: { select: { startedAt: true } } } as const;

/** When a recovery that waits takes effect; null where none waits, or it has waited for too long. */
function dueAt({ waitingRecovery }: { waitingRecovery: { startedAt: Date } | null }): Date | null {
  if (!waitingRecovery) return null;
  const due = waitingRecovery.startedAt.getTime() + WAIT;
  return due + OPEN > Date.now() ? new Date(due) : null;
}

/** Begins the wait, unless the code has been replaced meanwhile: nobody is to wait by one that is new. */
async function beginWait(db: Database, person: { id: string; recoveryHash: string }): Promise<Date> {
  const { id: personId, recoveryHash } = person;
  const startedAt = new Date();
  await db.prisma.$transaction(async (tx) => {
    const [present] = await tx.$queryRaw<{ recovery_hash: string }[]>`
      SELECT recovery_hash FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
    if (present?.recovery_hash !== recoveryHash) throw justUsed();
    await tx.waitingRecovery.upsert({
      where: { personId },
      create: { personId, startedAt },
      update: { startedAt },
    });
  });
  return new Date(startedAt.getTime() + WAIT);
}

function justUsed(): AppError {
  return new AppError('conflict', 'This recovery code has just been used. Use the new one.');
}
