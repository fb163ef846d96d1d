import { listChat } from '@plenum/database/chat/reads';
import { getDocument } from '@plenum/database/documents/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import type { ChatMessageCard } from '@plenum/domain/chat/types';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { forPage, grantBy, grantFor } from '#lib/session.ts';

/** Messages that a page shows. */
const PAGE = 50;

/** What the page with a document's chat shows. */
export interface ChatView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** The newest first. */
  messages: Page<ChatMessageCard>;
  mayChat: boolean;
  /** May delete what others said. */
  mayModerate: boolean;
}

/** The chat beside a document, for whoever came by a link that lets them write. */
export function loadGuestChat(
  token: string,
  documentId: string,
  cursor?: string,
): Promise<Page<ChatMessageCard>> {
  return forPage(async () => {
    const grant = await grantBy('document.readChat', { documentId, token });
    return listChat(grant, { limit: PAGE, cursor });
  });
}

/** The chat beside a document. */
export function loadChatPage(id: string, cursor?: string): Promise<ChatView> {
  return forPage(async () => {
    const grant = await grantFor('document.readChat', id);
    const [document, workspace, messages] = await Promise.all([
      getDocument(await grantFor('document.read', id)),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listChat(grant, { limit: PAGE, cursor }),
    ]);
    const mayChat = hasRole(grant.role, 'commenter');
    return { document, workspace, messages, mayChat, mayModerate: hasRole(grant.role, 'editor') };
  });
}
