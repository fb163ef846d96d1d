import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { system } from '@plenum/domain/access/actor';
import { database } from './database.ts';

/** By what right the public reads what is published. */
export function asPublic(): Promise<Grant<'instance.administer'>> {
  const actor = system('the public reads');
  return authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
}
