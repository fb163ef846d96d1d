import type { Assignable } from './tasks-context.tsx';

/** What a list of tasks in a page needs. */
export interface TaskListProps {
  /** The list as the server read it. */
  html: string;
  /** False where that is the beginning of a long one. */
  isWhole?: boolean;
  /** Asks whom tasks can be given to; null for a guest, and without a server. */
  load: ((documentId: string) => Promise<Assignable>) | null;
}
