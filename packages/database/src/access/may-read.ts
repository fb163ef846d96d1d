import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { authorize } from './authorize.ts';
import type { Grant } from './grant.ts';

/** Whether somebody may read each of some documents. The questions share queries. */
export async function mayReadEach(
  db: Database,
  who: { actor: Actor; ids: readonly DocumentId[] },
): Promise<boolean[]> {
  return (await grantsToRead(db, who)).map((grant) => grant !== null);
}

/** The same as grants; null for what they may not read, and for what is not there. */
export function grantsToRead(
  db: Database,
  { actor, ids }: { actor: Actor; ids: readonly DocumentId[] },
): Promise<(Grant<'document.read'> | null)[]> {
  return Promise.all(ids.map((on) => grantToRead(db, { actor, on })));
}

async function grantToRead(
  db: Database,
  { actor, on }: { actor: Actor; on: DocumentId },
): Promise<Grant<'document.read'> | null> {
  try {
    return await authorize(db, { actor, action: 'document.read', on });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return null;
    throw error;
  }
}
