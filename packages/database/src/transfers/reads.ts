import type { DocumentKind } from '@plenum/domain/documents/schema';
import type { AuthorKey, PastAuthor } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { authorsBy } from '../documents/past-authors.ts';
import { readable } from '../documents/readable.ts';
import { rowsOf } from '../documents/rows.ts';
import { keyOf } from '../log/author.ts';
import type { LogRow } from '../log/log.ts';

/** A document that goes out. */
export interface MovablePage {
  id: DocumentId;
  parentId: DocumentId | null;
  /** The nearest document, from this one upwards, with rules of its own; null where everybody in the workspace has access. */
  scopeId: DocumentId | null;
  kind: DocumentKind;
  title: string;
  icon: string | null;
  tags: string[];
  position: string | null;
  createdById: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Documents that are read at once. */
const BATCH = 1000;

/**
 * All documents of a workspace whose history the one who asks may read, and how many there are that they may not. Templates stay.
 * @throws AppError `too_large` where there are more than `most`.
 */
export async function listMovable(
  grant: Grant<'workspace.manage'>,
  most: number,
): Promise<{ pages: MovablePage[]; hidden: number; templates: number }> {
  const { db, workspaceId } = grant;
  const pages: MovablePage[] = [];
  for (;;) {
    const after = pages.at(-1)?.id;
    const found = await db.prisma.document.findMany({
      where: {
        AND: [readable(grant, { least: 'editor', archived: 'too' }), after ? { id: { gt: after } } : {}],
      },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: {
        id: true,
        parentId: true,
        scopeId: true,
        kind: true,
        title: true,
        icon: true,
        tags: true,
        position: true,
        createdById: true,
        createdAt: true,
        updatedAt: true,
      },
    });
    pages.push(...found);
    if (pages.length > most)
      throw new AppError(
        'too_large',
        'This workspace has too many pages for one archive. Export its branches.',
      );
    if (found.length < BATCH) break;
  }
  const all = { workspaceId, deletedAt: null };
  const [count, templates] = await Promise.all([
    db.prisma.document.count({ where: { ...all, isTemplate: false } }),
    db.prisma.document.count({ where: { ...all, isTemplate: true } }),
  ]);
  return { pages, hidden: Math.max(0, count - pages.length), templates };
}

/** Files of documents that go out, each id as often as documents have it. */
export async function listMovableFiles(
  { db, workspaceId }: Grant<'workspace.manage'>,
  ids: readonly DocumentId[],
): Promise<
  { id: string; documentId: DocumentId; fileId: string; name: string; mediaType: string; size: number }[]
> {
  const { rows } = await db.pool.query(
    `SELECT a.id, a.document_id AS "documentId", a.file_id AS "fileId", a.name, a.media_type AS "mediaType", a.size
       FROM attachment a JOIN document d ON d.id = a.document_id
      WHERE a.document_id = ANY($1::uuid[]) AND d.workspace_id = $2 ORDER BY a.id, a.document_id`,
    [ids, workspaceId],
  );
  return rows;
}

/** Everybody who wrote, said, named or made something in documents that go out. */
export async function listMovableAuthors(
  { db, workspaceId }: Grant<'workspace.manage'>,
  ids: readonly DocumentId[],
): Promise<Map<AuthorKey, PastAuthor>> {
  const { rows } = await db.pool.query<{ key: AuthorKey }>(
    `WITH own AS (SELECT id, created_by_id FROM document WHERE id = ANY($1::uuid[]) AND workspace_id = $2)
     SELECT DISTINCT author_kind || ' ' || author_id AS key FROM document_update u JOIN own ON own.id = u.document_id
      WHERE author_id IS NOT NULL AND author_kind <> 'system'
     UNION SELECT 'person ' || created_by_id FROM own WHERE created_by_id IS NOT NULL
     UNION SELECT 'person ' || v.created_by_id FROM document_version v JOIN own ON own.id = v.document_id
      WHERE v.created_by_id IS NOT NULL
     UNION SELECT 'person ' || t.resolved_by_id FROM comment_thread t JOIN own ON own.id = t.document_id
      WHERE t.resolved_by_id IS NOT NULL
     UNION SELECT CASE WHEN c.person_id IS NULL THEN 'guest ' || coalesce(c.guest_id, c.past_author_id) ELSE 'person ' || c.person_id END
       FROM comment c JOIN comment_thread t ON t.id = c.thread_id JOIN own ON own.id = t.document_id
      WHERE coalesce(c.person_id, c.guest_id, c.past_author_id) IS NOT NULL
     UNION SELECT 'person ' || m.person_id FROM comment_mention m JOIN comment c ON c.id = m.comment_id
       JOIN comment_thread t ON t.id = c.thread_id JOIN own ON own.id = t.document_id`,
    [ids, workspaceId],
  );
  const keys = rows.map(({ key }) => key);
  const authorBy = await authorsBy(db, keys);
  return new Map(keys.map((key) => [key, authorBy(key)]));
}

/** The rows of a document's log, with the keys of who wrote them. */
export async function* movableRows({
  db,
  documentId,
}: Grant<'document.history'>): AsyncGenerator<Omit<LogRow, 'author'> & { author: AuthorKey }, void> {
  for await (const row of rowsOf(db, { documentId, after: 0, to: Number.POSITIVE_INFINITY }))
    yield { ...row, author: keyOf(row.author) };
}

/** What a document was called elsewhere, at most. */
export const MOST_NAMES = 50;

/** What stands beside the text of a document that goes out. */
export async function readBesides({ db, documentId }: Grant<'document.history'>) {
  const where = { documentId };
  const [threads, versions, tasks, aliases] = await Promise.all([
    db.prisma.commentThread.findMany({
      where,
      orderBy: { id: 'asc' },
      include: {
        comments: { orderBy: { id: 'asc' }, include: { mentions: { orderBy: { position: 'asc' } } } },
      },
    }),
    db.prisma.documentVersion.findMany({ where, orderBy: [{ seq: 'asc' }, { id: 'asc' }] }),
    db.prisma.taskItem.findMany({ where, orderBy: { position: 'asc' } }),
    db.prisma.documentAlias.findMany({ where, orderBy: { key: 'asc' }, take: MOST_NAMES }),
  ]);
  return { threads, versions, tasks, names: aliases.map(({ key }) => key) };
}
