'use server';

import { patchDocument, trashDocument as trash } from '@plenum/database/documents/writes';
import { titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createFromTemplate, TEMPLATES } from '#lib/create-from-template.ts';
import { type FormState, formAction } from '#lib/form-action.ts';
import { documentPath, ownPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

/** Makes a document from a template and opens it. */
export async function createDocument(state: FormState, form: FormData): Promise<FormState> {
  return createForm(state, form);
}

const createForm = formAction({
  schema: z.object({ workspaceId: idSchema, template: z.enum(TEMPLATES) }),
  async act({ workspaceId, template }): Promise<undefined> {
    const { id } = await createFromTemplate(await grantFor('document.create', workspaceId), template);
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
  schema: z.object({ documentId: idSchema, returnTo: z.string().max(200) }),
  async act({ documentId, returnTo }): Promise<undefined> {
    await trash(await grantFor('document.organise', documentId));
    redirect(ownPath(returnTo));
  },
});
