import type { ReactNode } from 'react';
import type { Assignable } from './tasks-context.tsx';

/** What a list of tasks in a page needs. */
export interface TaskListProps {
  /** The list as the server read it. */
  html: string;
  /** The tasks of other homes that it shows, as the server read them; null for guests. */
  others: ReactNode;
  /** Asks whom tasks can be given to; null for a guest, and without a server. */
  load: ((documentId: string) => Promise<Assignable>) | null;
}
