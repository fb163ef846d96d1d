import { AppError } from '@plenum/domain/errors';

/** The error for an archive of our own that is not as it was written. */
export function damagedArchive(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'This archive is damaged, or was made by a newer version. Export it anew, or update this instance first.',
    { cause },
  );
}
