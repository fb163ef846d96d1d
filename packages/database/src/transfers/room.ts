import { AppError } from '@plenum/domain/errors';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import { freeBytes } from '../embedded/folders.ts';

/** Asks that the disk has room beside what everybody else writes. @throws AppError `unavailable` where it has not. */
export function assertRoom({ dataDir }: { dataDir: string }): void {
  if (freeBytes(dataDir) >= TRANSFER_LIMITS.freeMegabytes * MEGABYTE) return;
  throw new AppError(
    'unavailable',
    'There is too little room left on the disk here to make this. Tell whoever runs this Plenum, and try again later.',
  );
}
