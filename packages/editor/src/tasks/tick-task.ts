import type { TaskId } from '@plenum/domain/tasks/types';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { type Ticking, tickTasks } from './move-tasks.ts';
import { DESCRIPTIONS, findTask } from './task-list.ts';

/**
 * Says that a task is done, or is not, wherever its home has it: in the list, as a line of the text, or of what is written about a task.
 * @returns what the task is; null where there is none
 */
export function tickTask(doc: Y.Doc, id: TaskId, ticking: Ticking): 'record' | 'line' | null {
  const { isDone } = ticking;
  if (findTask(doc, id)) {
    tickTasks(doc, [id], ticking);
    return 'record';
  }
  const line = findLine(texts(doc), id);
  if (!line) return null;
  if (line.getAttribute('checked') !== isDone) line.setAttribute('checked', isDone);
  return 'line';
}

/** All that is written in a document: its text, and what is written about its tasks. */
function texts(doc: Y.Doc): Y.XmlFragment[] {
  const names = [...doc.share.keys()].filter((name) => name.startsWith(DESCRIPTIONS));
  return [FRAGMENT_NAME, ...names].map((name) => doc.getXmlFragment(name));
}

/** The first line that is this task. Not by recursion: what comes from outside can be nested deeper than the stack. */
function findLine(
  fragments: readonly Y.XmlFragment[],
  id: TaskId,
): Y.XmlElement<{ checked: boolean }> | null {
  const waiting: unknown[] = fragments.flatMap((fragment) => fragment.toArray()).reverse();
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (!(part instanceof Y.XmlElement)) continue;
    if (part.nodeName === 'taskItem' && part.getAttribute('id') === id) return part;
    waiting.push(...part.toArray().reverse());
  }
  return null;
}
