import type { TransferCard } from '@plenum/domain/transfers/types';

/** Whether something has not ended. */
export function isUnderway({ state }: Pick<TransferCard, 'state'>): boolean {
  return state === 'coming' || state === 'waiting' || state === 'working';
}
