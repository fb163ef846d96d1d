import { getDocument } from '@plenum/database/documents/reads';
import { listTemplates } from '@plenum/database/documents/templates';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { DocumentCard, TemplateCard } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { forPage, grantFor } from '#lib/session.ts';
import { writableWorkspaces } from '#lib/writable-workspaces.ts';

/** What a document in a workspace can be begun from, by title. */
export function loadTemplates(workspaceId: WorkspaceId): Promise<TemplateCard[]> {
  return forPage(async () => listTemplates(await grantFor('workspace.read', workspaceId)));
}

/** Where a document's text can be kept as a template. */
export function loadTemplatePlaces(
  id: string,
): Promise<{ document: DocumentCard; workspace: WorkspaceCard; places: WorkspaceCard[] }> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, places] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      writableWorkspaces(),
    ]);
    return { document, workspace, places };
  };
  return forPage(load);
}
