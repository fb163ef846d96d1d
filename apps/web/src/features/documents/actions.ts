'use server';

import { createDocument as create, patchDocument, trashDocument as trash } from '@plenum/database/documents/writes';
import { titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { redirect } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { type FormState, formAction } from '#lib/form-action.ts';
import { documentPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

/** Makes a document from a template and opens it. */
export async function createDocument(state: FormState, form: FormData): Promise<FormState> {
  return createForm(state, form);
}

const createForm = formAction({
  schema: z.object({ workspaceId: idSchema, template: z.enum(['agenda', 'empty']) }),
  async act({ workspaceId, template }): Promise<undefined> {
    const [grant, locale, format, t] = await Promise.all([
      grantFor('document.create', workspaceId),
      getLocale(),
      getFormatter(),
      getTranslations('documents'),
    ]);
    const date = format.dateTime(new Date(), { dateStyle: 'long' });
    const title = template === 'agenda' ? t('newAgendaTitle', { date }) : t('untitled');
    const seed = template === 'agenda' ? updateFromJson(agendaTemplate({ locale, date })) : null;
    const { id } = await create(grant, { kind: 'pad', title, seed });
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
    redirect(returnTo);
  },
});
