import type { SectionId, Task, TaskId } from '@plenum/domain/tasks/types';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { newBlockId, withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { withNewBlockIds } from '../schema/new-block-ids.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { fillEmptyBlocks } from '../yjs/empty-blocks.ts';
import { ownDocument } from '../yjs/json-from-update.ts';
import { addSections, addTasks } from './edit-tasks.ts';
import { movedRepeat, movedText, movedWhen } from './move-list.ts';
import { readSources, setSource } from './sources.ts';
import { descriptionName, readTaskList } from './task-list.ts';

/**
 * A Yjs update (V1) that creates in an empty Y.Doc the list in another one, with ids of its own: what depends on one another does so there.
 * Nothing by which calendar programs knew its tasks goes along.
 * @param isFresh whether nothing of it is done yet, its checklists too, as in a list that is begun from a template.
 * @param days by how many all days of it are later; negative for earlier.
 * @throws AppError `invalid_input` where one of these would be a day that no task can have.
 */
export function copyTaskList(
  from: Uint8Array,
  { isFresh, days = 0 }: { isFresh: boolean; days?: number },
): Uint8Array {
  const [source, copy] = [new Y.Doc(), new Y.Doc()];
  try {
    Y.applyUpdate(source, from);
    const { tasks, sections } = readTaskList(source);
    const ids = new Map<TaskId | SectionId, string>();
    for (const { id } of [...tasks, ...sections]) ids.set(id, newBlockId());
    const all = (some: readonly TaskId[]) => some.flatMap((id) => ids.get(id) ?? []);
    const one = (id: string | null) => (id === null ? null : (ids.get(id) ?? null));
    copy.transact(() => {
      addSections(
        copy,
        sections.map((section) => ({ ...section, id: ids.get(section.id) ?? section.id })),
      );
      addTasks(
        copy,
        tasks.map((task) => ({
          ...task,
          id: ids.get(task.id) ?? task.id,
          parentId: one(task.parentId),
          sectionId: one(task.sectionId),
          blockedBy: all(task.blockedBy),
          relatesTo: all(task.relatesTo),
          foreign: null,
          uid: null,
          ...(isFresh && { isDone: false, doneAt: null }),
          ...(days !== 0 && movedDays(task, days)),
        })),
      );
      for (const id of readSources(source)) setSource(copy, { id, isShown: true });
      const kept = (text: NodeJson) => (isFresh ? movedText(text, days) : text);
      for (const { id } of tasks) copyDescription(source, copy, { from: id, to: ids.get(id) ?? id, kept });
    });
    return Y.encodeStateAsUpdate(copy);
  } finally {
    source.destroy();
    copy.destroy();
  }
}

function movedDays(
  { start, due, repeat }: Pick<Task, 'start' | 'due' | 'repeat'>,
  days: number,
): Pick<Task, 'start' | 'due' | 'repeat'> {
  return {
    start: start && movedWhen(start, days),
    due: due && movedWhen(due, days),
    repeat: repeat && movedRepeat(repeat, days),
  };
}

function copyDescription(
  source: Y.Doc,
  copy: Y.Doc,
  { from, to, kept }: { from: TaskId; to: TaskId; kept: (text: NodeJson) => NodeJson },
): void {
  if (!source.share.has(descriptionName(from))) return;
  const text = source.getXmlFragment(descriptionName(from));
  if (text.length === 0) return;
  const fragment = copy.getXmlFragment(descriptionName(to));
  prosemirrorToYXmlFragment(
    safeDocument(withBlockIds(withNewBlockIds(kept(ownDocument(text).toJSON())))),
    fragment,
  );
  fillEmptyBlocks(fragment);
}
