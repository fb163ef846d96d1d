'use server';

import { deleteAttachment } from '@plenum/database/files/attachments';
import { idSchema } from '@plenum/domain/ids';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentFilesPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

/** Deletes an attachment of a document. */
export const deleteFile = formAction({
  schema: z.object({ documentId: idSchema, attachmentId: idSchema }),
  async act({ documentId, attachmentId }): Promise<undefined> {
    await deleteAttachment(await grantFor('document.write', documentId), attachmentId);
    revalidatePath(documentFilesPath(documentId));
    revalidatePath('/w/[slug]/files', 'page');
  },
});
