import { personOf } from '@plenum/domain/access/actor';
import type { DocumentRule } from '@plenum/domain/documents/schema';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import { setScope } from './scope.ts';

/**
 * Restricts a document and all below it to whom its rules name; at first that is the person who restricts it.
 * @throws AppError `conflict` where it has rules of its own already.
 */
export async function restrictDocument(grant: Grant<'document.restrict'>): Promise<void> {
  const { actor, documentId, workspaceId } = grant;
  const personId = personOf(actor);
  if (personId === null) throw notFound();
  await changeRules(grant, async (tx, scopeId) => {
    if (scopeId === documentId) throw new AppError('conflict', 'This document has rules of its own already.');
    await tx.documentRule.create({ data: { documentId, personId, role: 'admin' } });
    await setScope(tx, { documentId, scopeId: documentId });
    await audit(tx, { actor, workspaceId, what: 'documentRestricted', documentId });
  });
}

/** Gives up a document's own rules: it has the access of where it lies, with all below it. */
export async function openDocument(grant: Grant<'document.restrict'>): Promise<void> {
  const { actor, documentId, workspaceId } = grant;
  await changeRules(grant, async (tx, scopeId) => {
    if (scopeId !== documentId) return;
    const { parent } = await tx.document.findUniqueOrThrow({
      where: { id: documentId },
      select: { parent: { select: { scopeId: true } } },
    });
    await setScope(tx, { documentId, scopeId: parent?.scopeId ?? null });
    await tx.documentRule.deleteMany({ where: { documentId } });
    await audit(tx, { actor, workspaceId, what: 'documentOpened', documentId });
  });
}

/**
 * Names somebody in a document's rules, or gives them another role there.
 * @throws AppError `conflict` where it has no rules of its own or nobody would be left who may change them, `invalid_input` where the
 * person or group is not in the workspace, as far as the one who asks may know.
 */
export async function setRule(
  grant: Grant<'document.restrict'>,
  { subject, role }: DocumentRule,
): Promise<void> {
  const { actor, documentId, workspaceId } = grant;
  await changeRules(grant, async (tx, scopeId) => {
    if (scopeId !== documentId) throw noRules();
    if (!(await canBeNamed(tx, { ...grant, subject }))) {
      throw new AppError(
        'invalid_input',
        'Only somebody in the workspace can be named here. Invite them first.',
      );
    }
    const of = columnsOf(subject);
    const { count } = await tx.documentRule.updateMany({ where: { documentId, ...of }, data: { role } });
    if (count === 0) await tx.documentRule.create({ data: { documentId, ...of, role } });
    await checkAdmin(tx, documentId);
    await audit(tx, { actor, workspaceId, what: 'documentRule', documentId, ...of, role });
  });
}

/**
 * Strikes somebody out of a document's rules.
 * @throws AppError `conflict` where nobody would be left who may change them.
 */
export async function removeRule(
  grant: Grant<'document.restrict'>,
  subject: DocumentRule['subject'],
): Promise<void> {
  const { actor, documentId, workspaceId } = grant;
  await changeRules(grant, async (tx) => {
    const of = columnsOf(subject);
    const { count } = await tx.documentRule.deleteMany({ where: { documentId, ...of } });
    if (count === 0) throw notFound();
    await checkAdmin(tx, documentId);
    await audit(tx, { actor, workspaceId, what: 'documentRule', documentId, ...of });
  });
}

/** Runs a change of who has access to a document, one after the other with every other and with every move. */
async function changeRules(
  { db, documentId, workspaceId }: Grant<'document.restrict'>,
  work: (tx: Prisma.TransactionClient, scopeId: DocumentId | null) => Promise<void>,
): Promise<void> {
  await changeAccess(db, { of: 'workspace', id: workspaceId }, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const where = { id: documentId, workspaceId, deletedAt: null };
    const document = await tx.document.findFirst({ where, select: { scopeId: true } });
    if (!document) throw notFound();
    await work(tx, document.scopeId);
  });
}

async function checkAdmin(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<void> {
  const admins = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM document_rule r JOIN document d ON d.id = r.document_id
      JOIN workspace_access a ON a.workspace_id = d.workspace_id AND (a.person_id = r.person_id OR a.group_id = r.group_id)
     WHERE r.document_id = ${documentId}::uuid AND r.role = 'admin' LIMIT 1`;
  if (admins.length === 0) {
    throw new AppError(
      'conflict',
      'Nobody would be left who can change who sees this. Name somebody else first.',
    );
  }
}

/** Whether somebody is in the workspace, for whoever may know it: those whom a group hides are there for its own people, and once named. */
async function canBeNamed(
  tx: Prisma.TransactionClient,
  {
    actor,
    documentId,
    workspaceId,
    subject: { kind, id },
  }: Pick<Grant<'document.restrict'>, 'actor' | 'documentId' | 'workspaceId'> & Pick<DocumentRule, 'subject'>,
): Promise<boolean> {
  if (kind === 'group') return (await tx.participation.count({ where: { workspaceId, groupId: id } })) > 0;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspace_access a LEFT JOIN person_group g ON g.id = a.group_id
     WHERE a.workspace_id = ${workspaceId}::uuid AND a.person_id = ${id}::uuid
       AND (g.id IS NULL OR g.shows_members
         OR EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id = ${personOf(actor)}::uuid)
         OR EXISTS (SELECT 1 FROM document_rule r WHERE r.document_id = ${documentId}::uuid AND r.person_id = a.person_id))
     LIMIT 1`;
  return rows.length > 0;
}

function columnsOf({ kind, id }: DocumentRule['subject']): { personId: string } | { groupId: string } {
  return kind === 'person' ? { personId: id } : { groupId: id };
}

function noRules(): AppError {
  return new AppError('conflict', 'This document has no rules of its own. Restrict it first.');
}
