import type { FileId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';

/** Files that are removed between two questions to the database. */
const BATCH = 500;

/**
 * Hours for which what is stored is kept after nothing needs it any more: an upload may still be under way, and a backup that has
 * begun before reads the files last.
 */
export const KEPT_HOURS = 24;

/**
 * Removes what is stored of files that have been no attachment for a day. The content goes first, so that one that is cut short is
 * gone on with; nothing can make an attachment of it meanwhile, since copies are made of attachments alone.
 * @throws AggregateError, once all were tried, where some could not be removed.
 */
export async function letGoOfFiles({ db }: Grant<'instance.administer'>): Promise<void> {
  const { pool, files } = db;
  const unused = 'NOT EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = f.id)';
  await pool.query(`UPDATE stored_file f SET let_go_at = NULL WHERE let_go_at IS NOT NULL AND NOT ${unused}`);
  await pool.query(`UPDATE stored_file f SET let_go_at = now() WHERE let_go_at IS NULL AND ${unused}`);
  const failures: unknown[] = [];
  for (let last: FileId | null = null; ; ) {
    const due: { id: FileId }[] = (
      await pool.query<{ id: FileId }>(
        `SELECT id FROM stored_file f
          WHERE let_go_at < now() - make_interval(hours => $1) AND ${unused} AND ($2::uuid IS NULL OR id > $2)
          ORDER BY id LIMIT ${BATCH}`,
        [KEPT_HOURS, last],
      )
    ).rows;
    const gone: FileId[] = [];
    for (const { id } of due) {
      await files.remove(id).then(
        () => gone.push(id),
        (error: unknown) => failures.push(error),
      );
    }
    await pool.query(`DELETE FROM stored_file f WHERE id = ANY($1::uuid[]) AND ${unused}`, [gone]);
    last = due.at(-1)?.id ?? null;
    if (last === null) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, 'files could not be removed');
}
