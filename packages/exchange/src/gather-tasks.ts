import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import {
  type DerivedTask,
  type Home,
  listDerivedTasks,
  listHomes,
  nameAssignees,
} from '@plenum/database/tasks/gathered';
import type { TaskProjection } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Assignees, GatheredHome, GatheredTask } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';

/** Which of the homes of tasks are asked for: see `listHomes`. */
export type Gathering = PageQuery & { sources?: readonly string[]; shown?: readonly DocumentId[] };

/** Homes that are read from their logs for one who asks, at most; of the others what was derived last is as good for a moment. */
const MOST_READ = 20;

/**
 * The tasks of other homes that a list shows, as they are committed at this moment, by their homes, the newest first: what whoever asks may
 * read. What has been derived is taken where nothing was written since, which is nearly always.
 */
export async function gatherTasks(
  grant: Grant<'document.read' | 'document.write'>,
  gathering: Gathering,
): Promise<Page<GatheredHome>> {
  const { items: homes, next } = await listHomes(grant, gathering);
  const derived = new Map<DocumentId, DerivedTask[]>(homes.map(({ documentId }) => [documentId, []]));
  for (const task of await listDerivedTasks(grant, homes)) derived.get(task.documentId)?.push(task);
  const behind = homes.filter(({ isBehind }) => isBehind).slice(0, MOST_READ);
  for (const home of behind) {
    const tasks = await readNow(grant, home);
    if (tasks) derived.set(home.documentId, tasks);
  }
  const all = [...derived.values()].flat();
  const names = await nameAssignees(
    grant,
    all.flatMap(({ assignees }) => assignees),
  );
  const items = homes.map(({ documentId, document, documentKind, mayTick }) => ({
    documentId,
    document,
    documentKind,
    mayTick,
    tasks: (derived.get(documentId) ?? []).map((task) => gathered(task, names)),
  }));
  return { items, next };
}

/** Null where it is gone meanwhile, or not to be read any more. */
async function readNow({ actor, db }: Grant<'document.read' | 'document.write'>, { documentId: on }: Home) {
  try {
    const grant = await authorize(db, { actor, action: 'document.read', on });
    const { updates } = await getDocumentUpdates(grant);
    const { tasks } = projectionFromUpdates(updates, { origin: db.publicUrl });
    const first = tasks.toSorted((a, b) => Number(a.isDone) - Number(b.isDone)).slice(0, TASK_LIMITS.ofHome);
    const shown = new Set(first);
    return tasks.filter((task) => shown.has(task)).map((task) => derivedFrom(task, on));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

function derivedFrom(
  { blockId, parentId, text, isDone, people = [], groups = [], ...said }: TaskProjection,
  documentId: DocumentId,
): DerivedTask {
  const { start, due, priority, labels, repeat } = said;
  return {
    documentId,
    taskId: blockId,
    parentId,
    title: text,
    isDone,
    start: start ?? null,
    due: due ?? null,
    priority: priority ?? 0,
    labels: labels ?? [],
    repeat: repeat ?? null,
    assignees: [...people, ...groups],
  };
}

function gathered(
  { taskId: id, documentId: _, assignees, priority, ...task }: DerivedTask,
  { people, groups }: Assignees,
): GatheredTask {
  const has = ({ id: who }: { id: string }) => assignees.includes(who);
  return {
    id,
    ...task,
    priority: priority === 1 || priority === 2 || priority === 3 || priority === 4 ? priority : 0,
    people: people.filter(has),
    groups: groups.filter(has),
  };
}
