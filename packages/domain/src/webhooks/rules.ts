import type { DocumentId, WorkspaceId } from '../ids.ts';
import type { Told } from './types.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds between attempts: after the last of them a message is given up. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/** The greatest part of a delay that is added by chance, so that what failed together does not come again together. */
const JITTER = 0.2;

/**
 * Milliseconds until a message is sent again that has failed so many times; null where it is given up.
 * @param chance from 0 to 1.
 */
export function retryDelay(attempts: number, chance: number): number | null {
  const delay = DELAYS[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * chance));
}

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
}

/**
 * The body of a message, after Standard Webhooks: the same at each attempt.
 * @param publicUrl the instance's.
 */
export function messageOf({ what, at, ...about }: Happening, publicUrl: string): string {
  const { documentId, threadId, commentId, versionId } = about;
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
  };
  return JSON.stringify({ type: what, timestamp: at.toISOString(), data });
}
