import { AppError } from '@plenum/domain/errors';
import type { FileStore } from './files/file-store.ts';

/** A place for files that several instances could be told, and that says whose it is. */
export interface SharedPlace extends Pick<FileStore, 'list'> {
  /** The mark of the instance whose it is; null for nobody's. */
  owner(): Promise<string | null>;
  /** Makes what is nobody's somebody's. @returns whether it is theirs: of several at once one has it. */
  take(owner: string): Promise<boolean>;
  /** Makes what is somebody's nobody's. */
  giveUp(owner: string): Promise<void>;
}

/** Where rows are asked for. */
interface Queries {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Where the files of an instance are. */
export interface Known {
  /** By what a bucket says that it is this instance's; null where there never was one. No two have the same. */
  owner: string | null;
  isShared: boolean;
}

/** What several nodes that start at once do one after the other. */
const LOCK = 720_048;

/**
 * Makes sure that the files of an instance are where it is told that they are. An instance that has none yet, and that nobody uses, may be told
 * another place; one that several could be told is its own from then on.
 * @param db one connection.
 * @param place null for the data folder.
 * @throws AppError `conflict` where they are elsewhere, or the place is another instance's.
 */
export async function claimFilePlace(db: Queries, place: SharedPlace | null): Promise<void> {
  if ((await assertFilePlace(db, place)).isRight) return;
  await db.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await claim(db, place);
  } finally {
    await db.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function claim(db: Queries, place: SharedPlace | null): Promise<void> {
  const { known, there, isRight } = await assertFilePlace(db, place);
  if (isRight) return;
  if (await isUsed(db)) throw elsewhere(known);
  if (!place) return remember(db, { ...known, isShared: false });
  if ((there !== null && there !== known.owner) || !(await isEmpty(place))) throw anothers();
  if (there !== null) return remember(db, { owner: there, isShared: true });
  const owner = crypto.randomUUID();
  // First, so that a mark which is set is known, whatever happens to the answer.
  await remember(db, { owner, isShared: true });
  if (await place.take(owner)) return;
  await remember(db, known);
  throw anothers();
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

/** Whether an instance has files in a bucket, so that it can be told no other: that one is right is asked before its first file is. */
export async function isSettled(db: Queries): Promise<boolean> {
  return (await rememberedPlace(db)).isShared && (await hasFiles(db));
}

/** Makes sure that a place is still that of an instance. @throws AppError `conflict` where another has it. */
export async function assertOwner(place: SharedPlace, owner: string): Promise<void> {
  if ((await place.owner()) !== owner) throw anothers();
}

/** Makes sure that a place has no files. @throws AppError `conflict` where it has. */
export async function assertNoFiles(place: SharedPlace): Promise<void> {
  if (!(await isEmpty(place))) throw anothers();
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

/** The error for a place that is not this instance's. */
export function anothers(): AppError {
  return new AppError(
    'conflict',
    'The bucket has files of another Plenum under this prefix, of one that was given up, or of a restore that was cut off. Begin that restore again, with the same PLENUM_DATA; or set another S3_PREFIX, which is empty.',
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
