import { AppError } from '@plenum/domain/errors';
import type { FileStore } from './files/file-store.ts';

/** A place for files that several instances could be told, and that says whose it is. */
export interface SharedPlace extends Pick<FileStore, 'list'> {
  /** The instance whose it is; null for nobody's. */
  owner(): Promise<string | null>;
  /** Says whose it is; null for nobody's. */
  setOwner(owner: string | null): Promise<void>;
}

/** Where rows are asked for. */
interface Queries {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Where the files of an instance are. */
interface Known {
  /** By what a bucket says that it is this instance's; null where there never was one. */
  owner: string | null;
  isShared: boolean;
}

/**
 * Makes sure that the files of an instance are where it is told that they are. An instance that has none yet, and that nobody uses, may be told
 * another place; one that several could be told is its own from then on.
 * @param place null for the data folder.
 * @throws AppError `conflict` where they are elsewhere, or the place is another instance's.
 */
export async function claimFilePlace(db: Queries, place: SharedPlace | null): Promise<void> {
  const { known, there, isRight } = await assertFilePlace(db, place);
  if (isRight) return;
  if (await isUsed(db)) throw elsewhere(known);
  if (!place) return remember(db, { ...known, isShared: false });
  if (there !== null && there !== known.owner) throw anothers();
  if (!(await isEmpty(place))) throw anothers();
  // Several nodes start at once: what the first remembers is so for all.
  const owner = await sharedOwner(db);
  if (there === null) await place.setOwner(owner);
}

/** The same, and changes nothing: where there are no files yet, any place is right. @throws AppError `conflict` as {@link claimFilePlace} does. */
export async function assertFilePlace(
  db: Queries,
  place: SharedPlace | null,
): Promise<{ known: Known; there: string | null; isRight: boolean }> {
  const known = await rememberedPlace(db);
  const there = place && (await place.owner());
  const isRight = place ? known.isShared && there !== null && there === known.owner : !known.isShared;
  if (!isRight && (await hasFiles(db))) throw elsewhere(known);
  return { known, there, isRight };
}

/**
 * Makes a place that is nobody's, or that of an instance which is empty, that of the instance which is restored.
 * @returns what is to be remembered then, and whether the place was nobody's.
 * @throws AppError `conflict` where it has files, or is another instance's.
 */
export async function claimForRestore(
  place: SharedPlace | null,
  known: Known,
): Promise<{ known: Known; isNew: boolean }> {
  if (!place) return { known: { ...known, isShared: false }, isNew: false };
  const there = await place.owner();
  if ((there !== null && there !== known.owner) || !(await isEmpty(place))) throw anothers();
  const owner = known.owner ?? crypto.randomUUID();
  if (there === null) await place.setOwner(owner);
  return { known: { owner, isShared: true }, isNew: there === null };
}

/** Where the files of an instance are, as its database has it: in the data folder where nothing is said yet. */
export async function rememberedPlace(db: Queries): Promise<Known> {
  const rows = (await isThere(db, 'file_place'))
    ? (await db.query<Known>('SELECT owner, is_shared AS "isShared" FROM file_place')).rows
    : [];
  return rows[0] ?? { owner: null, isShared: false };
}

/** Keeps where the files of an instance are, if its tables have a place for that. */
export async function remember(db: Queries, { owner, isShared }: Known): Promise<void> {
  if (!(await isThere(db, 'file_place'))) return;
  await db.query(
    `INSERT INTO file_place (owner, is_shared) VALUES ($1, $2)
     ON CONFLICT (is_only) DO UPDATE SET owner = EXCLUDED.owner, is_shared = EXCLUDED.is_shared`,
    [owner, isShared],
  );
}

async function sharedOwner(db: Queries): Promise<string> {
  const { rows } = await db.query<{ owner: string }>(
    `INSERT INTO file_place (owner, is_shared) VALUES (gen_random_uuid(), true)
     ON CONFLICT (is_only) DO UPDATE SET owner = coalesce(file_place.owner, EXCLUDED.owner), is_shared = true RETURNING owner`,
  );
  return rows[0]?.owner ?? '';
}

/** Whether anything is stored, or on its way, or let go of and not removed yet. */
async function hasFiles(db: Queries): Promise<boolean> {
  if (!(await isThere(db, 'stored_file'))) return false;
  return (await db.query('SELECT 1 FROM stored_file LIMIT 1')).rows.length > 0;
}

async function isThere(db: Queries, table: string): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [table]);
  return rows[0]?.found === true;
}

/** Whether a Plenum is running with this database, here or elsewhere. */
async function isUsed(db: Queries): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND application_name IN ('plenum', 'plenum bus') LIMIT 1`,
  );
  return rows.length > 0;
}

async function isEmpty(place: SharedPlace): Promise<boolean> {
  for await (const _ of place.list()) return false;
  return true;
}

function anothers(): AppError {
  return new AppError(
    'conflict',
    'The bucket has files of another Plenum under this prefix, or of one that was given up. Set another S3_PREFIX, which is empty.',
  );
}

function elsewhere({ isShared }: Known): AppError {
  return new AppError(
    'conflict',
    isShared
      ? 'The files of this Plenum are in another bucket, or under another prefix. Set S3_BUCKET and what belongs to it as they were; or move them: make a backup, and restore it into an instance that is empty.'
      : 'The files of this Plenum are in its data folder, and S3_BUCKET is set. Take it away; or move them: make a backup, and restore it with S3_BUCKET into an instance that is empty.',
  );
}
