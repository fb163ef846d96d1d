'use server';

import { listAssignable } from '@plenum/database/documents/access';
import { createDocument } from '@plenum/database/documents/writes';
import { idSchema } from '@plenum/domain/ids';
import { tickTask as tick } from '@plenum/exchange/tasks';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';
import type { Assignable } from './components/tasks-context.tsx';

/** Makes an empty list of tasks and opens it. */
export const createTaskList = formAction({
  schema: z.object({ workspaceId: idSchema }),
  async act({ workspaceId }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    const t = await getTranslations('tasks');
    const { id } = await createDocument(into, { kind: 'tasks', title: t('untitled'), seed: null });
    redirect(documentPath(id));
  },
});

/** Says that a task is done, or is not, wherever it is. */
export const tickTask = formAction({
  schema: z.object({ documentId: idSchema, taskId: z.string().max(100), isDone: z.stringbool() }),
  async act({ documentId, taskId, isDone }): Promise<{ isDone: boolean }> {
    await tick(await grantFor('document.tick', documentId), { taskId, isDone });
    return { isDone };
  },
});

/** Whom the signed-in person can give the tasks of a list to. */
export async function loadAssignable(documentId: string): Promise<Assignable> {
  return listAssignable(await grantFor('document.read', documentId));
}
