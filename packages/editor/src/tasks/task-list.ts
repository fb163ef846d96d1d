import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Section, SectionId, Task, TaskId, TaskListContent } from '@plenum/domain/tasks/types';
import type * as Y from 'yjs';
import { countRecords, idOfKey, readRecords } from './records.ts';
import { sectionFromRecord, taskFromRecord } from './task-from-record.ts';

/** The name of the Y.Map that holds the fields of a document's tasks. */
export const TASKS_NAME = 'tasks';
/** The name of the Y.Map that holds a list's sections. */
export const SECTIONS_NAME = 'sections';

/** With what the names of the Y.XmlFragments begin that hold the descriptions of tasks. */
export const DESCRIPTIONS = 'description/';

/** The name of the Y.XmlFragment that holds a task's description. */
export function descriptionName(id: TaskId): string {
  return DESCRIPTIONS + id;
}

/** The tasks and sections that a document has by themselves, without the lines of a text. Whoever wrote them: see {@link taskFromRecord}. */
export function readTaskList(doc: Y.Doc): TaskListContent {
  const tasks = [...recordsIn(doc, TASKS_NAME)].map(([id, record]) => taskFromRecord(id, record));
  const sections = [...recordsIn(doc, SECTIONS_NAME)].map(([id, record]) => sectionFromRecord(id, record));
  return { tasks: tasks.slice(0, TASK_LIMITS.tasks), sections: sections.slice(0, TASK_LIMITS.sections) };
}

/** How many tasks {@link readTaskList} finds. */
export function countTasks(doc: Y.Doc): number {
  return Math.min(countRecords(doc.getMap<unknown>(TASKS_NAME)), TASK_LIMITS.tasks);
}

/** A task that stands by itself; null where there is none. */
export function findTask(doc: Y.Doc, id: TaskId): Task | null {
  const record = readRecords(doc.getMap<unknown>(TASKS_NAME), new Set([id])).get(id);
  return record?.began ? taskFromRecord(id, record) : null;
}

/** The records of one kind that stand by themselves. */
function recordsIn(doc: Y.Doc, name: string) {
  const records = readRecords(doc.getMap(name));
  return [...records].filter(([, { began }]) => began !== null);
}

/** What changed in a list. */
export interface TaskListChange {
  tasks: ReadonlySet<TaskId>;
  sections: ReadonlySet<SectionId>;
}

/**
 * A list's tasks as they are at every moment, for a page that shows them: what has not changed stays the same object, and a change of one of
 * thousands costs as much as one of few.
 */
export class OpenTaskList {
  readonly #doc: Y.Doc;
  readonly #tasks = new Map<TaskId, Task>();
  readonly #sections = new Map<SectionId, Section>();
  readonly #listeners = new Set<(change: TaskListChange) => void>();
  readonly #stop: () => void;
  #version = 0;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    const [tasks, sections] = [doc.getMap<unknown>(TASKS_NAME), doc.getMap<unknown>(SECTIONS_NAME)];
    this.#readTasks();
    this.#readSections();
    // One transaction can concern both: whoever listens is told once, at its end.
    let changed = nothing();
    const onTasks = ({ keysChanged }: Y.YMapEvent<unknown>) => addIds(changed.tasks, keysChanged);
    const onSections = ({ keysChanged }: Y.YMapEvent<unknown>) => addIds(changed.sections, keysChanged);
    const onEnd = () => {
      const change = changed;
      if (change.tasks.size === 0 && change.sections.size === 0) return;
      changed = nothing();
      if (change.tasks.size > 0) this.#readTasks(change.tasks);
      if (change.sections.size > 0) this.#readSections(change.sections);
      this.#version += 1;
      for (const listener of this.#listeners) listener(change);
    };
    tasks.observe(onTasks);
    sections.observe(onSections);
    doc.on('afterTransaction', onEnd);
    this.#stop = () => {
      tasks.unobserve(onTasks);
      sections.unobserve(onSections);
      doc.off('afterTransaction', onEnd);
    };
  }

  /** How often it has changed. */
  get version(): number {
    return this.#version;
  }

  get tasks(): ReadonlyMap<TaskId, Task> {
    return this.#tasks;
  }

  get sections(): ReadonlyMap<SectionId, Section> {
    return this.#sections;
  }

  /** Calls back after each change. @returns the way to stop listening */
  subscribe = (listener: (change: TaskListChange) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** To be called once. */
  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #readTasks(changed?: ReadonlySet<TaskId>): void {
    readInto(this.#tasks, {
      map: this.#doc.getMap(TASKS_NAME),
      changed,
      most: TASK_LIMITS.tasks,
      make: taskFromRecord,
    });
  }

  #readSections(changed?: ReadonlySet<SectionId>): void {
    const map = this.#doc.getMap<unknown>(SECTIONS_NAME);
    readInto(this.#sections, { map, changed, most: TASK_LIMITS.sections, make: sectionFromRecord });
  }
}

function nothing(): { tasks: Set<TaskId>; sections: Set<SectionId> } {
  return { tasks: new Set(), sections: new Set() };
}

function addIds(ids: Set<string>, keys: Iterable<string>): void {
  for (const key of keys) ids.add(idOfKey(key));
}

function readInto<Thing>(
  into: Map<string, Thing>,
  {
    map,
    changed,
    most,
    make,
  }: {
    map: Y.Map<unknown>;
    changed: ReadonlySet<string> | undefined;
    most: number;
    make: (id: string, record: Parameters<typeof sectionFromRecord>[1]) => Thing;
  },
): void {
  const records = readRecords(map, changed);
  for (const id of changed ?? []) if (!records.get(id)?.began) into.delete(id);
  for (const [id, record] of records) {
    if (record.began && (into.has(id) || into.size < most)) into.set(id, make(id, record));
  }
}
