import { createHash } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { listHomes } from '@plenum/database/tasks/gathered';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { tasksFromHome } from '@plenum/domain/tasks/bare-task';
import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import { tickTask } from '@plenum/exchange/tasks';
import { taskFromTodo } from '@plenum/formats/tasks/icalendar/task-from-todo';
import { checkCondition } from './condition.ts';
import { makeResource } from './resources.ts';
import type { Condition, Resource } from './task-lists.ts';
import { NamesOfList } from './task-names.ts';

/** A task of another home that a list shows, as a resource of that list. */
interface GatheredResource extends Resource {
  home: DocumentId;
  description: string;
  names: NamesOfList;
}

const LIMIT = { limit: TASK_LIMITS.homes };

/** The names of such resources: the id of a task, and that of its home. */
const NAME =
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.ics$/;

/** Whether a resource with this name would be a task of another home. */
export function isGathered(name: string): boolean {
  return NAME.test(name);
}

/** What stands for the homes that a list shows, as they are for who asks; another text after each change of one of them, empty for none. */
export async function markOfHomes(grant: Grant<'document.read' | 'document.write'>): Promise<string> {
  const { items } = await listHomes(grant, LIMIT);
  if (items.length === 0) return '';
  const said = items.map(({ isBehind: _, ...home }) => Object.values(home));
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
}

/** The tasks of other homes that a list shows to who asks, by their names. */
export async function readGathered(
  grant: Grant<'document.read' | 'document.write'>,
): Promise<Map<string, GatheredResource>> {
  const { items } = await gatherTasks(grant, LIMIT);
  const origin = grant.db.publicUrl;
  const resources = items.flatMap((home) => resourcesOf(home, origin));
  return new Map(resources.map((resource) => [resource.name, resource]));
}

/**
 * Ticks a task of another home by what a program sends in its place.
 * @throws AppError `precondition_failed`, `forbidden` where it would be otherwise too or is not shown any more, and as `taskFromTodo` does.
 */
export async function tickGathered(
  grant: Grant<'document.read' | 'document.write'>,
  { name, text, zone, ...condition }: { name: string; text: string; zone: string } & Condition,
): Promise<void> {
  const resource = (await readGathered(grant)).get(name);
  checkCondition(condition, resource?.etag ?? null);
  if (!resource) throw new AppError('forbidden', 'This task is not shown in this list any more.');
  const { home, task, names, description } = resource;
  const sent = taskFromTodo(text, { zone, names });
  const isSame = FIELDS.every((field) => JSON.stringify(sent.fields[field]) === JSON.stringify(task[field]));
  if (!isSame || sent.description.trim() !== description.trim())
    throw new AppError(
      'forbidden',
      'This task belongs to another text or list. Here you only say whether it is done; change the rest there.',
    );
  if (sent.fields.isDone === task.isDone) return;
  const { actor, db } = grant;
  const ticking = await authorize(db, { actor, action: 'document.tick', on: home });
  await tickTask(ticking, { taskId: task.id, isDone: sent.fields.isDone });
}

/** What of a task its line says. */
const FIELDS = ['title', 'start', 'due', 'priority', 'labels'] as const;

function resourcesOf(home: GatheredHome, origin: string): GatheredResource[] {
  // Without their rules: programs tick what comes again by moving its days, and those are changed in its home alone.
  const tasks = tasksFromHome(home).map((task) => ({ ...task, repeat: null }));
  const names = new NamesOfList(home.documentId, tasks);
  return tasks.map((task) => {
    const description = `${home.document}\n\n${origin}/d/${home.documentId}#block-${task.id}`;
    return {
      ...makeResource(task, { description, names }),
      home: home.documentId,
      description,
      names,
    };
  });
}
