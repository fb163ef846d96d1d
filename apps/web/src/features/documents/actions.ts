'use server';

import {
  createDocument as create,
  patchDocument,
  trashDocument as trash,
} from '@plenum/database/documents/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { titleSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { env } from '#env.ts';
import { createFromTemplate, TEMPLATES } from '#lib/create-from-template.ts';
import { type FormState, formAction } from '#lib/form-action.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';
import { KEEP_COOKIE, KEEP_NOTHING } from './components/device/keep-cookie.ts';

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

/** Makes a document of a copy that the server did not take into its own. */
export async function createFromCopy(
  state: FormState<DocumentId>,
  form: FormData,
): Promise<FormState<DocumentId>> {
  return createFromCopyForm(state, form);
}

const createFromCopyForm = formAction({
  schema: z.object({ workspaceId: idSchema, title: titleSchema, content: z.string() }),
  async act({ workspaceId, title, content }): Promise<DocumentId> {
    const grant = await grantFor('document.create', workspaceId);
    const { id } = await create(grant, { kind: 'pad', title, seed: updateFromJson(parse(content)) });
    return id;
  },
});

/** Remembers whether this browser keeps documents: the form's `keep`. */
export async function chooseKeeping(form: FormData): Promise<void> {
  const keepsNothing = form.get('keep') === KEEP_NOTHING;
  (await cookies()).set(KEEP_COOKIE, keepsNothing ? KEEP_NOTHING : 'documents', {
    path: '/',
    maxAge: 365 * 24 * 60 * 60,
    sameSite: 'lax',
    httpOnly: true,
    secure: env().PUBLIC_URL.startsWith('https:'),
  });
}

/** ProseMirror JSON as text; whatever it holds is vetted where it is used. */
function parse(content: string): NodeJson {
  try {
    return JSON.parse(content);
  } catch {
    throw new AppError('invalid_input', 'Please check what you entered.');
  }
}
