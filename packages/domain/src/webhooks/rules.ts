import type { DocumentId, WorkspaceId } from '../ids.ts';
import type { Told } from './types.ts';

/** What happened, to whom it is told, and nothing of who did it or what they wrote. */
export interface Happening {
  what: Told;
  at: Date;
  workspaceId: WorkspaceId;
  /** Null for a test, as what follows. */
  documentId: DocumentId | null;
  title: string | null;
  threadId: string | null;
  commentId: string | null;
  versionId: string | null;
  /** Within the document. */
  taskId: string | null;
}

/**
 * The body of a message, after Standard Webhooks: the same at each attempt.
 * @param publicUrl the instance's.
 */
export function messageOf({ what, at, ...about }: Happening, publicUrl: string): string {
  const { documentId, threadId, commentId, versionId, taskId } = about;
  const data = {
    workspaceId: about.workspaceId,
    ...(documentId !== null && {
      documentId,
      title: about.title ?? '',
      url: `${publicUrl}/d/${documentId}`,
    }),
    ...(threadId !== null && { threadId }),
    ...(commentId !== null && { commentId }),
    ...(versionId !== null && { versionId }),
    ...(taskId !== null && { taskId }),
  };
  return JSON.stringify({ type: what, timestamp: at.toISOString(), data });
}
