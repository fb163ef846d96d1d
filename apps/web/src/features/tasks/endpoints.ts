import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { listAssignable } from '@plenum/database/documents/access';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import { documentKindSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { newTaskSchema, type TaskPatch, taskPatchSchema } from '@plenum/domain/tasks/schema';
import type { Task } from '@plenum/domain/tasks/types';
import { exportTasks, TASK_FORMATS } from '@plenum/exchange/export-tasks';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import { importTasks } from '@plenum/exchange/import-tasks';
import { createTask, deleteTask, listTasks, patchTask, tickTask } from '@plenum/exchange/tasks';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { chooseTimeZone } from '#i18n/time-zone.ts';
import { attachment, json, noContent } from '#lib/api/answer.ts';
import { documentJson, documentSchema } from '#lib/api/document-schema.ts';
import { endpoint, NO_BODY, RAW_BODY } from '#lib/api/endpoint.ts';
import { lossesOutside, lossSchema } from '#lib/api/losses.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { converter, inConversionSlot } from '#lib/convert/converter.ts';
import { readFile } from '#lib/convert/read-file.ts';
import { database } from '#lib/database.ts';
import { inUploadSlot } from '#lib/files/upload-slots.ts';
import { dayIn } from './components/days.ts';

const byId = z.object({ id: idSchema });
const byTask = byId.extend({ taskId: z.string().max(100) });

/** Ids with commas between them. */
const idsSchema = z
  .string()
  .max(2_000)
  .regex(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:,(?!$)|$))*$/,
    'Name ids with commas between them.',
  );

function idsIn(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

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
    'The tasks that you have, by yourself or through a group, in all documents that you may read: what is due first comes first, then what matters most. `filter` says which, as the page of your tasks has it, such as `due:overdue #flyer`; without one all that are open. Days are those of `zone`',
  params: z.object({}),
  query: pageQuerySchema.extend({
    filter: z.string().default(''),
    zone: z.string().max(60).default('UTC'),
  }),
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      documentId: idSchema,
      taskId: z.string(),
      title: z.string(),
      isDone: z.boolean(),
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
  async handle({ actor, query: { filter: typed, zone, ...page } }) {
    const on = personOf(actor) ?? '';
    const grant = await authorize(database(), { actor, action: 'account.read', on });
    const today = dayIn(chooseTimeZone(zone, 'UTC'), new Date());
    return json(
      await listMyTasks(grant, { ...page, filter: parseTaskFilter(typed, { today, locale: 'en' }) }),
    );
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
  answer: pageSchema(
    z.object({
      documentId: idSchema,
      document: z.string(),
      documentKind: documentKindSchema,
      mayTick: z.boolean(),
      tasks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          isDone: z.boolean(),
          parentId: z.string().nullable(),
          start: z.string().nullable(),
          due: z.string().nullable(),
          priority: z.number().int(),
          labels: z.array(z.string()),
          people: z.array(z.object({ id: idSchema, name: z.string(), colour: z.number().int() })),
          groups: z.array(z.object({ id: idSchema, name: z.string() })),
        }),
      ),
    }),
  ),
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

/** POST /workspaces/{id}/tasks/import */
export const postTasksImport = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/tasks/import',
  summary:
    'Make lists of a file of tasks, one for each board or project in it: a table (CSV), an export of Plenum, Vikunja, Nextcloud Deck, Trello or Todoist, known by what is in it. Hear what of it did not come along. `zone` is for times that say none',
  params: byId,
  query: z.object({ zone: z.string().max(60).default('UTC') }),
  body: RAW_BODY,
  answer: z.object({ documents: z.array(documentSchema), losses: z.array(lossSchema) }),
  async handle({ actor, params, query, request }) {
    const mayCreate = () => authorize(database(), { actor, action: 'document.create', on: params.id });
    await mayCreate();
    const file = await inUploadSlot(actor, () => readFile(request));
    // Sending it may have taken minutes.
    const grant = await mayCreate();
    const untitled = (await getTranslations('tasks'))('untitled');
    const zone = chooseTimeZone(query.zone, 'UTC');
    const { documents, losses } = await inConversionSlot(actor, () =>
      importTasks(grant, { file, zone, untitled, converter }),
    );
    return json(
      { documents: documents.map(documentJson), losses: await lossesOutside(losses) },
      { status: 201 },
    );
  },
});

/** GET /documents/{id}/tasks/export */
export const getTasksExport = endpoint({
  method: 'GET',
  path: '/documents/{id}/tasks/export',
  summary: 'A list of tasks as a file: a table (CSV), JSON that comes back as it was, or Markdown',
  params: byId,
  query: z.object({ format: z.enum(['csv', 'json', 'markdown']) }),
  body: NO_BODY,
  answer: null,
  files: Object.values(TASK_FORMATS),
  async handle({ actor, params, query: { format } }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const { title, content } = await inConversionSlot(actor, () => exportTasks(grant, format));
    const ending = format === 'markdown' ? 'md' : format;
    return attachment({ name: `${title}.${ending}`, type: TASK_FORMATS[format], content });
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
