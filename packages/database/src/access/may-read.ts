import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { authorize } from './authorize.ts';

/** Whether somebody may read each of some documents. The questions share queries. */
export function mayReadEach(
  db: Database,
  { actor, ids }: { actor: Actor; ids: readonly DocumentId[] },
): Promise<boolean[]> {
  return Promise.all(ids.map((on) => mayRead(db, { actor, on })));
}

async function mayRead(db: Database, { actor, on }: { actor: Actor; on: DocumentId }): Promise<boolean> {
  try {
    await authorize(db, { actor, action: 'document.read', on });
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return false;
    throw error;
  }
}
