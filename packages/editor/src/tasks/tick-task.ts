import type { TaskId } from '@plenum/domain/tasks/types';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { type Ticking, tickTasks } from './move-tasks.ts';
import { DESCRIPTIONS, findTask } from './task-list.ts';

/**
 * Says that a task is done, or is not, wherever its home has it: in the list, as a line of the text, or of what is written about a task.
 * @returns whether there is such a task
 */
export function tickTask(doc: Y.Doc, id: TaskId, ticking: Ticking): boolean {
  if (!findTask(doc, id)) return tickLines(doc, new Set([id]), ticking.isDone).size > 0;
  tickTasks(doc, [id], ticking);
  return true;
}

/**
 * Says that lines of a text, or of what is written about tasks, are done, or are not. @returns those that there are, with whether they were.
 */
export function tickLines(doc: Y.Doc, ids: ReadonlySet<TaskId>, isDone: boolean): Map<TaskId, boolean> {
  const lines = findLines(texts(doc), ids);
  const were = new Map([...lines].map(([id, line]) => [id, line.getAttribute('checked') === true]));
  doc.transact(() => {
    for (const line of lines.values())
      if (line.getAttribute('checked') !== isDone) line.setAttribute('checked', isDone);
  });
  return were;
}

/** Which of some tasks are lines of a text, or of what is written about tasks. */
export function linesAmong(doc: Y.Doc, ids: ReadonlySet<TaskId>): Set<TaskId> {
  return new Set(findLines(texts(doc), ids).keys());
}

/** All that is written in a document: its text, and what is written about its tasks. */
function texts(doc: Y.Doc): Y.XmlFragment[] {
  const names = [...doc.share.keys()].filter((name) => name.startsWith(DESCRIPTIONS));
  return [FRAGMENT_NAME, ...names].map((name) => doc.getXmlFragment(name));
}

type Line = Y.XmlElement<{ checked: boolean }>;

/** The first line that is each of these tasks. Not by recursion: what comes from outside can be nested deeper than the stack. */
function findLines(fragments: readonly Y.XmlFragment[], ids: ReadonlySet<TaskId>): Map<TaskId, Line> {
  const found = new Map<TaskId, Line>();
  const waiting: unknown[] = fragments.flatMap((fragment) => fragment.toArray()).reverse();
  for (let part = waiting.pop(); part !== undefined && found.size < ids.size; part = waiting.pop()) {
    if (!(part instanceof Y.XmlElement)) continue;
    const id: unknown = part.nodeName === 'taskItem' ? part.getAttribute('id') : undefined;
    if (typeof id === 'string' && ids.has(id) && !found.has(id)) found.set(id, part);
    waiting.push(...part.toArray().reverse());
  }
  return found;
}
