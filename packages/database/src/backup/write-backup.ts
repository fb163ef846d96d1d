import { AppError } from '@plenum/domain/errors';
import type pg from 'pg';
import { readKeyFiles } from '../access/secrets.ts';
import { withConnection } from '../connection.ts';
import { explainFileError } from '../embedded/file-errors.ts';
import type { FileStore } from '../files/file-store.ts';
import { type AddEntry, type ArchiveTarget, writeArchive } from './archive-writer.ts';
import { copyOut } from './copy-table.ts';
import { addFiles, type Digests } from './data-files.ts';
import { explainDatabase } from './database-errors.ts';
import { FORMAT, KEYS, MANIFEST, type Manifest, type Table, tablePart, VERSION } from './format.ts';
import { beginSnapshot, type SnapshotContent } from './snapshot.ts';

/** Bytes of a table that are kept in memory at a time. */
const PART_BYTES = 8 * 1024 * 1024;

/** The instance that is backed up. */
export interface BackupSource {
  /** `postgresql://` URL. */
  url: string;
  migrationsDir: string;
  dataDir: string;
  /** Where the files are if not in the data folder. */
  files: FileStore | null;
  /** Version of this Plenum, for the manifest. */
  plenum: string;
  /** Whether sessions are signed with a secret that is kept elsewhere, so that there may be none in the data folder. */
  ownSessionSecret: boolean;
}

/** Where the backup goes, and who hears of it. */
export interface BackupTarget extends ArchiveTarget {
  /** Told the bytes of content that have been read so far; the backup goes on when it resolves. */
  onProgress(bytes: number): void | Promise<void>;
}

/** What a backup holds. */
export interface BackupSummary {
  createdAt: string;
  /** Size of the file. */
  bytes: number;
  /** Rows of each table. */
  rows: Record<string, number>;
  files: number;
  /** Ids of attachments' files that are missing or not what they were, so that the backup has them no better. */
  damaged: string[];
}

/**
 * Writes an instance into one file: the database as it is at one moment, whoever writes meanwhile, the keys and the files.
 * For the operator alone: the file opens everything that the instance protects.
 * @throws AppError with one sentence; there is no file then.
 */
export async function writeBackup(source: BackupSource, target: BackupTarget): Promise<BackupSummary> {
  const keys = readKeyFiles(source.dataDir, source);
  const createdAt = new Date().toISOString();
  let rows: Record<string, number> = {};
  let files = 0;
  let damaged: string[] = [];
  try {
    const bytes = await withConnection({ url: source.url, name: 'plenum-backup' }, async (client) => {
      // Whatever the database is doing for it then.
      target.signal.addEventListener('abort', () => void client.end(), { once: true });
      const content = await beginSnapshot(client, source.migrationsDir);
      return writeArchive(target, async (addEntry) => {
        const add = counting(addEntry, target);
        await addBytes(add, { name: MANIFEST, content: manifestOf(content, { ...source, createdAt }) });
        for (const { name, content } of keys) await addBytes(add, { name: KEYS + name, content });
        rows = await addTables(client, content.tables, add);
        const digests = await readDigests(client, content.tables);
        ({ count: files, damaged } = await addFiles(
          { dataDir: source.dataDir, store: source.files },
          { add, digests },
        ));
        return { rows, files };
      });
    });
    return { createdAt, bytes, rows, files, damaged };
  } catch (error) {
    if (target.signal.aborted) {
      throw new AppError('unavailable', 'The backup was stopped before it was whole.');
    }
    const known = explainDatabase(error, 'There is no backup. Try again.');
    throw known instanceof AppError ? known : (explainFileError(error, source.dataDir) ?? error);
  }
}

function manifestOf(
  { migrations, tables, sequences }: SnapshotContent,
  { plenum, createdAt }: { plenum: string; createdAt: string },
): string {
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    plenum,
    createdAt,
    migrations,
    tables,
    sequences,
  };
  return JSON.stringify(manifest);
}

async function addTables(
  client: pg.Client,
  tables: readonly Table[],
  add: AddEntry,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const table of tables) {
    let part = 0;
    rows[table.name] = await copyOut(client, { table, partBytes: PART_BYTES }, (bytes) => {
      part += 1;
      return add({ name: tablePart(table, part), size: bytes.length }, [bytes]);
    });
  }
  return rows;
}

/** What the files of attachments are to be; a database from before there were attachments has none. */
async function readDigests(client: pg.Client, tables: readonly Table[]): Promise<Digests> {
  if (!tables.some(({ name }) => name === 'attachment')) return new Map();
  const { rows } = await client.query<{ id: string; digest: string }>(
    `select distinct file_id::text as id, encode(sha256, 'hex') as digest from attachment`,
  );
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

function addBytes(add: AddEntry, { name, content }: { name: string; content: string }): Promise<void> {
  const bytes = Buffer.from(content);
  return add({ name, size: bytes.length }, [bytes]);
}

function counting(add: AddEntry, { onProgress }: BackupTarget): AddEntry {
  let bytes = 0;
  return async (entry, chunks) => {
    await add(entry, chunks);
    bytes += entry.size;
    await onProgress(bytes);
  };
}
