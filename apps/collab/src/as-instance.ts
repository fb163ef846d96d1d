import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { system } from '@plenum/domain/access/actor';

/** A grant for what the instance does by itself, for a reason. */
export function asInstance(db: Database, reason: string): Promise<Grant<'instance.administer'>> {
  return authorize(db, { actor: system(reason), action: 'instance.administer', on: 'instance' });
}
