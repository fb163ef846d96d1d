import { AppError } from '@plenum/domain/errors';

/** What PostgreSQL or the system says when there is no room left. */
const FULL = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;
/** The same for a folder that may not be written. */
const CLOSED =
  /Permission denied|Read-only file system|Operation not permitted|EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|ENOENT/;

/**
 * Says a failure to write in one sentence: a full disk, or a folder that this user may not write.
 * @param said the failure, as an error or as a program's output.
 * @param place the folder that was to be written.
 * @returns null where the failure is about neither.
 */
export function explainFileError(said: unknown, place: string): AppError | null {
  const text = said instanceof Error ? said.message : String(said);
  if (FULL.test(text)) {
    return new AppError(
      'unavailable',
      `The disk is full: there is no room left in ${place}. Free some and start again.`,
      {
        cause: said,
      },
    );
  }
  if (CLOSED.test(text)) {
    return new AppError(
      'unavailable',
      `Plenum may not read and write ${place}. Give this user the right to, or set PLENUM_DATA to another folder.`,
      { cause: said },
    );
  }
  return null;
}
