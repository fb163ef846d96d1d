import type { FileId } from '@plenum/domain/ids';
import { withConnection } from '../connection.ts';
import type { FileStore } from './file-store.ts';

/** How what is stored of files fits what the database knows of them. */
export interface FileSurvey {
  attachments: number;
  files: number;
  /** Of attachments, those whose content is not there, or has another size. */
  missing: FileId[];
  /** Files of which the database knows nothing. */
  strays: FileId[];
}

/**
 * Looks whether every attachment's content is there, and nothing else. A database from before there were attachments has none.
 * @param place its `postgresql://` URL, and where the files are.
 */
export async function surveyFiles({
  url,
  files: store,
}: {
  url: string;
  files: FileStore;
}): Promise<FileSurvey> {
  // The files first: one that is uploaded meanwhile is known by then.
  const sizes = new Map<FileId, number>();
  for await (const { id, size } of store.list()) sizes.set(id, size);
  const rows = await rowsOf(url);
  const used = rows.filter(({ size }) => size !== null);
  const missing: FileId[] = [];
  for (const { id, size } of used) {
    if ((sizes.get(id) ?? (await store.sizeOf(id))) !== size) missing.push(id);
  }
  const known = new Set(rows.map(({ id }) => id));
  const strays: FileId[] = [];
  for (const id of sizes.keys()) {
    // Not those that were let go of meanwhile.
    if (!known.has(id) && (await store.sizeOf(id)) !== null) strays.push(id);
  }
  return { attachments: used.length, files: sizes.size, missing, strays };
}

function rowsOf(url: string): Promise<{ id: FileId; size: number | null }[]> {
  return withConnection({ url, name: 'plenum-doctor' }, async (client) => {
    const table = await client.query<{ found: boolean }>(
      `SELECT to_regclass('stored_file') IS NOT NULL AS found`,
    );
    if (!table.rows[0]?.found) return [];
    const { rows } = await client.query<{ id: FileId; size: number | null }>(
      'SELECT f.id, max(a.size) AS size FROM stored_file f LEFT JOIN attachment a ON a.file_id = f.id GROUP BY f.id',
    );
    return rows;
  });
}
