import type { Authorship } from '@plenum/domain/documents/types';
import type { TaskStep } from '@plenum/editor/tasks/activity';
import { WrittenBy } from '@plenum/editor/yjs/written-by';

/** A step with who made it, and when. */
export interface SaidStep extends TaskStep {
  /** Null for one that the server had not on record when it was asked. */
  author: Authorship['authors'][number] | null;
  at: Date | null;
}

/** Steps with their authors, the newest first; those that are on no record yet before them. */
export function saidSteps(steps: readonly TaskStep[], authorship: Authorship): SaidStep[] {
  const by = new WrittenBy(authorship);
  return steps
    .map((step) => {
      const writer = by.at(step.client, step.clock);
      const author = writer ? (authorship.authors[writer.author] ?? null) : null;
      return { ...step, author, at: writer ? new Date(writer.minute * 60_000) : null };
    })
    .sort(
      (a, b) =>
        (b.at?.getTime() ?? Number.POSITIVE_INFINITY) - (a.at?.getTime() ?? Number.POSITIVE_INFINITY) || 0,
    );
}
