import { AppError } from '@plenum/domain/errors';
import type { z } from 'zod';
import type { Migration } from '../migrate/migrations-folder.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { damaged, foreign } from './file-errors.ts';
import {
  anyManifestSchema,
  MANIFEST,
  type Manifest,
  MOST_JSON_BYTES,
  manifestSchema,
  VERSION,
} from './format.ts';

/**
 * Opens an archive's first entry and reads it as the manifest.
 * @throws AppError `invalid_input` where it is none or damaged, `conflict` where it is newer than this program.
 */
export async function readManifest(archive: ArchiveReader): Promise<Manifest> {
  const { file } = archive;
  const json = await readFirst(archive);
  const any = anyManifestSchema.safeParse(json);
  if (!any.success) throw foreign(file);
  if (any.data.version > VERSION) throw newer(`${file} has the format ${any.data.version}`);
  return parsed(manifestSchema, { json, file });
}

/**
 * Reads the open entry as JSON of a known shape.
 * @throws AppError `invalid_input` where it is not.
 */
export async function readJson<T>(archive: ArchiveReader, schema: z.ZodType<T>): Promise<T> {
  return parsed(schema, { json: await jsonOf(archive), file: archive.file });
}

/**
 * Parts this program's migrations into those that a backup was made with and those that came later.
 * @throws AppError `conflict` where the backup has one that is not known here, or was another one then.
 */
export function planMigrations(
  migrations: readonly Migration[],
  manifest: Manifest,
): { first: Migration[]; later: Migration[] } {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const first = manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (!migration) throw newer(`It has the migration ${name}`);
    if (migration.checksum === checksum) return migration;
    const message = `The backup was made by another Plenum: its migration ${name} is not the one of this program. Restore it with the Plenum that made it.`;
    throw new AppError('conflict', message);
  });
  return { first, later: migrations.filter((migration) => !first.includes(migration)) };
}

async function readFirst(archive: ArchiveReader): Promise<unknown> {
  try {
    await archive.next();
    return archive.entry?.name === MANIFEST ? await jsonOf(archive) : null;
  } catch (error) {
    const unreadable = error instanceof AppError && error.code === 'invalid_input';
    throw unreadable ? foreign(archive.file, error) : error;
  }
}

async function jsonOf(archive: ArchiveReader): Promise<unknown> {
  const bytes = await archive.bytes(MOST_JSON_BYTES);
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    throw damaged(archive.file, error);
  }
}

function parsed<T>(schema: z.ZodType<T>, { json, file }: { json: unknown; file: string }): T {
  const result = schema.safeParse(json);
  if (!result.success) throw damaged(file, result.error);
  return result.data;
}

function newer(what: string): AppError {
  const message = `The backup is newer than this program. ${what}. Restore it with the Plenum that made it, or a later one.`;
  return new AppError('conflict', message);
}
