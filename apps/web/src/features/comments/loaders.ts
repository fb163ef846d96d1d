import { authorize } from '@plenum/database/access/authorize';
import { listThreads } from '@plenum/database/comments/reads';
import { getDocument } from '@plenum/database/documents/reads';
import { markSeen } from '@plenum/database/inbox/entries';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import type { ThreadCard } from '@plenum/domain/comments/types';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';
import { forPage, grantFor, guestBy } from '#lib/session.ts';

/** What the page with a document's comments shows. */
export interface CommentsView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  threads: ThreadCard[];
  mayComment: boolean;
  /** May delete what others said. */
  mayModerate: boolean;
}

/** The threads of a document, for whoever came by a link that lets them comment. */
export function loadGuestComments(token: string, documentId: string): Promise<ThreadCard[]> {
  const load = async () => {
    const actor = await guestBy(token);
    return listThreads(
      await authorize(database(), { actor, action: 'document.readComments', on: documentId }),
    );
  };
  return forPage(load);
}

/** The comments of a document, but for those on tasks that are deleted, as beside the list. */
export function loadComments(id: string): Promise<CommentsView> {
  const load = async () => {
    const grant = await grantFor('document.readComments', id);
    // Before it is read: what comes in between is news. Reading goes on also where nothing can be written.
    await markSeen(grant).catch((err: unknown) => log.warn({ err }, 'what was seen was not noted'));
    const [document, workspace, threads] = await Promise.all([
      getDocument(await grantFor('document.read', id)),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listThreads(grant, { ofGone: false }),
    ]);
    const mayComment = hasRole(grant.role, 'commenter');
    return { document, workspace, threads, mayComment, mayModerate: hasRole(grant.role, 'editor') };
  };
  return forPage(load);
}
