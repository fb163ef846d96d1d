import { AppError } from '@plenum/domain/errors';

/**
 * What says that others had what was asked for, and that this transaction changed nothing. PostgreSQL: a lock that was waited for too
 * long, a deadlock, a serialization failure. Prisma: no connection in time, a transaction that took too long, a write
 * conflict.
 */
const BUSY: ReadonlySet<unknown> = new Set(['55P03', '40P01', '40001', 'P2024', 'P2028', 'P2034']);

/** How deep Prisma and the driver wrap an error at most. */
const DEPTH = 4;

/** Seconds after which trying again makes sense: as long as a lock is waited for. */
const RETRY_AFTER = 2;

/** What a person is told of a failure, also where others were at the same things; null where it is ours alone. */
export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!isBusy(error, DEPTH)) return null;
  return new AppError(
    'unavailable',
    'Too much is being changed here at this moment. Look whether it was done before you try again.',
    { cause: error, retryAfter: RETRY_AFTER },
  );
}

function isBusy(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth === 0) return false;
  const field = (key: string): unknown => Reflect.get(error, key);
  if (BUSY.has(field('code')) || BUSY.has(field('originalCode'))) return true;
  const wrapped = [field('cause'), field('meta'), field('driverAdapterError')];
  return wrapped.some((inner) => isBusy(inner, depth - 1));
}
