import type { Section, SectionId, Task, TaskDraft, TaskFields, TaskId } from '@plenum/domain/tasks/types';
import {
  addSection,
  changeSection,
  changeTask,
  removeSection,
  removeTasks,
  setPositions,
} from '@plenum/editor/tasks/edit-tasks';
import { moveTasks, placeTasks, type TaskGoal, tickTasks } from '@plenum/editor/tasks/move-tasks';
import { inOrder, positionsBefore } from '@plenum/editor/tasks/order';
import { OpenTaskList } from '@plenum/editor/tasks/task-list';
import { type Doc, UndoManager } from 'yjs';

/** Whose changes are taken back: those made here. */
const HERE = { name: 'task list' };

/** What can be done with a list that is open. */
export interface TaskEdits {
  /** What comes again stays open, for its next day. */
  tick(ids: readonly TaskId[], isDone: boolean): void;
  change(id: TaskId, changes: Partial<TaskFields>): void;
  /** Makes tasks at a place, in their order, each with its parts. */
  add(drafts: readonly TaskDraft[], goal: TaskGoal): void;
  move(ids: readonly TaskId[], goal: TaskGoal): void;
  /** With all that is a part of them. @returns how many that were */
  remove(ids: readonly TaskId[]): number;
  addSection(title: string): SectionId;
  changeSection(id: SectionId, changes: Partial<Omit<Section, 'id'>>): void;
  /** Puts a section before another one; null for the last place. */
  moveSection(id: SectionId, before: SectionId | null): void;
  removeSection(id: SectionId): void;
  undo(): void;
  redo(): void;
  /** How many changes made here can be taken back. */
  steps(): number;
}

/** The tasks of a document while they are open. */
export interface OpenedTasks {
  list: OpenTaskList;
  edits: TaskEdits;
  close(): void;
}

const NO_RULES = Promise.resolve({ comesAgain: () => null });

function hereZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** As deep as they were typed, which is not deep. */
function addDrafts(
  doc: Doc,
  drafts: readonly TaskDraft[],
  { goal, now }: { goal: TaskGoal; now: string },
): void {
  const ids = placeTasks(
    doc,
    drafts.map(({ parts: _, ...fields }) => fields),
    { goal, now },
  );
  for (const [i, { parts = [] }] of drafts.entries()) {
    const parentId = ids[i] ?? null;
    if (parts.length > 0) addDrafts(doc, parts, { goal: { parentId, sectionId: null, before: null }, now });
  }
}

/** Opens the tasks of a document, for as long as a page shows them. */
export function openTasks(doc: Doc): OpenedTasks {
  const list = new OpenTaskList(doc);
  // All of the document: with a task goes what was written about it, and it comes back with it.
  const undoing = new UndoManager(doc, { trackedOrigins: new Set([HERE]), captureTimeout: 0 });
  return {
    list,
    edits: editsOf(doc, { list, undoing }),
    close() {
      undoing.destroy();
      list.close();
    },
  };
}

function editsOf(doc: Doc, { list, undoing }: { list: OpenTaskList; undoing: UndoManager }): TaskEdits {
  const here = <Result>(edit: () => Result): Result => doc.transact(edit, HERE);
  const now = () => new Date().toISOString();
  const present = () => ({ tasks: [...list.tasks.values()], sections: [...list.sections.values()] });
  return {
    tick(ids, isDone) {
      const repeats = isDone && ids.some((id) => list.tasks.get(id)?.repeat);
      // Most tasks come once, and the rules of the others are large.
      void (repeats ? import('@plenum/editor/tasks/repeat') : NO_RULES).then(({ comesAgain }) => {
        const doneAt = now();
        const again = (task: Task) => comesAgain(task, { doneAt, zone: hereZone() });
        here(() => tickTasks(doc, ids, { isDone, now: doneAt, again, list: present() }));
      });
    },
    change: (id, changes) => here(() => changeTask(doc, id, changes)),
    add: (drafts, goal) => here(() => addDrafts(doc, drafts, { goal, now: now() })),
    move: (ids, goal) => here(() => moveTasks(doc, ids, { goal, now: now(), list: present() })),
    remove: (ids) => here(() => removeTasks(doc, ids)),
    addSection: (title) => here(() => addSection(doc, { title })),
    changeSection: (id, changes) => here(() => changeSection(doc, id, changes)),
    moveSection(id, before) {
      const siblings = inOrder(list.sections.values()).filter((section) => section.id !== id);
      here(() => setPositions(doc, 'sections', positionsBefore(siblings, { ids: [id], before })));
    },
    removeSection: (id) => here(() => removeSection(doc, id)),
    undo: () => undoing.undo(),
    redo: () => undoing.redo(),
    steps: () => undoing.undoStack.length,
  };
}
