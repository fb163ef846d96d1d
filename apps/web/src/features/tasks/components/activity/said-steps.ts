import type { Authorship } from '@plenum/domain/documents/types';
import type { TaskStep } from '@plenum/editor/tasks/activity';
import { WrittenBy } from '@plenum/editor/yjs/written-by';

/** A step with who made it, and when. */
export interface SaidStep extends TaskStep {
  /** Null for one that the server had not on record when it was asked. */
  author: Authorship['authors'][number] | null;
  at: Date | null;
}

/**
 * Steps with their authors, the newest first; those that are on no record yet before them. The record knows some minutes apart: of one time all
 * else came after the beginning, and of one client what it made later.
 */
export function saidSteps(steps: readonly TaskStep[], authorship: Authorship): SaidStep[] {
  const by = new WrittenBy(authorship);
  const said = steps.map((step) => {
    const writer = by.at(step.client, step.clock);
    const author = writer ? (authorship.authors[writer.author] ?? null) : null;
    return { ...step, author, at: writer ? new Date(writer.minute * 60_000) : null };
  });
  return said.sort((a, b) => {
    const [before, after] = [orderOf(a), orderOf(b)];
    const differs = before.findIndex((one, i) => one !== after[i]);
    return (after[differs] ?? 0) - (before[differs] ?? 0);
  });
}

/** By what it comes after others, the first of them that differs. */
function orderOf({ at, field, client, clock }: SaidStep): number[] {
  return [at ? at.getTime() : Number.MAX_SAFE_INTEGER, field === 'task' ? 0 : 1, client, clock];
}
