import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { type AuditDetails, type Audited, auditDetailsSchema } from '@plenum/domain/workspaces/audit';
import type { AuditEntryCard } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { readable } from '../documents/readable.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';

/** Writes a decision about access into the audit log, in the transaction of the decision. */
export async function audit(
  tx: Prisma.TransactionClient,
  {
    actor,
    workspaceId,
    what,
    ...details
  }: { actor: Actor; workspaceId: WorkspaceId; what: Audited } & AuditDetails,
): Promise<void> {
  await tx.auditEntry.create({ data: { workspaceId, byId: personOf(actor), what, details } });
}

/**
 * What was decided about access, the newest first, a page at a time. Names are those of today; of what is gone, and of a document that
 * the one who asks may not read, there is none.
 */
export async function listAudit(
  grant: Grant<'workspace.manage'>,
  page: PageQuery,
): Promise<Page<AuditEntryCard>> {
  const { db, workspaceId } = grant;
  const entries = await db.prisma.auditEntry.findMany({
    where: { workspaceId, id: beforeId(page) },
    orderBy: { id: 'desc' },
    take: page.limit + 1,
    select: { id: true, at: true, what: true, details: true, by: { select: { displayName: true } } },
  });
  const rows = entries.map((entry) => ({ ...entry, details: auditDetailsSchema.parse(entry.details) }));
  const ids = (key: 'personId' | 'groupId' | 'documentId') =>
    rows.flatMap(({ details }) => details[key] ?? []);
  const [people, named, documents] = await Promise.all([
    db.prisma.person.findMany({
      where: { id: { in: ids('personId') } },
      select: { id: true, displayName: true },
    }),
    db.prisma.group.findMany({ where: { id: { in: ids('groupId') } }, select: { id: true, name: true } }),
    db.prisma.document.findMany({
      where: { ...readable(grant, { templates: 'too', archived: 'too' }), id: { in: ids('documentId') } },
      select: { id: true, title: true },
    }),
  ]);
  const names = new Map([
    ...people.map(({ id, displayName }) => [id, displayName] as const),
    ...named.map(({ id, name }) => [id, name] as const),
  ]);
  return pageOf({
    rows: rows.map(({ details, by, ...entry }) => ({
      ...entry,
      by: by?.displayName ?? null,
      person: names.get(details.personId ?? '') ?? null,
      group: names.get(details.groupId ?? '') ?? null,
      document: documents.find(({ id }) => id === details.documentId) ?? null,
      role: details.role ?? null,
    })),
    limit: page.limit,
    cursorOf: ({ id }) => id,
  });
}
