import { AppError } from '@plenum/domain/errors';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Section, SectionId, Task, TaskFields, TaskId } from '@plenum/domain/tasks/types';
import type * as Y from 'yjs';
import { newBlockId } from '../schema/block-id.ts';
import { type Positions, positionsBefore } from './order.ts';
import { addRecord, readRecords, removeRecords, setField, setMember } from './records.ts';
import { sectionFromRecord, taskFromRecord } from './task-from-record.ts';
import { descriptionName, findTask, readTaskList, SECTIONS_NAME, TASKS_NAME } from './task-list.ts';

/** Fields that are sets: two people who add something to one of them at the same time have both done so. */
const SETS = ['people', 'groups', 'reminders', 'labels', 'blockedBy', 'relatesTo'] as const;

type SetField = (typeof SETS)[number];

function isSetField(field: string): field is SetField {
  return (SETS as readonly string[]).includes(field);
}

/** A task to be made: what is not said is empty. */
export type NewTask = Partial<TaskFields> & Pick<TaskFields, 'title' | 'position'> & { id?: TaskId };

/**
 * Makes tasks, all or none. @returns their ids, in order.
 * @throws AppError `conflict` where the list would have more than {@link TASK_LIMITS}.
 */
export function addTasks(doc: Y.Doc, tasks: readonly NewTask[]): TaskId[] {
  const map = doc.getMap<unknown>(TASKS_NAME);
  if (readTaskList(doc).tasks.length + tasks.length > TASK_LIMITS.tasks) {
    throw new AppError(
      'conflict',
      'A list holds at most 10,000 tasks. Begin another one, or delete what is done.',
    );
  }
  return doc.transact(() =>
    tasks.map(({ id = newBlockId(), ...fields }) => {
      addRecord(map, id, Object.fromEntries(Object.entries(fields).filter(([, value]) => isSaid(value))));
      return id;
    }),
  );
}

/** What is nothing is not kept: a list of thousands is mostly made of it. */
function isSaid(value: unknown): boolean {
  return !(value === null || value === undefined || value === false || value === 0 || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * Changes fields of a task, those that are other than they are; what is not there stays so. Who gets it is kept with the name that
 * `names` has.
 */
export function changeTask(doc: Y.Doc, id: TaskId, changes: Partial<TaskFields>): void {
  const present = findTask(doc, id);
  if (present) changeFrom(doc, present, changes);
}

/** The same for a task that was read just now. */
export function changeFrom(doc: Y.Doc, present: Task, changes: Partial<TaskFields>): void {
  const map = doc.getMap<unknown>(TASKS_NAME);
  const { id } = present;
  doc.transact(() => {
    for (const [field, value] of Object.entries(changes)) {
      if (field === 'names') continue;
      if (isSetField(field)) {
        const { names = {} } = changes;
        changeSet(map, { id, field, present: present[field], wanted: changes[field] ?? [], names });
      } else if (isKnown(field) && !same(present[field], value)) setField(map, { id, field }, value);
    }
  });
}

function isKnown(field: string): field is Exclude<keyof Task, SetField> {
  return Object.hasOwn(EMPTY, field) && field !== 'id';
}

/** Every field there is. */
const EMPTY: Task = taskFromRecord('', { began: null, fields: new Map(), members: new Map() });

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function changeSet(
  map: Y.Map<unknown>,
  {
    id,
    field,
    present,
    wanted,
    names,
  }: {
    id: TaskId;
    field: SetField;
    present: readonly unknown[];
    wanted: readonly unknown[];
    names: Readonly<Record<string, string>>;
  },
): void {
  const [before, after] = [new Set(present.map(String)), new Set(wanted.map(String))];
  for (const member of before) if (!after.has(member)) setMember(map, { id, field, member }, false);
  for (const member of after) {
    const name = Object.hasOwn(names, member) ? names[member] : undefined;
    if (!before.has(member)) setMember(map, { id, field, member }, name ?? true);
  }
}

/** Puts things where {@link positionsBefore} says. */
export function setPositions(doc: Y.Doc, of: 'tasks' | 'sections', positions: Positions): void {
  const map = doc.getMap<unknown>(of === 'tasks' ? TASKS_NAME : SECTIONS_NAME);
  doc.transact(() => {
    for (const [id, position] of positions) setField(map, { id, field: 'position' }, position);
  });
}

/** Deletes tasks with all that is a part of them. @returns how many that were. */
export function removeTasks(doc: Y.Doc, ids: readonly TaskId[]): number {
  const parts = new Map<TaskId | null, TaskId[]>();
  for (const { id, parentId } of readTaskList(doc).tasks) {
    const beside = parts.get(parentId);
    if (beside) beside.push(id);
    else parts.set(parentId, [id]);
  }
  const going = new Set<TaskId>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (going.has(id)) continue;
    going.add(id);
    waiting.push(...(parts.get(id) ?? []));
  }
  doc.transact(() => {
    removeRecords(doc.getMap<unknown>(TASKS_NAME), going);
    for (const id of going) {
      if (!doc.share.has(descriptionName(id))) continue;
      const description = doc.getXmlFragment(descriptionName(id));
      description.delete(0, description.length);
    }
  });
  return going.size;
}

/** Has tasks that stood by themselves be lines of the text again; what a line can't say stays with them. */
export function returnToLines(doc: Y.Doc, ids: Iterable<TaskId>): void {
  const map = doc.getMap<unknown>(TASKS_NAME);
  doc.transact(() => {
    for (const id of ids) if (map.has(id)) map.delete(id);
  });
}

/**
 * Makes a section behind the others. @returns its id.
 * @throws AppError `conflict` where there would be more than {@link TASK_LIMITS}.
 */
export function addSection(doc: Y.Doc, section: Pick<Section, 'title'> & Partial<Section>): SectionId {
  const sections = readTaskList(doc).sections;
  if (sections.length >= TASK_LIMITS.sections) {
    throw new AppError('conflict', 'A list has at most 100 sections. Put the tasks into another one.');
  }
  const { id = newBlockId(), ...fields } = section;
  const siblings = sections.toSorted((a, b) => (a.position < b.position ? -1 : 1));
  const positions = positionsBefore(siblings, { ids: [id], before: null });
  doc.transact(() => {
    const position = positions.get(id) ?? '';
    positions.delete(id);
    addRecord(doc.getMap(SECTIONS_NAME), id, { position, ...fields });
    setPositions(doc, 'sections', positions);
  });
  return id;
}

/** Makes sections that have their places already. */
export function addSections(doc: Y.Doc, sections: readonly Section[]): void {
  const map = doc.getMap<unknown>(SECTIONS_NAME);
  doc.transact(() => {
    for (const { id, ...fields } of sections) addRecord(map, id, fields);
  });
}

/** Changes fields of a section. */
export function changeSection(doc: Y.Doc, id: SectionId, changes: Partial<Omit<Section, 'id'>>): void {
  const map = doc.getMap<unknown>(SECTIONS_NAME);
  const record = readRecords(map, new Set([id])).get(id);
  if (!record?.began) return;
  const present: Section = sectionFromRecord(id, record);
  doc.transact(() => {
    for (const field of ['title', 'position', 'isForDone'] as const) {
      const value = changes[field];
      if (value !== undefined && value !== present[field]) setField(map, { id, field }, value);
    }
  });
}

/** Deletes a section; its tasks stay, without one. */
export function removeSection(doc: Y.Doc, id: SectionId): void {
  doc.transact(() => removeRecords(doc.getMap<unknown>(SECTIONS_NAME), new Set([id])));
}
