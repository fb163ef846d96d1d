import type { DocumentId, PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';

/** A document that somebody made or wrote in. */
export interface WrittenDocument {
  id: DocumentId;
  title: string;
  updatedAt: Date;
  workspaceId: WorkspaceId;
  workspaceName: string;
}

/** Whose documents are asked for. */
interface Question {
  /** Who asks: only workspaces in which they are count. */
  askerId: PersonId;
  /** Who made them or wrote in them. */
  authorIds: readonly PersonId[];
  /** Null for all. */
  workspaceId: WorkspaceId | null;
}

/** Documents that are read at once. */
const DOCUMENTS = 100;

/** The documents that some people made or wrote in, the oldest first; whether whoever asks may read each is still to be asked. */
export async function* listWrittenDocuments(
  { pool }: Database,
  { askerId, authorIds, workspaceId }: Question,
): AsyncGenerator<WrittenDocument> {
  for (let last: WrittenDocument | undefined; ; ) {
    const { rows }: { rows: WrittenDocument[] } = await pool.query<WrittenDocument>(
      `SELECT d.id, d.title, d.updated_at AS "updatedAt", w.id AS "workspaceId", w.name AS "workspaceName"
         FROM document d JOIN workspace w ON w.id = d.workspace_id
        WHERE d.deleted_at IS NULL AND ($3::uuid IS NULL OR w.id = $3) AND ($4::uuid IS NULL OR d.id > $4)
          AND EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.person_id = $1)
          AND (d.created_by_id = ANY($2::uuid[]) OR EXISTS (
                SELECT 1 FROM document_update u
                 WHERE u.document_id = d.id AND u.author_kind = 'person' AND u.author_id = ANY($2::uuid[])))
        ORDER BY d.id LIMIT $5`,
      [askerId, authorIds, workspaceId, last?.id ?? null, DOCUMENTS],
    );
    yield* rows;
    last = rows.at(-1);
    if (rows.length < DOCUMENTS) return;
  }
}
