import { listBranchTemplates } from '@plenum/database/documents/branch-templates';
import { getDocument } from '@plenum/database/documents/reads';
import { listTemplates } from '@plenum/database/documents/templates';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { BranchTemplate, DocumentCard, TemplateCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { forPage, grantFor } from '#lib/session.ts';
import { writableWorkspacesFrom } from '#lib/writable-workspaces.ts';

/** What a document in a workspace can be begun from, by title. */
export function loadTemplates(workspaceId: WorkspaceId): Promise<TemplateCard[]> {
  return forPage(async () => listTemplates(await grantFor('workspace.read', workspaceId)));
}

/** What the page about the templates of a branch shows. */
export interface BranchTemplatesView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  templates: BranchTemplate[];
}

/** The templates of a wiki page and of those above it, for whoever may change the page. */
export function loadBranchTemplates(id: string): Promise<BranchTemplatesView> {
  const load = async () => {
    const { documentId, workspaceId } = await grantFor('document.organise', id);
    const read = await grantFor('workspace.read', workspaceId);
    const [document, workspace, templates] = await Promise.all([
      getDocument(await grantFor('document.read', documentId)),
      getWorkspace(read),
      listBranchTemplates(read, documentId),
    ]);
    return { document, workspace, templates };
  };
  return forPage(load);
}

/** Where a document's text can be kept as a template, its own workspace first; for which branches, where it is a page of the wiki. */
export function loadTemplatePlaces(id: string): Promise<{
  document: DocumentCard;
  workspace: WorkspaceCard;
  places: WorkspaceCard[];
  branches: Pick<DocumentCard, 'id' | 'title'>[];
}> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, places] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      writableWorkspacesFrom(grant.workspaceId),
    ]);
    return { document, workspace, places, branches: await branchesAt(document) };
  };
  return forPage(load);
}

/** A page, and the one that it lies below, as far as whoever asks may change each. */
async function branchesAt({ id, kind, parentId, isTemplate }: DocumentCard) {
  if (kind !== 'wiki' || isTemplate) return [];
  const found = await Promise.all(
    [parentId, id].map(async (one) => {
      if (one === null) return [];
      try {
        return [await getDocument(await grantFor('document.organise', one))];
      } catch (error) {
        if (error instanceof AppError && ['not_found', 'forbidden'].includes(error.code)) return [];
        throw error;
      }
    }),
  );
  return found.flat().filter((one) => one.kind === 'wiki');
}
