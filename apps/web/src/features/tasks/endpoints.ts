import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { listAssignable } from '@plenum/database/documents/access';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import { documentKindSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { newTaskSchema, type TaskPatch, taskPatchSchema } from '@plenum/domain/tasks/schema';
import type { Task } from '@plenum/domain/tasks/types';
import { createTask, deleteTask, listTasks, patchTask, tickTask } from '@plenum/exchange/tasks';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';

const byId = z.object({ id: idSchema });
const byTask = byId.extend({ taskId: z.string().max(100) });

const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  isDone: z.boolean(),
  doneAt: z.string().nullable(),
  parentId: z.string().nullable(),
  sectionId: z.string().nullable(),
  position: z.string(),
  people: z.array(idSchema),
  groups: z.array(idSchema),
  start: z.string().nullable(),
  due: z.string().nullable(),
  priority: z.number().int(),
  labels: z.array(z.string()),
  createdAt: z.string().nullable(),
});

/** GET /me/tasks */
export const getMyTasks = endpoint({
  method: 'GET',
  path: '/me/tasks',
  summary:
    'The open tasks that you have, by yourself or through a group, in all documents that you may read: what is due first comes first, then what matters most',
  params: z.object({}),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      documentId: idSchema,
      taskId: z.string(),
      title: z.string(),
      start: z.string().nullable(),
      due: z.string().nullable(),
      priority: z.number().int(),
      labels: z.array(z.string()),
      document: z.string(),
      documentKind: documentKindSchema,
      workspaceId: idSchema,
      workspace: z.string(),
      mayWrite: z.boolean(),
    }),
  ),
  async handle({ actor, query }) {
    const on = personOf(actor) ?? '';
    return json(await listMyTasks(await authorize(database(), { actor, action: 'account.read', on }), query));
  },
});

/** GET /documents/{id}/tasks */
export const getTasks = endpoint({
  method: 'GET',
  path: '/documents/{id}/tasks',
  summary:
    'The tasks of a list as they are committed, in the order of their ids, and on the first page its sections',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(taskSchema).extend({
    sections: z.array(
      z.object({ id: z.string(), title: z.string(), position: z.string(), isForDone: z.boolean() }),
    ),
  }),
  async handle({ actor, params, query: { limit, cursor } }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const { tasks, sections } = await listTasks(grant);
    const rest = cursor === undefined ? tasks : tasks.filter(({ id }) => id > cursor);
    const items = rest.slice(0, limit);
    return json({
      items: items.map(shown),
      next: rest.length > limit ? (items.at(-1)?.id ?? null) : null,
      sections: cursor === undefined ? sections : [],
    });
  },
});

/** POST /documents/{id}/tasks */
export const postTask = endpoint({
  method: 'POST',
  path: '/documents/{id}/tasks',
  summary: 'Add a task to a list, at the end of its section or of what it is a part of',
  params: byId,
  query: z.object({}),
  body: newTaskSchema,
  answer: taskSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    const names = await namesOf(actor, grant, body);
    return json(shown(await createTask(grant, { ...body, names })), { status: 201 });
  },
});

/** PATCH /documents/{id}/tasks/{taskId} */
export const patchOneTask = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/tasks/{taskId}',
  summary:
    'Change a task of a list. Of one that is a line of a text only whether it is done, which is answered with nothing; the rest its text says',
  params: byTask,
  query: z.object({}),
  body: taskPatchSchema,
  answer: taskSchema,
  async handle({ actor, params: { id: on, taskId }, body }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on });
    const { isDone, ...rest } = body;
    if (isDone !== undefined && Object.keys(rest).length === 0) {
      await tickTask(grant, { taskId, isDone });
      const read = await authorize(database(), { actor, action: 'document.read', on });
      const task = (await listTasks(read)).tasks.find(({ id }) => id === taskId);
      return task ? json(shown(task)) : noContent();
    }
    const names = await namesOf(actor, grant, body);
    return json(shown(await patchTask(grant, { taskId, changes: { ...body, names } })));
  },
});

/** DELETE /documents/{id}/tasks/{taskId} */
export const deleteOneTask = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/tasks/{taskId}',
  summary: 'Delete a task of a list with all that is a part of it',
  params: byTask,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, taskId } }) {
    await deleteTask(await authorize(database(), { actor, action: 'document.write', on }), taskId);
    return noContent();
  },
});

function shown(task: Task): z.infer<typeof taskSchema> {
  return taskSchema.parse(task);
}

/** What those are called who get a task. @throws AppError `invalid_input` for whom the one who asks cannot give it to. */
async function namesOf(
  actor: Actor,
  { documentId: on }: Grant<'document.write'>,
  { people = [], groups = [] }: TaskPatch,
): Promise<Record<string, string>> {
  if (people.length + groups.length === 0) return {};
  const known = await listAssignable(await authorize(database(), { actor, action: 'document.read', on }));
  const names = new Map<string, string>([
    ...known.people.map(({ id, displayName }) => [id, displayName] as const),
    ...known.groups.map(({ id, name }) => [id, name] as const),
  ]);
  return Object.fromEntries(
    [...people, ...groups].map((id) => {
      const name = names.get(id);
      if (name !== undefined) return [id, name];
      throw new AppError(
        'invalid_input',
        'You can give a task only to people and groups who may read the list.',
      );
    }),
  );
}
