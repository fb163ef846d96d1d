import { authorize } from '@plenum/database/access/authorize';
import { listShareLinks } from '@plenum/database/shares/reads';
import { createShareLink, patchShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { COVERS } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import {
  LINK_ROLES,
  newShareLinkSchema,
  SHARE_TEXTS,
  shareLinkPatchSchema,
} from '@plenum/domain/shares/schema';
import type { ShareLinkCard } from '@plenum/domain/shares/types';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { shareUrl } from '#lib/share-url.ts';
import { textNow } from '#lib/text-now.ts';

const shareLinkSchema = z.object({
  id: idSchema,
  role: z.enum(LINK_ROLES),
  covers: z.enum(COVERS),
  shows: z.enum(SHARE_TEXTS),
  name: z.string().nullable(),
  /** Null, like the token, where the instance's key no longer opens it. */
  url: z.url().nullable(),
  token: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  hasPassword: z.boolean(),
  /** A day, such as 2030-01-31; null for never. */
  lastUsedOn: z.iso.date().nullable(),
});

const byId = z.object({ id: idSchema });

/** GET /documents/{id}/share-links */
export const getShareLinks = endpoint({
  method: 'GET',
  path: '/documents/{id}/share-links',
  summary: "A document's share links in force",
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(shareLinkSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    const { items, next } = await listShareLinks(grant, query);
    return json({ items: items.map(outside), next });
  },
});

/** POST /documents/{id}/share-links */
export const postShareLink = endpoint({
  method: 'POST',
  path: '/documents/{id}/share-links',
  summary: 'Make a share link',
  params: byId,
  query: z.object({}),
  body: newShareLinkSchema,
  answer: shareLinkSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    const read = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const { shows, ...link } = body;
    const frozen = shows === 'now' ? await textNow(read) : undefined;
    return json(outside(await createShareLink(grant, { ...link, frozen })), { status: 201 });
  },
});

/** PATCH /share-links/{id} */
export const patchOneShareLink = endpoint({
  method: 'PATCH',
  path: '/share-links/{id}',
  summary: 'Change a share link; null takes its password or its end away',
  params: byId,
  query: z.object({}),
  body: shareLinkPatchSchema,
  answer: shareLinkSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'shareLink.change', on: params.id });
    return json(outside(await patchShareLink(grant, body)));
  },
});

/** DELETE /share-links/{id} */
export const deleteShareLink = endpoint({
  method: 'DELETE',
  path: '/share-links/{id}',
  summary: 'Revoke a share link, also for whoever has it open',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await revokeShareLink(await authorize(database(), { actor, action: 'shareLink.change', on: params.id }));
    return noContent();
  },
});

function outside(link: ShareLinkCard) {
  const { id, role, covers, shows, name, token, expiresAt, hasPassword, lastUsedOn } = link;
  return {
    id,
    role,
    covers,
    shows,
    name,
    url: shareUrl(link),
    token,
    expiresAt: expiresAt?.toISOString() ?? null,
    hasPassword,
    lastUsedOn: lastUsedOn?.toISOString().slice(0, 10) ?? null,
  };
}
