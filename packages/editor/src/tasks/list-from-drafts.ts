import type { GroupId, PersonId } from '@plenum/domain/ids';
import type { TaskDraft, TaskId } from '@plenum/domain/tasks/types';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { generateNKeysBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { newBlockId, withBlockIds } from '../schema/block-id.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { fillEmptyBlocks } from '../yjs/empty-blocks.ts';
import { addSections, addTasks, type NewTask } from './edit-tasks.ts';
import { descriptionName } from './task-list.ts';

/** A list as it came from elsewhere. */
export interface DraftList {
  sections: readonly { title: string; isForDone: boolean }[];
  drafts: readonly TaskDraft[];
}

/** Who has a task, among those who can have it, with what they are called. */
export interface Assigned {
  people: PersonId[];
  groups: GroupId[];
  names: Record<string, string>;
}

/**
 * A Yjs update (V1) that creates a list in an empty Y.Doc.
 * @param whoHas finds out who has a task, of which the draft may say anything.
 * @throws AppError `conflict` for more tasks than a list has.
 */
export function listFromDrafts(
  { sections, drafts }: DraftList,
  whoHas: (draft: TaskDraft) => Assigned,
): Uint8Array {
  const doc = new Y.Doc();
  try {
    const positions = generateNKeysBetween(null, null, sections.length);
    const made = sections.map((section, i) => ({
      ...section,
      id: newBlockId(),
      position: positions[i] ?? '',
    }));
    const sectionIds = new Map(made.map(({ title, id }) => [title, id]));
    const placed = placedDrafts(drafts);
    const ids = new Map(placed.flatMap(({ draft: { key }, id }) => (key === undefined ? [] : [[key, id]])));
    doc.transact(() => {
      addSections(doc, made);
      addTasks(
        doc,
        placed.map((one) => taskOf(one, { ids, sectionIds, whoHas })),
      );
      for (const { draft, id } of placed) describeTask(doc, id, draft.description);
    });
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}

interface PlacedDraft {
  draft: TaskDraft;
  id: TaskId;
  parentId: TaskId | null;
  position: string;
}

/** Each draft with an id and a place, parts too. Not by recursion: parts can lie deeper than the stack. */
function placedDrafts(drafts: readonly TaskDraft[]): PlacedDraft[] {
  const placed: PlacedDraft[] = [];
  const waiting: { drafts: readonly TaskDraft[]; parentId: TaskId | null }[] = [{ drafts, parentId: null }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { parentId } = next;
    const positions = generateNKeysBetween(null, null, next.drafts.length);
    for (const [i, draft] of next.drafts.entries()) {
      const id = newBlockId();
      placed.push({ draft, id, parentId, position: positions[i] ?? '' });
      if (draft.parts && draft.parts.length > 0) waiting.push({ drafts: draft.parts, parentId: id });
    }
  }
  return placed;
}

function taskOf(
  { draft, id, parentId, position }: PlacedDraft,
  {
    ids,
    sectionIds,
    whoHas,
  }: {
    ids: ReadonlyMap<string, TaskId>;
    sectionIds: ReadonlyMap<string, string>;
    whoHas: (draft: TaskDraft) => Assigned;
  },
): NewTask & { id: TaskId } {
  const { section, key: _, description: __, parts: ___, assigneeNames: ____, ...said } = draft;
  const { blockedByKeys = [], relatesToKeys = [], ...fields } = said;
  const those = (keys: readonly string[]) => keys.flatMap((key) => ids.get(key) ?? []);
  return {
    ...fields,
    ...whoHas(draft),
    id,
    parentId,
    position,
    sectionId: parentId === null ? (sectionIds.get(section ?? '') ?? null) : null,
    blockedBy: those(blockedByKeys),
    relatesTo: those(relatesToKeys),
  };
}

function describeTask(doc: Y.Doc, id: TaskId, markdown: string | undefined): void {
  if (markdown === undefined || markdown.trim() === '') return;
  const fragment = doc.getXmlFragment(descriptionName(id));
  prosemirrorToYXmlFragment(safeDocument(withBlockIds(jsonFromMarkdown(markdown))), fragment);
  fillEmptyBlocks(fragment);
}
