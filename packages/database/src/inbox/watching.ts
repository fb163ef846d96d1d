import { personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import type { Watching } from '@plenum/domain/inbox/kinds';
import type { WatchedDocument, WatchState } from '@plenum/domain/inbox/types';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { Prisma } from '../generated/client.ts';
import { afterTitle, pageOf, titleCursor } from '../page.ts';

/** Says what the one who asks wants to hear of a document; nobody else learns of it. */
export async function setWatching(grant: Grant<'document.read'>, watching: Watching): Promise<void> {
  const { prisma } = grant.db;
  const key = { personId: watcherOf(grant), documentId: grant.documentId };
  if (watching === 'nothing') {
    await prisma.watch.deleteMany({ where: key });
    return;
  }
  const isBranch = watching === 'branch';
  await prisma.watch.upsert({
    where: { personId_documentId: key },
    create: { ...key, isBranch },
    update: { isBranch },
  });
}

/** What the one who asks hears of a document. */
export async function getWatching(grant: Grant<'document.read'>): Promise<WatchState> {
  const rows = await grant.db.prisma.$queryRaw<{ isItself: boolean; isBranch: boolean }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM document WHERE id = ${grant.documentId}::uuid
      UNION SELECT d.id, d.parent_id FROM document d JOIN up ON d.id = up.parent_id
    )
    SELECT d.id = ${grant.documentId}::uuid AS "isItself", q.is_branch AS "isBranch"
      FROM up JOIN watch q ON q.document_id = up.id JOIN document d ON d.id = up.id
     WHERE q.person_id = ${watcherOf(grant)}::uuid AND ${Prisma.raw(ROLE_ON_DOCUMENT)} IS NOT NULL`;
  const own = rows.find(({ isItself }) => isItself);
  return {
    watching: own ? nameOf(own.isBranch) : 'nothing',
    isBelowWatched: rows.some(({ isItself, isBranch }) => !isItself && isBranch),
  };
}

/** The documents that somebody watches, by title, as far as they may still read them. */
export async function listWatched(
  { db, personId }: Grant<'account.read'>,
  { limit, cursor }: PageQuery,
): Promise<Page<WatchedDocument>> {
  const after = afterTitle({ limit, cursor });
  const rows = await db.prisma.$queryRaw<(Omit<WatchedDocument, 'watching'> & { isBranch: boolean })[]>`
    SELECT d.id::text, d.workspace_id::text AS "workspaceId", d.kind::text, d.title, d.icon, w.is_branch AS "isBranch"
      FROM watch w
      JOIN document d ON d.id = w.document_id AND d.deleted_at IS NULL
      JOIN workspace o ON o.id = d.workspace_id AND o.deleted_at IS NULL
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     WHERE w.person_id = ${personId}::uuid AND ${Prisma.raw(ROLE_ON_DOCUMENT)} IS NOT NULL
       ${after ? Prisma.sql`AND (d.title, d.id) > (${after.title}, ${after.id}::uuid)` : Prisma.empty}
     ORDER BY d.title, d.id LIMIT ${limit + 1}`;
  const { items, next } = pageOf({ rows, limit, cursorOf: ({ title, id }) => titleCursor(title, id) });
  return { items: items.map(({ isBranch, ...item }) => ({ ...item, watching: nameOf(isBranch) })), next };
}

function nameOf(isBranch: boolean): 'branch' | 'document' {
  return isBranch ? 'branch' : 'document';
}

function watcherOf({ actor }: Grant<'document.read'>): PersonId {
  const personId = personOf(actor);
  if (personId === null) throw new AppError('forbidden', 'Only people with an account watch documents.');
  return personId;
}
