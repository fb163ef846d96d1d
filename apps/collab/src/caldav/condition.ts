import { AppError } from '@plenum/domain/errors';
import type { Condition } from './task-lists.ts';

/** Whether a task is as a program thinks that it is. @param etag null where there is none. @throws AppError `precondition_failed`. */
export function checkCondition({ ifMatch, ifNoneMatch }: Condition, etag: string | null): void {
  const isMet =
    (ifMatch === null || (etag !== null && isAmong(ifMatch, etag))) &&
    (ifNoneMatch === null || etag === null || !isAmong(ifNoneMatch, etag));
  if (!isMet) {
    throw new AppError(
      'precondition_failed',
      'Somebody else has changed this task meanwhile. Fetch it anew.',
    );
  }
}

/** Whether an entity tag is in a header: nobody gets a weak one from us. */
function isAmong(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((one) => one.trim() === etag);
}
