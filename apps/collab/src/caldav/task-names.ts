import { createHash } from 'node:crypto';
import { type DocumentId, isId } from '@plenum/domain/ids';
import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { nameIn } from '@plenum/formats/tasks/icalendar/foreign';
import type { TaskNames } from '@plenum/formats/tasks/icalendar/todo-parts';

const ENDING = '.ics';

/** What a program may call a task: one part of an address that is not hidden, and has no control characters. */
const NAME = /^[^\p{Cc}\p{Cs}/\\.][^\p{Cc}\p{Cs}/\\]{0,199}$/u;

/** Whether a task can have this name. */
export function isName(name: string): boolean {
  return NAME.test(name);
}

/** The name of a task whose UID this is, if no program has chosen another; null where that is no name. */
function usualName(uid: string): string | null {
  const name = uid + ENDING;
  return isName(name) ? name : null;
}

/** What is to be kept of a name that a program chose; null for the one that the task has anyway. */
export function chosenName(uid: string, name: string): string | null {
  return usualName(uid) === name ? null : name;
}

/** The name of a task: the one that a program chose, or its UID. */
export function nameOf(task: Task): string {
  const chosen = nameIn(task.foreign);
  if (chosen !== null && isName(chosen)) return chosen;
  return usualName(uidOf(task)) ?? task.id + ENDING;
}

/** The UID of a task. */
export function uidOf({ uid, id }: Pick<Task, 'uid' | 'id'>): string {
  return uid ?? id;
}

/**
 * The id of a task that comes from elsewhere: the same for the same UID in the same list, so that a part can name what it is a part of before
 * that one is there (a UUID of version 5, RFC 9562, 5.5).
 */
export function idFromUid(documentId: DocumentId, uid: string): TaskId {
  const hash = createHash('sha1');
  hash.update(Buffer.from(documentId.replaceAll('-', ''), 'hex')).update(uid);
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** How the tasks of a list and their UIDs find each other. */
export class NamesOfList implements TaskNames {
  readonly #documentId: DocumentId;
  readonly #byId = new Map<TaskId, Task>();
  readonly #byUid = new Map<string, Task>();
  readonly #byName = new Map<string, Task>();

  constructor(documentId: DocumentId, tasks: Iterable<Task>) {
    this.#documentId = documentId;
    for (const task of tasks) {
      this.#byId.set(task.id, task);
      // Of two that have one UID, as copies can, the one whose id it is has it.
      if (!this.#byUid.has(uidOf(task)) || task.uid === null) this.#byUid.set(uidOf(task), task);
      if (!this.#byName.has(nameOf(task))) this.#byName.set(nameOf(task), task);
    }
  }

  /** The tasks by their names: each name once. */
  get byName(): ReadonlyMap<string, Task> {
    return this.#byName;
  }

  idOf(uid: string): TaskId {
    const known = this.#byUid.get(uid);
    if (known) return known.id;
    return isId(uid) && !this.#byId.has(uid) ? uid : idFromUid(this.#documentId, uid);
  }

  uidOf(id: TaskId): string | null {
    const task = this.#byId.get(id);
    return task ? uidOf(task) : null;
  }

  withUid(uid: string): Task | null {
    return this.#byUid.get(uid) ?? null;
  }
}
