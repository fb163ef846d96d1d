import { authorize } from '@plenum/database/access/authorize';
import { findPublication } from '@plenum/database/publications/reads';
import { changeLook, publish, unpublish } from '@plenum/database/publications/writes';
import type { Actor } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { lookSchema } from '@plenum/domain/publications/look';
import { PUBLIC_COVERS, publicationSchema } from '@plenum/domain/publications/schema';
import type { PublicationCard } from '@plenum/domain/publications/types';
import { pagesNow } from '@plenum/exchange/public-pages';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { database } from '#lib/database.ts';
import { publicPath } from '#lib/paths.ts';

const publicationAnswer = z.object({
  slug: z.string(),
  url: z.url(),
  covers: z.enum(PUBLIC_COVERS),
  isIndexed: z.boolean(),
  hasFeed: z.boolean(),
  look: lookSchema,
  pages: z.array(z.object({ documentId: idSchema, title: z.string(), updatedAt: z.iso.datetime() })),
});

const byId = z.object({ id: idSchema });

function toShare(actor: Actor, on: string) {
  return authorize(database(), { actor, action: 'document.share', on });
}

/** GET /documents/{id}/publication */
export const getPublication = endpoint({
  method: 'GET',
  path: '/documents/{id}/publication',
  summary: 'How a document is public, and which versions of it are; 404 where it is not',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: publicationAnswer,
  async handle({ actor, params }) {
    const publication = await findPublication(await toShare(actor, params.id));
    if (!publication) throw notFound();
    return json(outside(publication));
  },
});

/** POST /documents/{id}/publication */
export const postPublication = endpoint({
  method: 'POST',
  path: '/documents/{id}/publication',
  summary:
    'Make a document or a branch public as it is now; again, to update the public version or how it is public',
  params: byId,
  query: z.object({}),
  body: publicationSchema,
  answer: publicationAnswer,
  async handle({ actor, params, body }) {
    const grant = await toShare(actor, params.id);
    await publish(grant, {
      settings: body,
      pages: await pagesNow(grant, { covers: body.covers, published: await findPublication(grant) }),
    });
    const publication = await findPublication(grant);
    if (!publication) throw notFound();
    return json(outside(publication), { status: 201 });
  },
});

/** PUT /documents/{id}/publication/look */
export const putPublicationLook = endpoint({
  method: 'PUT',
  path: '/documents/{id}/publication/look',
  summary:
    'Change what is above and below each public page: name, line, accent, a picture among the attachments of the document, footer and its links',
  params: byId,
  query: z.object({}),
  body: lookSchema,
  answer: publicationAnswer,
  async handle({ actor, params, body }) {
    const grant = await toShare(actor, params.id);
    await changeLook(grant, body);
    const publication = await findPublication(grant);
    if (!publication) throw notFound();
    return json(outside(publication));
  },
});

/** DELETE /documents/{id}/publication */
export const deletePublication = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/publication',
  summary: 'Make a document or a branch public no more',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await unpublish(await toShare(actor, params.id));
    return noContent();
  },
});

function outside({ slug, covers, isIndexed, hasFeed, pages, ...card }: PublicationCard) {
  const { name, line, accent, pictureId, footer, footerLinks } = card;
  return {
    slug,
    url: `${database().publicUrl}${publicPath(slug)}`,
    covers,
    isIndexed,
    hasFeed,
    look: { name, line, accent, pictureId, footer, footerLinks },
    pages: pages.map(({ documentId, title, updatedAt }) => ({
      documentId,
      title,
      updatedAt: updatedAt.toISOString(),
    })),
  };
}
