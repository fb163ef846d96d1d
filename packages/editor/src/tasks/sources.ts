import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type * as Y from 'yjs';
import { isTaskId } from './task-from-record.ts';

/** The name of the Y.Map that holds whose tasks a list shows beside its own. */
export const SOURCES_NAME = 'sources';

/**
 * The documents whose tasks a list shows beside its own, by their ids, and the workspace if it shows those of all texts in it. Whoever wrote
 * them: what is no id is left out.
 */
export function readSources(doc: Y.Doc): string[] {
  const ids: string[] = [];
  doc.getMap<unknown>(SOURCES_NAME).forEach((isShown, id) => {
    if (isShown === true && isTaskId(id)) ids.push(id);
  });
  return ids.slice(0, TASK_LIMITS.sources);
}

/** Has a list show the tasks of a document or workspace beside its own, or no more. */
export function setSource(doc: Y.Doc, { id, isShown }: { id: string; isShown: boolean }): void {
  const sources = doc.getMap<unknown>(SOURCES_NAME);
  if (isShown) sources.set(id, true);
  else sources.delete(id);
}
