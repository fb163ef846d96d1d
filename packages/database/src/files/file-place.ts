import { AppError } from '@plenum/domain/errors';
import type { FileStore } from './file-store.ts';

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

const ANOTHERS =
  'The bucket has files of another Plenum under this prefix, or of one that was given up. Set another S3_PREFIX, which is empty.';

/**
 * Makes sure, before anything is served, that the files of an instance are where it is told that they are. A place that several could be told is
 * its own from the first time on.
 * @param place null for the data folder.
 * @throws AppError `conflict` where they are elsewhere, or the place is another instance's.
 */
export async function claimFilePlace(db: Queries, place: SharedPlace | null): Promise<void> {
  const known = await rememberedOwner(db);
  const there = place && (await place.owner());
  if (there === null ? place === null && known === null : there === known) return;
  const { rows: attachments } = await db.query('SELECT 1 FROM attachment LIMIT 1');
  if (attachments.length > 0) throw elsewhere(known);
  if (!place) return remember(db, null);
  if (there !== null || !(await isEmpty(place))) throw new AppError('conflict', ANOTHERS);
  // Several nodes start at once: what the first remembers is so for all.
  await place.setOwner(await ownerOf(db));
}

/**
 * Makes a place that is nobody's, or that of an instance which is empty, that of the instance which is restored.
 * @returns whose it is from now on; null for the data folder.
 * @throws AppError `conflict` where it has files, or is another instance's.
 */
export async function claimForRestore(
  place: SharedPlace | null,
  known: string | null,
): Promise<{ owner: string | null; isNew: boolean }> {
  if (!place) return { owner: null, isNew: false };
  const there = await place.owner();
  if ((there !== null && there !== known) || !(await isEmpty(place)))
    throw new AppError('conflict', ANOTHERS);
  const owner = there ?? crypto.randomUUID();
  if (there === null) await place.setOwner(owner);
  return { owner, isNew: there === null };
}

/** The owner by which an instance knows the place of its files; null for the data folder, and where nothing is said yet. */
export async function rememberedOwner(db: Queries): Promise<string | null> {
  const { rows: tables } = await db.query<{ found: boolean }>(
    `SELECT to_regclass('file_place') IS NOT NULL AS found`,
  );
  if (!tables[0]?.found) return null;
  const { rows } = await db.query<{ owner: string | null }>('SELECT owner FROM file_place');
  return rows[0]?.owner ?? null;
}

/** Keeps where the files of an instance are. */
export async function remember(db: Queries, owner: string | null): Promise<void> {
  await db.query(
    'INSERT INTO file_place (owner) VALUES ($1) ON CONFLICT (is_only) DO UPDATE SET owner = EXCLUDED.owner',
    [owner],
  );
}

async function ownerOf(db: Queries): Promise<string> {
  const { rows } = await db.query<{ owner: string }>(
    `INSERT INTO file_place (owner) VALUES (gen_random_uuid())
     ON CONFLICT (is_only) DO UPDATE SET owner = coalesce(file_place.owner, EXCLUDED.owner) RETURNING owner`,
  );
  return rows[0]?.owner ?? '';
}

async function isEmpty(place: SharedPlace): Promise<boolean> {
  for await (const _ of place.list()) return false;
  return true;
}

function elsewhere(known: string | null): AppError {
  return new AppError(
    'conflict',
    known === null
      ? 'The files of this Plenum are in its data folder, and S3_BUCKET is set. Take it away; or move them: make a backup, and restore it with S3_BUCKET into an instance that is empty.'
      : 'The files of this Plenum are in another bucket, or under another prefix. Set S3_BUCKET and what belongs to it as they were; or move them: make a backup, and restore it into an instance that is empty.',
  );
}
