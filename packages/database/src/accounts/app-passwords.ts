import type { AppPassword } from '@plenum/domain/accounts/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { ApiTokenId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { type Proof, proveOwner } from './proof.ts';
import { createApiToken } from './writes.ts';

/** What programs of one person sign in with at once. */
export const MOST_APP_PASSWORDS = 100;

/** What programs sign in with for the person, those made last first: what is an API token of the API is the password of a calendar program. */
export async function listAppPasswords({ db, personId }: Grant<'account.manage'>): Promise<AppPassword[]> {
  const rows = await db.prisma.apiToken.findMany({
    where: { personId },
    orderBy: { id: 'desc' },
    select: { id: true, name: true, createdAt: true, lastUsedOn: true },
  });
  return rows.map(({ id, name, createdAt, lastUsedOn }) => ({
    id,
    name,
    madeOn: day(createdAt),
    lastUsedOn: lastUsedOn && day(lastUsedOn),
  }));
}

/**
 * Makes one for whoever proves that the account is theirs, and gives it out, this once.
 * @throws AppError `invalid_input` as `proveOwner` does, `conflict` for more than {@link MOST_APP_PASSWORDS}.
 */
export async function createAppPassword(
  grant: Grant<'account.manage'>,
  { name, ...proof }: Proof & { name: string },
): Promise<string> {
  await proveOwner(grant, proof);
  const { db, personId } = grant;
  if ((await db.prisma.apiToken.count({ where: { personId } })) >= MOST_APP_PASSWORDS) {
    throw new AppError('conflict', 'You have a hundred app passwords. Remove one that you need no more.');
  }
  return createApiToken(grant, name);
}

/** Ends one of the person's, on every node. @throws AppError `not_found` for one that they do not have. */
export async function endAppPassword(
  { db, personId }: Grant<'account.manage'>,
  id: ApiTokenId,
): Promise<void> {
  await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
    const { count } = await tx.apiToken.deleteMany({ where: { id, personId } });
    if (count === 0) throw notFound();
  });
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
