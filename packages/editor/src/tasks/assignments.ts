import type { TaskAssignment } from '@plenum/domain/documents/types';
import * as Y from 'yjs';
import { membersOf, readRecords } from './records.ts';
import { isTaskId } from './task-from-record.ts';
import { TASKS_NAME } from './task-list.ts';

/** As many as a document has tasks, at most. */
const MOST = 10_000;

/**
 * By which Yjs item each task of a document was given to whoever has it: in a list the change of who has it, or the task as it began; in a
 * text the mention in its line. Who made the item is in the log.
 */
export function assignmentsIn(fragment: Y.XmlFragment): TaskAssignment[] {
  const found = [...(fragment.doc ? inRecords(fragment.doc.getMap(TASKS_NAME)) : []), ...inLines(fragment)];
  return found.slice(0, MOST);
}

function inRecords(map: Y.Map<unknown>): TaskAssignment[] {
  const given: TaskAssignment[] = [];
  for (const [taskId, record] of readRecords(map)) {
    for (const field of ['people', 'groups']) {
      for (const who of membersOf(record, field)) {
        const item = map._map.get(`${taskId}/${field}/${who}`) ?? map._map.get(taskId);
        if (item && isTaskId(who)) given.push({ taskId, who, client: item.id.client, clock: item.id.clock });
      }
    }
  }
  return given;
}

/** Not by recursion: what comes from outside can be nested deeper than the stack. */
function inLines(fragment: Y.XmlFragment): TaskAssignment[] {
  const given: TaskAssignment[] = [];
  const waiting: unknown[] = fragment.toArray().reverse();
  for (let part = waiting.pop(); part !== undefined && given.length < MOST; part = waiting.pop()) {
    if (!(part instanceof Y.XmlElement)) continue;
    const parts = part.toArray();
    const taskId: unknown = part.nodeName === 'taskItem' ? part.getAttribute('id') : undefined;
    const [line] = parts;
    if (typeof taskId === 'string' && line instanceof Y.XmlElement) given.push(...inLine(line, taskId));
    waiting.push(...parts.reverse());
  }
  return given;
}

function inLine(line: Y.XmlElement, taskId: string): TaskAssignment[] {
  return line.toArray().flatMap((part) => {
    if (!(part instanceof Y.XmlElement) || part.nodeName !== 'mention' || !part._item) return [];
    const who = String(part.getAttribute('personId')).toLowerCase();
    const { client, clock } = part._item.id;
    return isTaskId(who) ? [{ taskId, who, client, clock }] : [];
  });
}
