import path from 'node:path';
import { explainFileError } from '@plenum/database/embedded/file-errors';
import { makeFolder } from '@plenum/database/embedded/folders';

/** Where the embedded PostgreSQL lives in a data folder. */
export function postgresFolder(dataDir: string): string {
  return path.join(dataDir, 'postgres');
}

/**
 * Makes the data folder where there is none. Nobody else can list it; as root others may pass through, because
 * PostgreSQL then runs as another user. What is secret in it is closed for itself.
 * @throws AppError `unavailable` where the disk is full or the folder cannot be written.
 */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw explainFileError(error, dataDir) ?? error;
  }
}
