import type { ReactNode } from 'react';
import type { CommentedBody } from '#features/documents/components/beside/commented-body.ts';
import type { Assignable } from './tasks-context.tsx';

/** What a list of tasks in a page needs. */
export interface TaskListProps {
  /** The list as the server read it. */
  html: string;
  /** False where that is the beginning of a long one. */
  isWhole?: boolean;
  /** What shows the comments on it; left out for who may not read them, and without a server. */
  comments?: (body: CommentedBody) => ReactNode;
  /** The tasks of other homes that it shows, as the server read them; null for guests. */
  others: ReactNode;
  /** Asks whom tasks can be given to; null for a guest, and without a server. */
  load: ((documentId: string) => Promise<Assignable>) | null;
}
