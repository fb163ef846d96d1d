import type { TaskId } from '@plenum/domain/tasks/types';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { tickTasks } from './move-tasks.ts';
import { findTask } from './task-list.ts';

/**
 * Says that a task is done, or is not, wherever its home has it: in the list, or as a line of the text.
 * @param now as an ISO 8601 instant in UTC.
 * @returns false where there is no such task
 */
export function tickTask(doc: Y.Doc, id: TaskId, { isDone, now }: { isDone: boolean; now: string }): boolean {
  if (findTask(doc, id)) {
    tickTasks(doc, [id], { isDone, now });
    return true;
  }
  const line = findLine(doc.getXmlFragment(FRAGMENT_NAME), id);
  if (!line) return false;
  if (line.getAttribute('checked') !== isDone) line.setAttribute('checked', isDone);
  return true;
}

/** The first line of a text that is this task. Not by recursion: what comes from outside can be nested deeper than the stack. */
function findLine(fragment: Y.XmlFragment, id: TaskId): Y.XmlElement<{ checked: boolean }> | null {
  const waiting: unknown[] = fragment.toArray().reverse();
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (!(part instanceof Y.XmlElement)) continue;
    if (part.nodeName === 'taskItem' && part.getAttribute('id') === id) return part;
    waiting.push(...part.toArray().reverse());
  }
  return null;
}
