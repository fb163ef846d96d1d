'use server';

import type { Grant } from '@plenum/database/access/grant';
import { listMentionable } from '@plenum/database/documents/access';
import { setFavourite as markFavourite } from '@plenum/database/documents/favourites';
import { moveToWorkspace } from '@plenum/database/documents/moving';
import { getDocument } from '@plenum/database/documents/reads';
import { openDocument, removeRule, restrictDocument, setRule } from '@plenum/database/documents/rules';
import { deleteForGood as purge, restoreDocument as restore } from '@plenum/database/documents/trash';
import {
  createDocument as create,
  patchDocument,
  trashDocument as trash,
} from '@plenum/database/documents/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { PersonCard } from '@plenum/domain/accounts/types';
import { documentRuleSchema, MAX_TITLE, titleSchema } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { env } from '#env.ts';
import { beginningFrom, createFromTemplate, seedFrom, TEMPLATES } from '#lib/create-from-template.ts';
import { formAction } from '#lib/form-action.ts';
import { documentAccessPath, documentPath, workspacePath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';
import { trashPath } from '#lib/workspace-paths.ts';
import { KEEP_COOKIE, KEEP_NOTHING } from './components/device/keep-cookie.ts';

/** An empty document that its author alone sees at first. */
const DRAFT = 'draft';

/** Makes a document from a template, one that comes with Plenum or by its id, and opens it. */
export const createDocument = formAction({
  schema: z.object({
    workspaceId: idSchema,
    template: z.enum([...TEMPLATES, DRAFT]).or(idSchema),
    timeZone: z.string().optional(),
  }),
  async act({ workspaceId, template, timeZone }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    const known = TEMPLATES.find((name) => name === template);
    const { id } =
      known || template === DRAFT
        ? await createFromTemplate(into, {
            template: known ?? 'empty',
            access: known ? 'workspace' : 'draft',
            timeZone,
          })
        : await create(into, await beginningFrom(await grantFor('document.read', template)));
    redirect(documentPath(id));
  },
});

/** Gives a document another title. */
export const renameDocument = formAction({
  schema: z.object({ documentId: idSchema, title: titleSchema }),
  async act({ documentId, title }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { title } });
  },
});

/** Puts a document into the trash and goes back to its workspace. */
export const trashDocument = formAction({
  schema: z.object({ documentId: idSchema }),
  async act({ documentId }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    const { slug } = await getWorkspace(await grantFor('workspace.read', grant.workspaceId));
    await trash(grant);
    redirect(workspacePath(slug));
  },
});

const inTrash = z.object({ workspaceId: idSchema, documentId: idSchema });

const byDocument = z.object({ documentId: idSchema });

/** Puts a document among one's favourites, or takes it out. */
export const setFavourite = formAction({
  schema: byDocument.extend({ isFavourite: z.stringbool() }),
  async act({ documentId, isFavourite }): Promise<undefined> {
    await markFavourite(await grantFor('document.read', documentId), isFavourite);
    revalidatePath(documentPath(documentId));
  },
});

/** Closes a document for writing, or opens it again. */
export const freezeDocument = formAction({
  schema: byDocument.extend({ isFrozen: z.stringbool() }),
  async act({ documentId, isFrozen }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { isFrozen } });
    revalidatePath(documentPath(documentId));
    redirect(documentPath(documentId));
  },
});

/** Takes a document out of the trash. */
export const restoreDocument = formAction({
  schema: inTrash,
  async act({ workspaceId, documentId }): Promise<undefined> {
    await restore(await grantFor('document.create', workspaceId), documentId);
    redirect(documentPath(documentId));
  },
});

/** Deletes a document in the trash for good. */
export const deleteForGood = formAction({
  schema: inTrash,
  async act({ workspaceId, documentId }): Promise<undefined> {
    const manage = await grantFor('workspace.manage', workspaceId);
    await purge(manage, documentId);
    const { slug } = await getWorkspace(await grantFor('workspace.read', workspaceId));
    revalidatePath(trashPath(slug));
  },
});

/** Makes another document with the same text beside one; of a restricted one the copy is a draft. */
export const duplicateDocument = formAction({
  schema: byDocument,
  async act({ documentId }): Promise<undefined> {
    const read = await grantFor('document.read', documentId);
    const [{ kind, title, parentId, scopeId }, content, into, t] = await Promise.all([
      getDocument(read),
      seedFrom(read),
      grantFor('document.create', read.workspaceId),
      getTranslations('documents'),
    ]);
    // What lies below something in the trash has a place of its own again.
    const place = parentId !== null && (await mayOrganise(parentId)) ? parentId : null;
    const hasSameAccess = scopeId === null || (place !== null && scopeId !== documentId);
    const copy = await create(into, {
      kind,
      title: t('copyOf', { title }).slice(0, MAX_TITLE),
      parentId: place,
      access: hasSameAccess ? 'workspace' : 'draft',
      ...content,
    });
    redirect(documentPath(copy.id));
  },
});

/** Makes an empty wiki page to which a document is to lead: below it where that is a page, too; of a restricted pad it is a draft. */
export const makeLinkedPage = formAction({
  schema: byDocument.extend({ title: titleSchema }),
  async act({ documentId, title }): Promise<Pick<DocumentCard, 'id' | 'title'>> {
    const page = await pageFor(await grantFor('document.write', documentId), title);
    return { id: page.id, title: page.title };
  },
});

/** Makes the page of a name, for the text that leads to it or else at the top, and opens it. */
export const makeNamedPage = formAction({
  schema: z.object({ workspaceId: idSchema, title: titleSchema, from: z.literal('').or(idSchema) }),
  async act({ workspaceId, title, from }): Promise<undefined> {
    const write = from === '' ? null : await grantFor('document.write', from);
    const page =
      write?.workspaceId === workspaceId
        ? await pageFor(write, title)
        : await create(await grantFor('document.create', workspaceId), { kind: 'wiki', title, seed: null });
    redirect(documentPath(page.id));
  },
});

async function pageFor(write: Grant<'document.write'>, title: string): Promise<DocumentCard> {
  const { documentId, workspaceId } = write;
  const into = await grantFor('document.create', workspaceId);
  const { kind, scopeId, isTemplate } = await getDocument(write);
  const parentId = kind === 'wiki' && !isTemplate ? documentId : null;
  const access = parentId !== null || scopeId === null ? 'workspace' : 'draft';
  return create(into, { kind: 'wiki', title, parentId, access, seed: null });
}

async function mayOrganise(documentId: DocumentId): Promise<boolean> {
  try {
    await grantFor('document.organise', documentId);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return false;
    throw error;
  }
}

/** Moves a document into another workspace. */
export const moveDocument = formAction({
  schema: byDocument.extend({ workspaceId: idSchema }),
  async act({ documentId, workspaceId }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    await moveToWorkspace(await grantFor('document.restrict', documentId), into);
    redirect(documentPath(documentId));
  },
});

/** Restricts a document to whom its rules name, or gives it the access of where it lies again. */
export const changeScope = formAction({
  schema: byDocument.extend({ scope: z.enum(['own', 'inherited']) }),
  async act({ documentId, scope }): Promise<undefined> {
    const grant = await grantFor('document.restrict', documentId);
    if (scope === 'own') await restrictDocument(grant);
    else await openDocument(grant);
    revalidatePath(documentAccessPath(documentId));
  },
});

/** `person …` or `group …`, as a list of both has them. */
const subjectSchema = z
  .string()
  .transform((value) => value.split(' '))
  .pipe(z.tuple([z.enum(['person', 'group']), idSchema]))
  .transform(([kind, id]) => ({ kind, id }));

/** Names somebody in a document's rules, or gives them another role there. */
export const nameInRules = formAction({
  schema: byDocument.extend({ subject: subjectSchema, role: documentRuleSchema.shape.role }),
  async act({ documentId, ...rule }): Promise<undefined> {
    await setRule(await grantFor('document.restrict', documentId), rule);
    revalidatePath(documentAccessPath(documentId));
  },
});

/** Strikes somebody out of a document's rules. */
export const strikeFromRules = formAction({
  schema: byDocument.extend({ subject: subjectSchema }),
  async act({ documentId, subject }): Promise<undefined> {
    await removeRule(await grantFor('document.restrict', documentId), subject);
    revalidatePath(documentAccessPath(documentId));
  },
});

/** Makes a document of a copy that the server did not take into its own. */
export const createFromCopy = formAction({
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

/** Whom the signed-in person may name in a document, and in comments on it, at most two hundred. */
export async function loadMentionable(documentId: string): Promise<PersonCard[]> {
  return listMentionable(await grantFor('document.comment', documentId));
}
