'use server';

import { setBeginning } from '@plenum/database/documents/branch-templates';
import { getDocument } from '@plenum/database/documents/reads';
import { createTemplate } from '@plenum/database/documents/templates';
import { patchDocument, trashDocument } from '@plenum/database/documents/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { titleSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { idSchema, type WorkspaceId } from '@plenum/domain/ids';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { seedFrom } from '#lib/create-from-template.ts';
import { formAction } from '#lib/form-action.ts';
import { documentBranchTemplatesPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';
import { templatesPath } from '#lib/workspace-paths.ts';
import { writableWorkspacesFrom } from '#lib/writable-workspaces.ts';

/** A template of one's own, rather than a workspace's. */
const OWN = 'own';

/** Keeps a document's title and text as a template: for oneself, or for a workspace. */
export const saveAsTemplate = formAction({
  schema: z.object({
    documentId: idSchema,
    title: titleSchema,
    place: z.literal(OWN).or(idSchema),
    // Of the workspace, for the branch of this page.
    parentId: z.literal('').or(idSchema).optional(),
  }),
  async act({ documentId, title, place, parentId }): Promise<undefined> {
    const read = await grantFor('document.read', documentId);
    const { kind } = await getDocument(read);
    if (parentId) {
      const page = await grantFor('document.organise', parentId);
      const into = await grantFor('document.create', page.workspaceId);
      await createTemplate(into, { kind, title, parentId, ...(await seedFrom(read)) });
      redirect(documentBranchTemplatesPath(parentId));
    }
    const into = await grantFor('document.create', place === OWN ? await ownPlace(read.workspaceId) : place);
    const access = place === OWN ? 'draft' : 'workspace';
    await createTemplate(into, { kind, title, access, ...(await seedFrom(read)) });
    const { slug } = await getWorkspace(await grantFor('workspace.read', into.workspaceId));
    redirect(templatesPath(slug));
  },
});

/** Where one's own template of a document lies: in its workspace, or where one may make documents. */
async function ownPlace(workspaceId: WorkspaceId): Promise<WorkspaceId> {
  const [place] = await writableWorkspacesFrom(workspaceId);
  if (!place) throw new AppError('forbidden', 'There is no workspace in which you may make documents.');
  return place.id;
}

/** Says which of its templates new pages in a branch begin with; empty for what the page above says. */
export const chooseBeginning = formAction({
  schema: z.object({ documentId: idSchema, templateId: z.literal('').or(idSchema) }),
  async act({ documentId, templateId }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    const read = await grantFor('workspace.read', grant.workspaceId);
    await setBeginning(grant, { templateId: templateId || null, read });
    revalidatePath(documentBranchTemplatesPath(documentId));
  },
});

const byTemplate = z.object({ documentId: idSchema });

/** Gives a template another title. */
export const renameTemplate = formAction({
  schema: byTemplate.extend({ title: titleSchema }),
  async act({ documentId, title }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { title } });
    revalidatePath('/w/[slug]/templates', 'page');
  },
});

/** Puts a template into the trash, where it can be taken out again. */
export const trashTemplate = formAction({
  schema: byTemplate,
  async act({ documentId }): Promise<undefined> {
    await trashDocument(await grantFor('document.organise', documentId));
    revalidatePath('/w/[slug]/templates', 'page');
  },
});
