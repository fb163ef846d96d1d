import type { FeedReader } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId, TaskFeedId } from '@plenum/domain/ids';
import type { TaskFeed } from '@plenum/domain/tasks/types';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** Secret addresses that one person has at once. */
export const MOST_FEEDS = 100;

/**
 * Makes a secret address at which the tasks of a list, or all that somebody has, are read without signing in; one that they had for the same is no more.
 * One that a program makes ends with its token.
 * @param list to read it; null for all tasks of the person.
 * @returns the secret, this once.
 * @throws AppError `not_found` for what is no list, `conflict` for more than {@link MOST_FEEDS}.
 */
export async function makeTaskFeed(
  { db, actor, personId }: Grant<'account.organise'>,
  list: Grant<'document.read'> | null,
): Promise<{ id: TaskFeedId; token: string }> {
  const documentId = list?.documentId ?? null;
  const token = newToken();
  const madeById = actor.kind === 'token' ? actor.tokenId : null;
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  const { id } = await db.prisma.$transaction(async (tx) => {
    // Two at once would both count what is there before.
    await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    if (documentId !== null) {
      const where = { id: documentId, kind: 'tasks', deletedAt: null, isTemplate: false } as const;
      if (!(await tx.document.findFirst({ where, select: { id: true } }))) throw notFound();
    }
    await tx.taskFeed.deleteMany({ where: { personId, documentId } });
    if ((await tx.taskFeed.count({ where: { personId } })) >= MOST_FEEDS) throw tooManyFeeds();
    const data = { personId, documentId, tokenHash, madeById };
    return tx.taskFeed.create({ data, select: { id: true } });
  });
  return { id, token };
}

function tooManyFeeds(): AppError {
  return new AppError(
    'conflict',
    'You have a hundred secret addresses of tasks. Remove one that you need no more.',
  );
}

/** The secret addresses that somebody has, those made last first. */
export async function listTaskFeeds({ db, personId }: Grant<'account.read'>): Promise<TaskFeed[]> {
  return db.prisma.$queryRaw<TaskFeed[]>`
    SELECT f.id::text, f.document_id::text AS "documentId",
           CASE WHEN r.role IS NULL THEN NULL ELSE d.title END AS title,
           (f.created_at AT TIME ZONE 'UTC')::date::text AS "madeOn", f.last_used_on::text AS "lastUsedOn"
      FROM task_feed f
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
      LEFT JOIN document d ON d.id = f.document_id AND d.deleted_at IS NULL
      LEFT JOIN LATERAL (SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)} AS role WHERE d.id IS NOT NULL) r ON true
     WHERE f.person_id = q.person_id ORDER BY f.id DESC`;
}

/** Takes a secret address away. @throws AppError `not_found` for one that the person does not have. */
export async function endTaskFeed(
  { db, personId }: Grant<'account.organise'>,
  id: TaskFeedId,
): Promise<void> {
  const { count } = await db.prisma.taskFeed.deleteMany({ where: { id, personId } });
  if (count === 0) throw notFound();
}

/** Who reads at a secret address, and which list, or null for all that its person has; null for what is no secret. What they may read is still to be asked. */
export async function findTaskFeed(
  db: Database,
  token: string,
): Promise<{ actor: FeedReader; documentId: DocumentId | null } | null> {
  const where = { tokenHash: hashToken(db.secrets.tokenKey, token) };
  const feed = await db.prisma.taskFeed.findUnique({ where });
  if (!feed) return null;
  const { id: feedId, personId, documentId } = feed;
  // The day is all that anybody needs to see which address nobody uses.
  await db.pool.query(
    'UPDATE task_feed SET last_used_on = current_date WHERE id = $1 AND last_used_on IS DISTINCT FROM current_date',
    [feedId],
  );
  return { actor: { kind: 'feed', personId, feedId }, documentId };
}
