'use server';

import { findPublication } from '@plenum/database/publications/reads';
import { publish as put, unpublish as remove, updatePublicPages } from '@plenum/database/publications/writes';
import { notFound } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { publicationSchema } from '@plenum/domain/publications/schema';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { pagesNow } from '#lib/pages-now.ts';
import { documentPublicPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

const checked = z.literal('on').optional();

/** Makes a document or a branch public as it is now, or changes how it is public. */
export const publish = formAction({
  schema: publicationSchema.extend({ documentId: idSchema, isIndexed: checked, hasFeed: checked }),
  async act({ documentId, isIndexed, hasFeed, ...rest }): Promise<undefined> {
    const grant = await grantFor('document.share', documentId);
    const settings = { ...rest, isIndexed: isIndexed === 'on', hasFeed: hasFeed === 'on' };
    await put(grant, { settings, pages: await pagesNow(grant, settings.covers) });
    revalidatePath(documentPublicPath(documentId));
  },
});

const byDocument = z.object({ documentId: idSchema });

/** Makes the present text the public version. */
export const updatePublic = formAction({
  schema: byDocument,
  async act({ documentId }): Promise<undefined> {
    const grant = await grantFor('document.share', documentId);
    const publication = await findPublication(grant);
    if (!publication) throw notFound();
    await updatePublicPages(grant, await pagesNow(grant, publication.covers));
    revalidatePath(documentPublicPath(documentId));
  },
});

/** Makes a document or a branch public no more. */
export const unpublish = formAction({
  schema: byDocument,
  async act({ documentId }): Promise<undefined> {
    await remove(await grantFor('document.share', documentId));
    revalidatePath(documentPublicPath(documentId));
  },
});
