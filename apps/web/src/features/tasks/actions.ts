'use server';

import { listAssignable } from '@plenum/database/documents/access';
import { createDocument } from '@plenum/database/documents/writes';
import { endTaskFeed, makeTaskFeed } from '@plenum/database/tasks/feeds';
import { deleteSavedFilter, saveFilter } from '@plenum/database/tasks/saved-filters';
import { titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import { savedFilterSchema } from '@plenum/domain/tasks/filter/schema';
import { againSchema } from '@plenum/domain/tasks/schema';
import { severalTasksSchema, stepsFieldSchema, tasksChangeFrom } from '@plenum/domain/tasks/several';
import { makeListAgain } from '@plenum/exchange/make-list-again';
import { tickTask as tick } from '@plenum/exchange/tasks';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { beginningFrom } from '#lib/create-from-template.ts';
import { database } from '#lib/database.ts';
import { formAction } from '#lib/form-action.ts';
import {
  documentCalendarPath,
  documentPath,
  MY_CALENDAR_PATH,
  MY_TASKS_PATH,
  taskFeedPath,
} from '#lib/paths.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';
import { changeEach, type SeveralOutcome, takeBackEach } from '#lib/several-tasks.ts';
import { dayIn } from './components/days.ts';
import type { Assignable } from './components/tasks-context.tsx';

/** Makes a list of tasks, empty or from a template, and opens it. */
export const createTaskList = formAction({
  schema: z.object({ workspaceId: idSchema, template: z.literal('').or(idSchema).optional() }),
  async act({ workspaceId, template }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    const t = await getTranslations('tasks');
    const beginning = template
      ? await beginningFrom(await grantFor('document.read', template))
      : ({ kind: 'tasks', title: t('untitled'), seed: null } as const);
    const { id } = await createDocument(into, beginning);
    redirect(documentPath(id));
  },
});

/** Makes a new list of one, in which nothing is done and whose last day is the one that is said, and opens it. */
export const makeAgain = formAction({
  schema: z.object({
    documentId: idSchema,
    title: titleSchema,
    on: againSchema.shape.on,
  }),
  async act({ documentId, title, on }): Promise<undefined> {
    const from = await grantFor('document.read', documentId);
    const into = await grantFor('document.create', from.workspaceId);
    const { id } = await makeListAgain(from, { into, title, on });
    redirect(documentPath(id));
  },
});

/** Says that a task is done, or is not, wherever it is. */
export const tickTask = formAction({
  schema: z.object({ documentId: idSchema, taskId: z.string().max(100), isDone: z.stringbool() }),
  async act({ documentId, taskId, isDone }): Promise<{ isDone: boolean }> {
    const grant = await grantFor('document.tick', documentId);
    await tick(grant, { taskId, isDone, zone: await getTimeZone() });
    return { isDone };
  },
});

/** Secret addresses of the same tasks, shown once. */
export interface NewFeed {
  tasks: string;
  events: string;
}

/** Gives a list of tasks, or without one all that somebody has, a secret address for calendar programs. */
export const makeFeed = formAction({
  schema: z.object({ documentId: idSchema.optional() }),
  async act({ documentId }): Promise<NewFeed> {
    const list = documentId === undefined ? null : await grantFor('document.read', documentId);
    const { token } = await makeTaskFeed(await grantForSelf('account.organise'), list);
    const [tasks, events] = [taskFeedPath(token, 'tasks'), taskFeedPath(token, 'events')];
    const { publicUrl } = database();
    revalidateFeeds(documentId);
    return { tasks: publicUrl + tasks, events: publicUrl + events };
  },
});

/** Takes a secret address of tasks away. */
export const endFeed = formAction({
  schema: z.object({ feedId: idSchema, documentId: idSchema.optional() }),
  async act({ feedId, documentId }): Promise<undefined> {
    await endTaskFeed(await grantForSelf('account.organise'), feedId);
    revalidateFeeds(documentId);
  },
});

/** Whom the signed-in person can give the tasks of a list to. */
export async function loadAssignable(documentId: string): Promise<Assignable> {
  return listAssignable(await grantFor('document.read', documentId));
}

/** Does something with several tasks, each by its own rights. */
export const changeSeveral = formAction({
  lists: ['tasks'],
  schema: severalTasksSchema,
  async act({ tasks, ...wish }): Promise<SeveralOutcome> {
    // Who is nobody has nothing to change, and is told so before anything else.
    await grantForSelf('account.read');
    return { what: wish.what, ...(await changeEach(tasks, tasksChangeFrom(wish))) };
  },
});

/** Takes back what was done with several tasks, but for what somebody has changed since. */
export const takeBack = formAction({
  schema: z.object({ steps: stepsFieldSchema }),
  async act({ steps }): Promise<SeveralOutcome> {
    await grantForSelf('account.read');
    return { what: 'undo', ...(await takeBackEach(steps)) };
  },
});

/** Keeps a filter of one's own tasks by a name. */
export const keepFilter = formAction({
  schema: savedFilterSchema,
  async act(filter): Promise<undefined> {
    const grant = await grantForSelf('account.organise');
    const [locale, zone] = await Promise.all([getLocale(), getTimeZone()]);
    parseTaskFilter(filter.filter, { today: dayIn(zone, new Date()), locale });
    await saveFilter(grant, filter);
    revalidatePath(MY_TASKS_PATH);
  },
});

/** Deletes a filter that one keeps. */
export const dropFilter = formAction({
  schema: z.object({ id: idSchema }),
  async act({ id }): Promise<undefined> {
    await deleteSavedFilter(await grantForSelf('account.organise'), id);
    revalidatePath(MY_TASKS_PATH);
  },
});

function revalidateFeeds(documentId: string | undefined): void {
  revalidatePath(MY_CALENDAR_PATH);
  if (documentId !== undefined) revalidatePath(documentCalendarPath(documentId));
}
