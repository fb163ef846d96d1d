import type { Page } from '@plenum/domain/page';
import type { GatheredHome, GatheredTask } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';

/** Milliseconds that an answer may take. */
const PATIENCE = 8_000;

/** What names a task among those of all homes. */
export function gatheredKey(
  home: Pick<GatheredHome, 'documentId'>,
  { id }: Pick<GatheredTask, 'id'>,
): string {
  return `${home.documentId} ${id}`;
}

/** Asks for the tasks of other homes that a list shows. Rejects where there is no answer. */
export async function askForGathered(
  listId: string,
  { sources, shown, signal }: { sources: readonly string[]; shown: readonly string[]; signal: AbortSignal },
): Promise<Page<GatheredHome>> {
  const asked = new URLSearchParams({ limit: String(TASK_LIMITS.homes), sources: sources.join() });
  if (shown.length > 0) asked.set('shown', shown.slice(0, TASK_LIMITS.homes).join());
  const response = await fetch(`/api/v1/documents/${listId}/tasks/gathered?${asked}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  if (!response.ok) throw new Error('no answer');
  return response.json();
}
