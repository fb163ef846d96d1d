'use server';

import { forgetAuthor as forgetOther, forgetOwnName } from '@plenum/database/documents/authorship';
import { forgetVersion as forget, nameVersion as name } from '@plenum/database/documents/history';
import { personOf } from '@plenum/domain/access/actor';
import { authorKeySchema, seqSchema, versionNameSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentContributorsPath, documentHistoryPath, documentPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

const byDocument = z.object({ documentId: idSchema });

/** Gives a point of a document's past a name. */
export const nameVersion = formAction({
  schema: byDocument.extend({ seq: seqSchema, name: versionNameSchema }),
  async act({ documentId, ...version }): Promise<undefined> {
    await name(await grantFor('document.history', documentId), version);
    revalidatePath(documentHistoryPath(documentId));
  },
});

/** Takes the name from a version. */
export const forgetVersion = formAction({
  schema: byDocument.extend({ versionId: idSchema }),
  async act({ documentId, versionId }): Promise<undefined> {
    await forget(await grantFor('document.history', documentId), versionId);
    revalidatePath(documentHistoryPath(documentId));
  },
});

/** Makes a document what it was at a point of its past, by an edit like any other. */
export const returnTo = formAction({
  schema: byDocument.extend({ seq: seqSchema }),
  async act({ documentId, seq }): Promise<undefined> {
    await returnToPast(await grantFor('document.history', documentId), seq);
    redirect(documentPath(documentId));
  },
});

/** Takes an author's name off all that they wrote in a document: one's own, or as an admin anybody's. */
export const forgetAuthor = formAction({
  schema: byDocument.extend({ author: authorKeySchema }),
  async act({ documentId, author }): Promise<undefined> {
    const own = await grantFor('document.history', documentId);
    if (author === `person ${personOf(own.actor)}`) await forgetOwnName(own);
    else await forgetOther(await grantFor('document.restrict', documentId), author);
    revalidatePath(documentContributorsPath(documentId));
  },
});
