import { READ_FOR_SEARCH, type ReadForSearch } from '@plenum/domain/files/media-type';
import type { FileId } from '@plenum/domain/ids';
import type pg from 'pg';

/** Seconds after which whoever reads a file is taken for dead; more than one takes. */
const LEASE = 120;

/** A file whose words are to be read. */
export interface WantedText {
  fileId: FileId;
  /** Null where it is no attachment any more, or none of which words are read. */
  mediaType: ReadForSearch | null;
  /** In bytes. */
  size: number;
  /** How often it was begun to be read, this time included. */
  tries: number;
}

/** Has the words of all attachments read that nobody has read or waits for: after an upgrade, and after a restore. */
export async function wantMissingTexts(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO file_text (file_id, due_at)
     SELECT DISTINCT a.file_id, now() FROM attachment a
      WHERE a.media_type = ANY($1) AND NOT EXISTS (SELECT 1 FROM file_text t WHERE t.file_id = a.file_id)
     ON CONFLICT DO NOTHING`,
    [READ_FOR_SEARCH],
  );
}

/** Has the words of all attachments read anew; until then the former ones are found. */
export async function wantAllTexts(pool: pg.Pool): Promise<void> {
  await wantMissingTexts(pool);
  await pool.query('UPDATE file_text SET due_at = now(), tries = 0');
}

/** Takes a file that is to be read, the one that has come last first; several nodes take different ones. Null where there is none. */
export async function takeWantedText(pool: pg.Pool): Promise<WantedText | null> {
  const { rows } = await pool.query<WantedText>({
    name: 'a file to be read',
    text: `
      WITH taken AS (
        UPDATE file_text t SET tries = t.tries + 1, due_at = now() + make_interval(secs => ${LEASE})
          FROM (SELECT file_id FROM file_text WHERE due_at <= now()
                 ORDER BY due_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED) next
         WHERE t.file_id = next.file_id RETURNING t.file_id, t.tries
      )
      SELECT t.file_id AS "fileId", t.tries, a.media_type AS "mediaType", coalesce(a.size, 0) AS size
        FROM taken t LEFT JOIN LATERAL (
               SELECT media_type, size FROM attachment
                WHERE file_id = t.file_id AND media_type = ANY($1) LIMIT 1) a ON true`,
    values: [READ_FOR_SEARCH],
  });
  return rows[0] ?? null;
}

/** Keeps the words of a file, null where it has none, and has a search take them in. */
export async function keepText(pool: pg.Pool, fileId: FileId, text: string | null): Promise<void> {
  // On its own, so that an attachment that is made of the file meanwhile has either the text or a row below. Cut short between the two, the
  // file is read again.
  await pool.query('UPDATE file_text SET text = $2, read_at = now() WHERE file_id = $1', [fileId, text]);
  await pool.query(
    `WITH kept AS (UPDATE file_text SET due_at = NULL, tries = 0 WHERE file_id = $1 RETURNING file_id)
     INSERT INTO search_change (document_id) SELECT a.document_id FROM attachment a JOIN kept USING (file_id)`,
    [fileId],
  );
}

/** Gives back a file that could not be read for no reason of its own, for another time. */
export async function postponeText(pool: pg.Pool, fileId: FileId, seconds: number): Promise<void> {
  await pool.query(
    `UPDATE file_text SET due_at = now() + make_interval(secs => $2), tries = greatest(0, tries - 1) WHERE file_id = $1`,
    [fileId, seconds],
  );
}
