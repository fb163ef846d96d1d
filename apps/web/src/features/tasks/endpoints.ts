import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { listAssignable } from '@plenum/database/documents/access';
import { endTaskFeed, listTaskFeeds, makeTaskFeed } from '@plenum/database/tasks/feeds';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { againSchema, newTaskSchema, type TaskPatch, taskPatchSchema } from '@plenum/domain/tasks/schema';
import type { Task } from '@plenum/domain/tasks/types';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import { makeListAgain } from '@plenum/exchange/make-list-again';
import { createTask, deleteTask, listTasks, patchTask, tickTask } from '@plenum/exchange/tasks';
import { z } from 'zod';
import { chooseTimeZone } from '#i18n/time-zone.ts';
import { json, noContent } from '#lib/api/answer.ts';
import { documentJson, documentSchema } from '#lib/api/document-schema.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import {
  gatheredHomeSchema,
  idsIn,
  idsSchema,
  myTaskSchema,
  taskFeedSchema,
  taskSchema,
} from '#lib/api/task-schema.ts';
import { database } from '#lib/database.ts';
import { taskFeedPath } from '#lib/paths.ts';
import { dayIn } from './components/days.ts';

const byId = z.object({ id: idSchema });
const byTask = byId.extend({ taskId: z.string().max(100) });

/** GET /me/tasks */
export const getMyTasks = endpoint({
  method: 'GET',
  path: '/me/tasks',
  summary:
    'The tasks that you have, by yourself or through a group, in all documents that you may read: what is due first comes first, then what matters most. `filter` says which, as the page of your tasks has it, such as `due:overdue #flyer`; without one all that are open. Days are those of `zone`. With `of=given` those that you gave to others, with who has them',
  params: z.object({}),
  query: pageQuerySchema.extend({
    filter: z.string().default(''),
    zone: z.string().max(60).default('UTC'),
    of: z.enum(['mine', 'given']).default('mine'),
  }),
  body: NO_BODY,
  answer: pageSchema(myTaskSchema),
  async handle({ actor, query: { filter: typed, zone, ...page } }) {
    const on = personOf(actor) ?? '';
    const grant = await authorize(database(), { actor, action: 'account.read', on });
    const today = dayIn(chooseTimeZone(zone, 'UTC'), new Date());
    return json(
      await listMyTasks(grant, { ...page, filter: parseTaskFilter(typed, { today, locale: 'en' }) }),
    );
  },
});

/** GET /me/task-feeds */
export const getTaskFeeds = endpoint({
  method: 'GET',
  path: '/me/task-feeds',
  summary:
    'The secret addresses at which calendar programs read your tasks; the secrets themselves are not told. Without a document it is about all that you have',
  params: z.object({}),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({ items: z.array(taskFeedSchema) }),
  async handle({ actor }) {
    const on = personOf(actor) ?? '';
    return json({
      items: await listTaskFeeds(await authorize(database(), { actor, action: 'account.read', on })),
    });
  },
});

/** POST /me/task-feeds */
export const postTaskFeed = endpoint({
  method: 'POST',
  path: '/me/task-feeds',
  summary:
    'Make a secret address at which calendar programs read a list, or without one all tasks that you have; one that you had for the same ends. The addresses are told this once. It ends with the token that makes it',
  params: z.object({}),
  query: z.object({}),
  body: z.object({ documentId: idSchema.nullable().default(null) }),
  answer: z.object({ id: idSchema, url: z.string(), eventsUrl: z.string() }),
  async handle({ actor, body: { documentId } }) {
    const db = database();
    const list =
      documentId === null ? null : await authorize(db, { actor, action: 'document.read', on: documentId });
    const organise = { actor, action: 'account.organise', on: personOf(actor) ?? '' } as const;
    const { id, token } = await makeTaskFeed(await authorize(db, organise), list);
    const [url, eventsUrl] = (['tasks', 'events'] as const).map(
      (form) => db.publicUrl + taskFeedPath(token, form),
    );
    return json({ id, url, eventsUrl }, { status: 201 });
  },
});

/** DELETE /me/task-feeds/{id} */
export const deleteTaskFeed = endpoint({
  method: 'DELETE',
  path: '/me/task-feeds/{id}',
  summary: 'Take a secret address of tasks away',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id } }) {
    const on = personOf(actor) ?? '';
    await endTaskFeed(await authorize(database(), { actor, action: 'account.organise', on }), id);
    return noContent();
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

/** GET /documents/{id}/tasks/gathered */
export const getGatheredTasks = endpoint({
  method: 'GET',
  path: '/documents/{id}/tasks/gathered',
  summary:
    'The tasks of other documents that a list shows beside its own, as they are committed, by these documents, the newest first: what you may read. `sources`: the ids of documents, or of a workspace for all texts in it, other than the list names. `shown`: documents that stay although all of their tasks are done',
  params: byId,
  query: pageQuerySchema.extend({ sources: idsSchema.optional(), shown: idsSchema.optional() }),
  body: NO_BODY,
  answer: pageSchema(gatheredHomeSchema),
  async handle({ actor, params, query: { sources, shown, limit, ...rest } }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const most = Math.min(limit, TASK_LIMITS.homes);
    return json(
      await gatherTasks(grant, {
        ...rest,
        limit: most,
        ...(sources !== undefined && { sources: idsIn(sources) }),
        ...(shown !== undefined && { shown: idsIn(shown) }),
      }),
    );
  },
});

/** POST /documents/{id}/tasks */
export const postTask = endpoint({
  method: 'POST',
  path: '/documents/{id}/tasks',
  summary:
    'Add a task to a list, at the end of its section or of what it is a part of. `blockedBy` has the tasks of the list that it waits for, `relatesTo` those that belong with it, `repeat` a rule of RFC 5545 by which it comes again, by days, weeks, months or years',
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
    'Change a task of a list. Of one that is a line of a text only whether it is done, which is answered with nothing; the rest its text says. It cannot wait (`blockedBy`) for one that waits for it, also by way of others; that two belong together either of them says (`relatesTo`)',
  params: byTask,
  query: z.object({}),
  body: taskPatchSchema,
  answer: taskSchema,
  async handle({ actor, params: { id: on, taskId }, body }) {
    const { isDone, ...rest } = body;
    if (isDone !== undefined && Object.keys(rest).length === 0) {
      await tickTask(await authorize(database(), { actor, action: 'document.tick', on }), { taskId, isDone });
      const read = await authorize(database(), { actor, action: 'document.read', on });
      const task = (await listTasks(read)).tasks.find(({ id }) => id === taskId);
      return task ? json(shown(task)) : noContent();
    }
    const grant = await authorize(database(), { actor, action: 'document.write', on });
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

/** POST /documents/{id}/use-again */
export const postUseAgain = endpoint({
  method: 'POST',
  path: '/documents/{id}/use-again',
  summary:
    'Make a new list of a list of tasks: with its sections, tasks, people and labels, nothing done, and every day so many later or earlier that the last of them falls `on` the day that you say',
  params: byId,
  query: z.object({}),
  body: againSchema,
  answer: documentSchema,
  async handle({ actor, params, body }) {
    const from = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const into = await authorize(database(), { actor, action: 'document.create', on: from.workspaceId });
    return json(documentJson(await makeListAgain(from, { into, ...body })), { status: 201 });
  },
});
