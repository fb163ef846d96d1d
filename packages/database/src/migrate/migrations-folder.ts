import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';

/** A migration as it lies in the folder. */
export interface Migration {
  /** Name of its folder; the order of names is the order of application. */
  name: string;
  sql: string;
  /** SHA-256 of the script in hexadecimal, as Prisma Migrate keeps it. */
  checksum: string;
}

/**
 * Reads all migrations of a folder, in order. Line ends are made LF first, so that a checkout on Windows is no change.
 * @throws AppError `internal` where the folder or a script in it is missing.
 */
export function readMigrations(migrationsDir: string): Migration[] {
  try {
    return readdirSync(migrationsDir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => readMigration(migrationsDir, name));
  } catch (cause) {
    const message = `The migrations in ${migrationsDir} cannot be read. Plenum is not installed completely.`;
    throw new AppError('internal', message, { cause });
  }
}

function readMigration(migrationsDir: string, name: string): Migration {
  const sql = readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
