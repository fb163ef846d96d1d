import { personOf } from '@plenum/domain/access/actor';
import type { NewDocument } from '@plenum/domain/documents/schema';
import type { DocumentCard, TemplateCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { mayReadEach } from '../access/may-read.ts';
import { readable } from './readable.ts';
import { createDocument } from './writes.ts';

/** Templates of a workspace, and of somebody's own. */
const MOST_IN_WORKSPACE = 200;
const MOST_OWN = 50;

const TEMPLATE_CARD = {
  id: true,
  workspaceId: true,
  kind: true,
  title: true,
  updatedAt: true,
  scopeId: true,
  createdById: true,
  parentId: true,
} as const;

/** The templates with which one can begin a document in a workspace: those that one may read there, and one's own, wherever they lie. By title. */
export async function listTemplates(grant: Grant<'workspace.read'>): Promise<TemplateCard[]> {
  const { actor, db, workspaceId } = grant;
  const personId = personOf(actor);
  const [here, elsewhere] = await Promise.all([
    db.prisma.document.findMany({
      where: readable(grant, { templates: 'alone' }),
      orderBy: [{ title: 'asc' }, { id: 'asc' }],
      take: MOST_IN_WORKSPACE,
      select: TEMPLATE_CARD,
    }),
    personId === null ? [] : listOwnElsewhere(grant, { personId, workspaceId }),
  ]);
  return [...here, ...elsewhere]
    .map(({ scopeId, createdById, parentId, ...card }) => ({
      ...card,
      // That of a branch has the branch's access, whoever made it.
      isOwn: scopeId !== null && parentId === null && createdById === personId,
      branchId: parentId,
    }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

/** Somebody's own templates in other workspaces, as far as they may still read them. The questions share queries. */
async function listOwnElsewhere(
  { actor, db }: Grant<'workspace.read'>,
  { personId, workspaceId }: { personId: PersonId; workspaceId: WorkspaceId },
) {
  const found = await db.prisma.document.findMany({
    where: {
      createdById: personId,
      isTemplate: true,
      deletedAt: null,
      scopeId: { not: null },
      parentId: null,
      workspaceId: { not: workspaceId },
    },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    take: MOST_OWN,
    select: TEMPLATE_CARD,
  });
  const isReadable = await mayReadEach(db, { actor, ids: found.map(({ id }) => id) });
  return found.filter((_, i) => isReadable[i]);
}

/**
 * Makes a template: a document like any other, but in no list of documents. As a draft it is its author's own, else the workspace's; below a
 * page it is that of its branch, with the access of that.
 * @throws AppError `conflict` where there are too many.
 */
export async function createTemplate(
  grant: Grant<'document.create'>,
  template: NewDocument & { seed: Uint8Array | null; filesOf?: Grant<'document.read'> },
): Promise<DocumentCard> {
  const { actor, db } = grant;
  if (!(await hasRoomForTemplate(grant))) {
    throw new AppError('conflict', 'This workspace has 200 templates. Throw one away first.');
  }
  const own = {
    isTemplate: true,
    deletedAt: null,
    createdById: personOf(actor),
    scopeId: { not: null },
    parentId: null,
  };
  if (template.access === 'draft' && (await db.prisma.document.count({ where: own })) >= MOST_OWN) {
    throw new AppError('conflict', 'You have 50 templates of your own. Throw one away first.');
  }
  return createDocument(grant, { ...template, isTemplate: true });
}

/** Whether a workspace may have one more template. */
export async function hasRoomForTemplate({ db, workspaceId }: Grant<'document.create'>): Promise<boolean> {
  const where = { isTemplate: true, deletedAt: null, workspaceId };
  return (await db.prisma.document.count({ where })) < MOST_IN_WORKSPACE;
}
