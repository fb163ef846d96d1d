import { createHash } from 'node:crypto';
import type { DocumentId } from '@plenum/domain/ids';
import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { descriptionAsMarkdown } from '@plenum/editor/tasks/description';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { todoFromTask } from '@plenum/formats/tasks/icalendar/todo-from-task';
import type * as Y from 'yjs';
import type { Resource } from './task-lists.ts';
import { NamesOfList, nameOf, uidOf } from './task-names.ts';

/** What a resource was made of; the same gives the same. */
interface Made {
  from: string;
  resource: Resource;
}

/** The resources of one list, of which those whose tasks have not changed are made once. */
export class ResourcesOfList {
  readonly #documentId: DocumentId;
  #made = new Map<TaskId, Made>();

  constructor(documentId: DocumentId) {
    this.#documentId = documentId;
  }

  /** What a list holds now. */
  read(doc: Y.Doc): Map<string, Resource> {
    const made = new Map<TaskId, Made>();
    const resources = this.#resourcesIn(doc, made);
    this.#made = made;
    return resources;
  }

  /** What it held at another time; what is the same now is not made again. */
  readBeside(doc: Y.Doc): Map<string, Resource> {
    return this.#resourcesIn(doc, new Map());
  }

  #resourcesIn(doc: Y.Doc, made: Map<TaskId, Made>): Map<string, Resource> {
    const { tasks } = readTaskList(doc);
    const names = new NamesOfList(this.#documentId, tasks);
    const resources = new Map<string, Resource>();
    for (const [name, task] of names.byName) {
      const parent = task.parentId === null ? null : names.uidOf(task.parentId);
      const description = descriptionAsMarkdown(doc, task.id);
      const from = JSON.stringify([task, parent, description]);
      const before = this.#made.get(task.id);
      const one =
        before?.from === from ? before : { from, resource: makeResource(task, { description, names }) };
      made.set(task.id, one);
      resources.set(name, one.resource);
    }
    return resources;
  }
}

/** One task as a resource. */
export function resourceOf(doc: Y.Doc, { task, names }: { task: Task; names: NamesOfList }): Resource {
  return makeResource(task, { description: descriptionAsMarkdown(doc, task.id), names });
}

/** A task as a resource, with what is written about it, in Markdown. */
export function makeResource(
  task: Task,
  { description, names }: { description: string; names: NamesOfList },
): Resource {
  const text = todoFromTask(task, { description, names });
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`;
  return { name: nameOf(task), uid: uidOf(task), text, etag, task };
}
