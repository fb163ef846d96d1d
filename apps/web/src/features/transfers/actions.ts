'use server';

import { cancelTransfer, forgetTransfer } from '@plenum/database/transfers/jobs';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { idSchema } from '@plenum/domain/ids';
import { newExportSchema } from '@plenum/domain/transfers/schema';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { grantFor } from '#lib/session.ts';
import { startExportFor } from '#lib/transfers.ts';
import { transferPath, transfersPath } from '#lib/workspace-paths.ts';

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

/** Ends something that is under way, or forgets what has ended, whichever was meant, and leads to it or to the others. */
export const endOrForget = formAction({
  schema: z.object({ workspaceId: idSchema, transferId: idSchema, what: z.enum(['cancel', 'forget']) }),
  async act({ workspaceId, transferId, what }): Promise<undefined> {
    const grant = await grantFor('document.create', workspaceId);
    const isLeft = what === 'cancel' && !(await cancelTransfer(grant, transferId));
    if (what === 'forget') await forgetTransfer(grant, transferId);
    const { slug } = await getWorkspace(await grantFor('workspace.read', workspaceId));
    revalidatePath('/w/[slug]/transfers', 'layout');
    // It had ended meanwhile, and what came of it is there.
    redirect(isLeft ? transferPath(slug, transferId) : transfersPath(slug));
  },
});
