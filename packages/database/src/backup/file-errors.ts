import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';

/** The system's codes for a disk, a quota or a limit that is used up, and for what this user may not do. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** A failure to write a backup in one sentence; what is about something else stays as it is. */
export function explainTarget(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (FULL.has(code)) {
    return unavailable(`There is no room left for ${file}. Free some, or choose another place.`, error);
  }
  if (!pathOf(error).startsWith(file)) return error;
  const folder = path.dirname(file);
  if (!existsSync(folder)) return unavailable(`There is no folder ${folder}. Make it first.`, error);
  if (code === 'ENOTDIR') return unavailable(`${folder} is no folder. Choose another place.`, error);
  // Some folders of the system say of a new file that it is not there.
  return CLOSED.has(code) || code === 'ENOENT'
    ? unavailable(`This user may not write to ${folder}. Choose another place.`, error)
    : error;
}

/**
 * A failure to read a backup in one sentence. Whatever else goes wrong while it is read means that it is not as it was
 * written.
 */
export function explainSource(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT') return unavailable(`There is no file ${file}.`, error);
  if (code === 'EISDIR') return unavailable(`${file} is a folder, not a backup.`, error);
  if (CLOSED.has(code)) return unavailable(`This user may not read ${file}.`, error);
  if (code === 'EIO') return unavailable(`${file} cannot be read: the disk reports an error.`, error);
  return damaged(file, error);
}

/** The error for a backup that is not as it was written. */
export function damaged(file: string, cause?: unknown): AppError {
  const message = `${file} is damaged or not whole. Nothing was changed. Use another backup.`;
  return new AppError('invalid_input', message, { cause });
}

/** The error for a file that never was a backup. */
export function foreign(file: string, cause?: unknown): AppError {
  return new AppError('invalid_input', `${file} is not a backup of Plenum.`, { cause });
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('unavailable', message, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : '';
}
