'use server';

import { patchDocument, trashDocument as trash } from '@plenum/database/documents/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createFromTemplate, TEMPLATES } from '#lib/create-from-template.ts';
import { type FormState, formAction } from '#lib/form-action.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

/** Makes a document from a template and opens it. */
export async function createDocument(state: FormState, form: FormData): Promise<FormState> {
  return createForm(state, form);
}

const createForm = formAction({
  schema: z.object({
    workspaceId: idSchema,
    template: z.enum(TEMPLATES),
    timeZone: z.string().optional(),
  }),
  async act({ workspaceId, ...choice }): Promise<undefined> {
    const { id } = await createFromTemplate(await grantFor('document.create', workspaceId), {
      template: choice.template,
      timeZone: choice.timeZone,
    });
    redirect(documentPath(id));
  },
});

/** Gives a document another title. */
export async function renameDocument(state: FormState, form: FormData): Promise<FormState> {
  return renameForm(state, form);
}

const renameForm = formAction({
  schema: z.object({ documentId: idSchema, title: titleSchema }),
  async act({ documentId, title }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { title } });
  },
});

/** Puts a document into the trash and goes back to its workspace. */
export async function trashDocument(state: FormState, form: FormData): Promise<FormState> {
  return trashForm(state, form);
}

const trashForm = formAction({
  schema: z.object({ documentId: idSchema }),
  async act({ documentId }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    const { slug } = await getWorkspace(await grantFor('workspace.read', grant.workspaceId));
    await trash(grant);
    redirect(workspacePath(slug));
  },
});
