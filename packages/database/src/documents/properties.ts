import { personOf } from '@plenum/domain/access/actor';
import type { PersonCard } from '@plenum/domain/accounts/types';
import type { NewProperties, PropertyFilter } from '@plenum/domain/documents/schema';
import type { DocumentStatus } from '@plenum/domain/documents/statuses';
import type { DocumentProperties, DocumentWithProperties } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';
import { afterTitle, pageOf, titleCursor } from '../page.ts';
import { listKnown, listMentionable } from './access.ts';
import { visibleDocument } from './visible.ts';

/** Owners that a list can be narrowed down to. */
const MOST_OWNERS = 200;

/** As SQL, that a day has come; days are those of UTC for all. */
const HAS_COME = Prisma.sql`p.review_on <= (now() AT TIME ZONE 'utc')::date`;

interface Columns {
  ownerId: PersonId | null;
  reviewOn: string | null;
  isDue: boolean;
  status: DocumentStatus | null;
}

const COLUMNS = Prisma.sql`p.owner_id::text AS "ownerId", p.review_on::text AS "reviewOn",
  coalesce(${HAS_COME}, false) AS "isDue", p.status::text AS status`;
const NONE: Columns = { ownerId: null, reviewOn: null, isDue: false, status: null };

/**
 * Says who looks after a document, until when, and what it is. An owner that is not given stays, and so does one whom the one who asks may not
 * know and takes away. With another owner or day whoever was to look through it has done so.
 * @throws AppError `invalid_input` for an owner whom the one who asks may not know, or who has no access.
 */
export async function setProperties(
  grant: Grant<'document.organise'>,
  { ownerId, reviewOn, status }: NewProperties,
): Promise<void> {
  const { db, documentId } = grant;
  if (ownerId) {
    const [owner] = await listMentionable(grant, { ids: [ownerId] });
    if (!owner) {
      const message = 'Choose somebody who has access to this document.';
      throw new AppError('invalid_input', message, { fields: { ownerId: message } });
    }
  }
  const before = await db.prisma.documentProperties.findUnique({ where: { documentId } });
  const isKept =
    ownerId === undefined || (ownerId === null && (await isHidden(grant, before?.ownerId ?? null)));
  const columns = {
    ...(!isKept && { ownerId }),
    reviewOn: reviewOn === null ? null : new Date(reviewOn),
    status,
  };
  await db.prisma.$transaction(async (tx) => {
    await tx.documentProperties.createMany({ data: { documentId }, skipDuplicates: true });
    await tx.$queryRaw`SELECT 1 FROM document_properties WHERE document_id = ${documentId}::uuid FOR UPDATE`;
    const former = await tx.documentProperties.findUniqueOrThrow({ where: { documentId } });
    const isSameReview =
      (isKept || ownerId === former.ownerId) && columns.reviewOn?.getTime() === former.reviewOn?.getTime();
    const data = { ...columns, ...(!isSameReview && { remindedFor: null }) };
    await tx.documentProperties.update({ where: { documentId }, data });
    if (!isSameReview) await tx.inboxEntry.deleteMany({ where: { documentId, kind: 'review' } });
  });
}

/** Of an owner whether the one who asks may not know them. */
async function isHidden(
  grant: Grant<'document.organise' | 'document.read'>,
  ownerId: PersonId | null,
): Promise<boolean> {
  return ownerId !== null && (await findOwner(grant, ownerId)) === null;
}

/** An owner as far as the one who asks may know them, of the document or of its workspace. */
async function findOwner(
  grant: Grant<'document.organise' | 'document.read'>,
  ownerId: PersonId,
): Promise<PersonCard | null> {
  const [owner] = await listMentionable(grant, { ids: [ownerId] });
  return owner ?? (await listKnown(grant, [ownerId]))[0] ?? null;
}

/** What is said of one document. */
export interface OwnProperties extends DocumentProperties {
  /** It has an owner, whom the one who asks may not know. */
  isOwnerHidden: boolean;
}

/** What is said of a document. @throws AppError `not_found` for a guest. */
export async function getProperties(grant: Grant<'document.read'>): Promise<OwnProperties> {
  if (grant.actor.kind === 'guest') throw notFound();
  const [found = NONE] = await grant.db.prisma.$queryRaw<Columns[]>`
    SELECT ${COLUMNS} FROM document_properties p WHERE p.document_id = ${grant.documentId}::uuid`;
  const { ownerId, ...columns } = found;
  const owner = ownerId === null ? null : await findOwner(grant, ownerId);
  return { ...columns, owner, isOwnerHidden: ownerId !== null && owner === null };
}

/**
 * The documents of a workspace of which something is said, by title, as far as the one who asks may read them. Of an owner whom they may not
 * know nothing is found.
 */
export async function listByProperties(
  grant: Grant<'workspace.read'>,
  { limit, cursor, status, ownerId, isDue }: PageQuery & PropertyFilter,
): Promise<Page<DocumentWithProperties>> {
  const after = afterTitle({ limit, cursor });
  if (ownerId !== undefined && (await listKnown(grant, [ownerId])).length === 0)
    return { items: [], next: null };
  const rows = await grant.db.prisma.$queryRaw<(Omit<DocumentWithProperties, 'owner'> & Columns)[]>`
    SELECT d.id::text, d.kind::text, d.title, d.icon, ${COLUMNS}
      FROM document d JOIN document_properties p ON p.document_id = d.id
     WHERE ${visibleDocument(grant, 'd')}
       AND (p.owner_id IS NOT NULL OR p.review_on IS NOT NULL OR p.status IS NOT NULL)
       ${status === undefined ? Prisma.empty : Prisma.sql`AND p.status = ${status}::document_status`}
       ${ownerId === undefined ? Prisma.empty : Prisma.sql`AND p.owner_id = ${ownerId}::uuid`}
       ${isDue ? Prisma.sql`AND ${HAS_COME}` : Prisma.empty}
       ${after ? Prisma.sql`AND (d.title, d.id) > (${after.title}, ${after.id}::uuid)` : Prisma.empty}
     ORDER BY d.title, d.id LIMIT ${limit + 1}`;
  const { items, next } = pageOf({ rows, limit, cursorOf: ({ title, id }) => titleCursor(title, id) });
  const ids = items.flatMap((item) => (item.ownerId === null ? [] : [item.ownerId]));
  const owners = new Map((await listKnown(grant, [...new Set(ids)])).map((owner) => [owner.id, owner]));
  return {
    items: items.map(({ ownerId: id, ...item }) => ({
      ...item,
      owner: (id !== null && owners.get(id)) || null,
    })),
    next,
  };
}

/** Who looks after documents of a workspace that the one who asks may read, as far as they may know them. */
export async function listOwners(grant: Grant<'workspace.read'>): Promise<PersonCard[]> {
  if (personOf(grant.actor) === null) return [];
  const rows = await grant.db.prisma.$queryRaw<{ id: PersonId }[]>`
    SELECT DISTINCT p.owner_id::text AS id FROM document d JOIN document_properties p ON p.document_id = d.id
     WHERE p.owner_id IS NOT NULL AND ${visibleDocument(grant, 'd')} LIMIT ${MOST_OWNERS}`;
  const people = await listKnown(
    grant,
    rows.map(({ id }) => id),
  );
  return people.toSorted((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Puts into the inboxes of owners what they are to look through from today on; once for each day that is named. */
export async function remindOwners({ db }: Grant<'instance.administer'>): Promise<void> {
  await db.prisma.$executeRaw`
    WITH due AS (
      UPDATE document_properties p SET reminded_for = p.review_on
        FROM document d
       WHERE ${HAS_COME} AND p.owner_id IS NOT NULL AND p.reminded_for IS DISTINCT FROM p.review_on
         AND d.id = p.document_id AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
      RETURNING p.owner_id, p.document_id
    )
    INSERT INTO inbox_entry (id, person_id, document_id, kind, at)
    SELECT gen_random_uuid(), owner_id, document_id, 'review', now() FROM due
    ON CONFLICT (person_id, document_id, kind, block_id) DO UPDATE SET at = excluded.at, read_at = NULL`;
}
