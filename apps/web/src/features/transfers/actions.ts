'use server';

import { endTransfer } from '@plenum/database/transfers/jobs';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { idSchema } from '@plenum/domain/ids';
import { newExportSchema } from '@plenum/domain/transfers/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { transferPath, transfersPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';
import { startExportFor } from '#lib/transfers.ts';

/** Has a workspace or a branch go out, and leads to how far that is. */
export const exportBranch = formAction({
  schema: newExportSchema
    .omit({ locale: true, documentId: true })
    .extend({ workspaceId: idSchema, documentId: z.literal('').or(idSchema).default('') }),
  async act({ workspaceId, documentId, form }): Promise<undefined> {
    const grant = await grantFor('document.create', workspaceId);
    const locale = await getLocale();
    const { id } = await startExportFor(grant, { form, documentId: documentId || null, locale });
    const { slug } = await getWorkspace(await grantFor('workspace.read', workspaceId));
    redirect(transferPath(slug, id));
  },
});

/** Ends something that is under way, or forgets what has ended, and leads to the others. */
export const endOrForget = formAction({
  schema: z.object({ workspaceId: idSchema, transferId: idSchema }),
  async act({ workspaceId, transferId }): Promise<undefined> {
    await endTransfer(await grantFor('document.create', workspaceId), transferId);
    const { slug } = await getWorkspace(await grantFor('workspace.read', workspaceId));
    revalidatePath('/w/[slug]/transfers', 'layout');
    redirect(transfersPath(slug));
  },
});
