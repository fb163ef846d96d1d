import type { DocumentKind } from '@plenum/domain/documents/schema';
import type { AuthorKey, PastAuthor } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { type DocumentId, isId } from '@plenum/domain/ids';
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
  isTemplate: boolean;
  /** The template that new pages below it begin with. */
  beginsWithId: DocumentId | null;
  title: string;
  icon: string | null;
  tags: string[];
  position: string | null;
  createdById: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** Since when nobody writes in it. */
  frozenAt: Date | null;
  /** Since when it is in the archive, the page with which it went there, and the one that its text went into. */
  archivedAt: Date | null;
  archivedWithId: DocumentId | null;
  mergedIntoId: DocumentId | null;
}

/** A template that is its author's own, in every workspace. */
const OWN_TEMPLATE = { isTemplate: true, parentId: null, scopeId: { not: null } } as const;

/** Documents that are read at once. */
const BATCH = 1000;

/** Documents of a branch that a statement names. */
const MOST_BELOW = 30_000;

/**
 * All documents of a workspace, or of a branch of it, whose history the one who asks may read, and how many stay of those that they may read:
 * what is not theirs to edit, and templates: those of their own, and all others too where they are not asked for.
 * @throws AppError `too_large` where there are more than `most`.
 */
export async function listMovable(
  grant: Grant<'document.create'>,
  { branch, most, templates: withTemplates }: { branch: string | null; most: number; templates: boolean },
): Promise<{ pages: MovablePage[]; hidden: number; templates: number }> {
  const { db } = grant;
  const within = branch === null ? {} : { id: { in: await idsBelow(grant, branch) } };
  const pages: MovablePage[] = [];
  for (;;) {
    const after = pages.at(-1)?.id;
    const found = await db.prisma.document.findMany({
      where: {
        AND: [
          readable(grant, { least: 'editor', archived: 'too', templates: withTemplates ? 'too' : 'none' }),
          { NOT: OWN_TEMPLATE },
          within,
          after ? { id: { gt: after } } : {},
        ],
      },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: {
        id: true,
        parentId: true,
        scopeId: true,
        kind: true,
        isTemplate: true,
        beginsWithId: true,
        title: true,
        icon: true,
        tags: true,
        position: true,
        createdById: true,
        createdAt: true,
        updatedAt: true,
        frozenAt: true,
        archivedAt: true,
        archivedWithId: true,
        mergedIntoId: true,
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
  const countOf = (templates: 'none' | 'alone') =>
    db.prisma.document.count({ where: { AND: [readable(grant, { templates, archived: 'too' }), within] } });
  const [count, templates] = await Promise.all([countOf('none'), countOf('alone')]);
  const moved = pages.filter(({ isTemplate }) => isTemplate).length;
  return {
    pages,
    hidden: Math.max(0, count - (pages.length - moved)),
    templates: Math.max(0, templates - moved),
  };
}

/** A document and all that lies below it, whoever may read it. @throws AppError `too_large` beyond what a statement may name. */
async function idsBelow({ db, workspaceId }: Grant<'document.create'>, id: string): Promise<DocumentId[]> {
  if (!isId(id)) return [];
  const rows = await db.prisma.$queryRaw<{ id: DocumentId }[]>`
    WITH RECURSIVE down AS (
      SELECT id FROM document WHERE id = ${id}::uuid AND workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
      UNION SELECT d.id FROM document d JOIN down ON d.parent_id = down.id WHERE d.deleted_at IS NULL
    )
    SELECT id::text FROM down LIMIT ${MOST_BELOW + 1}`;
  if (rows.length > MOST_BELOW)
    throw new AppError('too_large', 'This branch has too many pages for one archive. Export its branches.');
  return rows.map((row) => row.id);
}

/** Files of documents that go out, each id as often as documents have it. */
export async function listMovableFiles(
  { db, workspaceId }: Grant<'document.create'>,
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
  { db, workspaceId }: Grant<'document.create'>,
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
