import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import { getDocument } from '@plenum/database/documents/reads';
import { takeGuestPad } from '@plenum/database/shares/guest-pads';
import { listGuests, lockDocument, muteGuest, removeGuest } from '@plenum/database/shares/guests';
import { listShareLinks } from '@plenum/database/shares/reads';
import { createShareLink, patchShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { COVERS } from '@plenum/domain/documents/schema';
import { notFound } from '@plenum/domain/errors';
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
import { undoGuest } from '#lib/undo-guest.ts';

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

const guestSchema = z.object({
  id: idSchema,
  /** Null until they say. */
  name: z.string().nullable(),
  colour: z.number().int(),
  isMuted: z.boolean(),
  /** A day, such as 2030-01-31. */
  lastSeenOn: z.iso.date(),
  linkId: idSchema,
});

/** GET /documents/{id}/guests */
export const getGuests = endpoint({
  method: 'GET',
  path: '/documents/{id}/guests',
  summary:
    'Who came by links to a document, the last seen first, at most 200; and whether it is locked for them',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({ isLocked: z.boolean(), items: z.array(guestSchema) }),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    const read = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const [guests, { isLocked }] = await Promise.all([listGuests(grant), getDocument(read)]);
    const items = guests.map(({ link, lastSeenOn, ...guest }) => ({
      ...guest,
      lastSeenOn: lastSeenOn.toISOString().slice(0, 10),
      linkId: link.id,
    }));
    return json({ isLocked, items });
  },
});

/** PATCH /documents/{id}/guests */
export const patchGuests = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/guests',
  summary: 'Lock a document for whoever comes by a link, or unlock it',
  params: byId,
  query: z.object({}),
  body: z.object({ isLocked: z.boolean() }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    await lockDocument(grant, body.isLocked);
    return noContent();
  },
});

const byGuest = byId.extend({ guestId: idSchema });

/** PATCH /documents/{id}/guests/{guestId} */
export const patchGuest = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/guests/{guestId}',
  summary: 'Let a guest read only, or write again',
  params: byGuest,
  query: z.object({}),
  body: z.object({ isMuted: z.boolean() }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    await muteGuest(grant, { guestId: params.guestId, ...body });
    return noContent();
  },
});

/** DELETE /documents/{id}/guests/{guestId} */
export const deleteGuest = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/guests/{guestId}',
  summary: 'Make a guest nobody; with undo=true also take back all that they wrote',
  params: byGuest,
  query: z.object({ undo: z.stringbool().default(false) }),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.share', on: params.id });
    // Removed first, so that nothing comes after what is undone.
    await removeGuest(grant, params.guestId);
    if (query.undo) await undoGuest(grant, params.guestId);
    return noContent();
  },
});

/** POST /workspaces/{id}/guest-pads */
export const postGuestPad = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/guest-pads',
  summary: 'Take a pad without an account into a workspace, by the secret part of its link for writing',
  params: byId,
  query: z.object({}),
  body: z.object({ token: z.string().max(100) }),
  answer: z.object({ documentId: idSchema }),
  async handle({ actor, params, body }) {
    const into = await authorize(database(), { actor, action: 'document.create', on: params.id });
    const guest = await identify(database(), { share: body.token, cookies: {} });
    if (guest.kind !== 'guest') throw notFound();
    const { documentId } = guest;
    const write = await authorize(database(), { actor: guest, action: 'document.write', on: documentId });
    await takeGuestPad(write, into);
    return json({ documentId }, { status: 201 });
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
