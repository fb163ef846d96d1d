import type { TaskStep } from '@plenum/domain/tasks/several';
import type { TaskPlace } from '@plenum/domain/tasks/types';

/** A {@link TaskStep} with the document that it was done in. */
export type PlacedStep = TaskStep & Pick<TaskPlace, 'documentId'>;

/** What came of changing several tasks, or of taking that back. */
export interface SeveralOutcome {
  what: 'done' | 'open' | 'due' | 'priority' | 'label' | 'undo';
  steps: PlacedStep[];
  /** What could not be changed, and why. */
  failed: (TaskPlace & { reason: string })[];
}
