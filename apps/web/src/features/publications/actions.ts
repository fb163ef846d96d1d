'use server';

import { findPublication } from '@plenum/database/publications/reads';
import {
  changeLook as change,
  publish as put,
  unpublish as remove,
  updatePublicPages,
} from '@plenum/database/publications/writes';
import { notFound } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { MOST_FOOTER_LINKS } from '@plenum/domain/publications/accents';
import { footerLinkSchema, lookSchema } from '@plenum/domain/publications/look';
import { publicationSchema } from '@plenum/domain/publications/schema';
import { pagesNow } from '@plenum/exchange/public-pages';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentPublicPath } from '#lib/paths.ts';
import { grantFor } from '#lib/session.ts';

const checked = z.literal('on').optional();

/** Makes a document or a branch public as it is now, or changes how it is public. */
export const publish = formAction({
  schema: publicationSchema.extend({ documentId: idSchema, isIndexed: checked, hasFeed: checked }),
  async act({ documentId, isIndexed, hasFeed, ...rest }): Promise<undefined> {
    const grant = await grantFor('document.share', documentId);
    const settings = { ...rest, isIndexed: isIndexed === 'on', hasFeed: hasFeed === 'on' };
    await put(grant, {
      settings,
      pages: await pagesNow(grant, { covers: settings.covers, published: await findPublication(grant) }),
    });
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
    await updatePublicPages(
      grant,
      await pagesNow(grant, { covers: publication.covers, published: publication }),
    );
    revalidatePath(documentPublicPath(documentId));
  },
});

const LINKS = Array.from({ length: MOST_FOOTER_LINKS }, (_, i) => i + 1);
const typed = z.string().trim().default('');

/** A look as its form has it: a label and an address for each link, none of which leaves it out. */
const lookForm = lookSchema
  .omit({ footerLinks: true })
  .extend({
    documentId: idSchema,
    pictureId: z.union([z.literal('').transform(() => null), idSchema]),
    ...Object.fromEntries(LINKS.flatMap((n) => [`label${n}`, `href${n}`]).map((name) => [name, typed])),
  })
  .transform(({ documentId, name, line, accent, pictureId, footer, ...fields }, context) => {
    const field = (key: string) => String(Object.entries(fields).find(([one]) => one === key)?.[1] ?? '');
    const footerLinks = LINKS.flatMap((n) => {
      const link = { label: field(`label${n}`), href: field(`href${n}`) };
      if (link.label === '' && link.href === '') return [];
      const checked = footerLinkSchema.safeParse(link);
      if (checked.success) return [checked.data];
      for (const { message, path } of checked.error.issues)
        context.addIssue({ code: 'custom', message, path: [`${String(path[0])}${n}`] });
      return [];
    });
    return { documentId, look: { name, line, accent, pictureId, footer, footerLinks } };
  });

/** Changes how the pages of a publication look. */
export const changeLook = formAction({
  schema: lookForm,
  async act({ documentId, look }): Promise<undefined> {
    await change(await grantFor('document.share', documentId), look);
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
