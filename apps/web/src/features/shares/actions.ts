'use server';

import { authorize } from '@plenum/database/access/authorize';
import { getDocument } from '@plenum/database/documents/reads';
import { startGuestPad, takeGuestPad } from '@plenum/database/shares/guest-pads';
import {
  enterAsGuest,
  enterByName,
  getGuest,
  introduceGuest,
  listGuests,
  lockDocument,
  muteGuest,
  removeGuest,
} from '@plenum/database/shares/guests';
import { listShareLinks } from '@plenum/database/shares/reads';
import {
  createShareLink as create,
  patchShareLink,
  revokeShareLink as revoke,
} from '@plenum/database/shares/writes';
import { system } from '@plenum/domain/access/actor';
import { colourSchema } from '@plenum/domain/accounts/schema';
import { idSchema } from '@plenum/domain/ids';
import {
  guestNameSchema,
  newGuestPadSchema,
  newShareLinkSchema,
  shareLinkPatchSchema,
} from '@plenum/domain/shares/schema';
import type { GuestCard, ShareLinkCard } from '@plenum/domain/shares/types';
import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { countMaking } from '#lib/attempts.ts';
import { database } from '#lib/database.ts';
import { formAction } from '#lib/form-action.ts';
import { documentPath, padPath } from '#lib/paths.ts';
import { grantFor, guestBy } from '#lib/session.ts';
import { shareUrl } from '#lib/share-url.ts';
import { textNow } from '#lib/text-now.ts';
import { undoGuest } from '#lib/undo-guest.ts';

/** A share link with its address. */
export interface ShareLink extends ShareLinkCard {
  /** Empty where it cannot be shown any more; the link can still be revoked. */
  url: string;
}

/** Links shown in the dialog. */
const LINKS_SHOWN = 100;

/** A document's share links in force; `null` where the person may not share it. */
export async function listLinks(documentId: string): Promise<ShareLink[]> {
  const { items } = await listShareLinks(await grantFor('document.share', documentId), {
    limit: LINKS_SHOWN,
  });
  return items.map(withUrl);
}

function withUrl(link: ShareLinkCard): ShareLink {
  return { ...link, url: shareUrl(link) ?? '' };
}

/** An empty field of a form is one that was left out. */
const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value);

const { shape: newLink } = newShareLinkSchema;

/** Makes a share link. */
export const createShareLink = formAction({
  schema: z.object({
    documentId: idSchema,
    role: newLink.role,
    covers: newLink.covers,
    shows: newLink.shows,
    name: z.preprocess(emptyIsAbsent, newLink.name),
    slug: z.preprocess(emptyIsAbsent, newLink.slug),
    password: z.preprocess(emptyIsAbsent, newLink.password),
    expiresAt: z.preprocess(emptyIsAbsent, newLink.expiresAt),
  }),
  async act({ documentId, ...input }): Promise<ShareLink> {
    const { shows, ...link } = input;
    const frozen = shows === 'now' ? await textNow(await grantFor('document.read', documentId)) : undefined;
    return withUrl(await create(await grantFor('document.share', documentId), { ...link, frozen }));
  },
});

const { shape: linkPatch } = shareLinkPatchSchema;

/** Changes a share link: `remove` takes its password away, and an empty one leaves it. */
export const changeShareLink = formAction({
  schema: z.object({
    linkId: idSchema,
    role: linkPatch.role,
    name: linkPatch.name,
    password: z.preprocess(emptyIsAbsent, linkPatch.password),
    removePassword: z.literal('on').optional(),
  }),
  async act({ linkId, removePassword, password, ...patch }): Promise<undefined> {
    const change = removePassword ? { ...patch, password: null } : { ...patch, password };
    await patchShareLink(await grantFor('shareLink.change', linkId), change);
  },
});

/** Makes a share link useless. */
export const revokeShareLink = formAction({
  schema: z.object({ linkId: idSchema }),
  async act({ linkId }): Promise<undefined> {
    await revoke(await grantFor('shareLink.change', linkId));
  },
});

/** A guest as the others see them. */
export interface GuestIdentity {
  id: string;
  /** Null until they say. */
  name: string | null;
  /** Index into the author colours. */
  colour: number;
}

/** Seconds for which a browser is the same guest: 90 days. */
const GUEST_SECONDS = 90 * 24 * 60 * 60;

/** Makes whoever holds a link a guest of their own, in this browser, unless they are one; null where the link has too many. */
export async function enter(token: string): Promise<GuestIdentity | null> {
  const actor = await guestBy(token);
  const grant = await authorize(database(), { actor, action: 'document.read', on: actor.documentId });
  if (actor.guestId !== null) return { id: actor.guestId, ...(await getGuest(grant)) };
  const entered = await enterAsGuest(grant);
  if (!entered) return null;
  const { cookie, ...guest } = entered;
  (await cookies()).set({ ...cookie, ...guestCookieAttributes() });
  return guest;
}

/** Says how a guest wants to appear to the others. */
export const introduce = formAction({
  schema: z.object({ token: z.string().max(100), name: guestNameSchema, colour: colourSchema }),
  async act({ token, ...guest }): Promise<GuestIdentity> {
    const actor = await guestBy(token);
    await introduceGuest(
      await authorize(database(), { actor, action: 'document.read', on: actor.documentId }),
      guest,
    );
    return { id: actor.guestId ?? '', ...guest };
  },
});

/** Makes whoever holds a link a guest by a name, or gives the guest that they are another one; without scripting too. */
export const comeAs = formAction({
  schema: z.object({ token: z.string().max(100), name: guestNameSchema, colour: colourSchema.optional() }),
  async act({ token, name, colour }): Promise<undefined> {
    const actor = await guestBy(token);
    const grant = await authorize(database(), { actor, action: 'document.read', on: actor.documentId });
    if (actor.guestId !== null) {
      await introduceGuest(grant, { name, colour: colour ?? (await getGuest(grant)).colour });
    } else {
      const { cookie } = await enterByName(grant, name);
      (await cookies()).set({ ...cookie, ...guestCookieAttributes() });
    }
    revalidatePath('/s/[token]/comments', 'page');
  },
});

function guestCookieAttributes() {
  const secure = database().publicUrl.startsWith('https:');
  return { path: '/', httpOnly: true, sameSite: 'lax', maxAge: GUEST_SECONDS, secure } as const;
}

/** The guests of a document, and whether it is locked for them. */
export async function loadGuests(documentId: string): Promise<{ guests: GuestCard[]; isLocked: boolean }> {
  const grant = await grantFor('document.share', documentId);
  const [guests, { isLocked }] = await Promise.all([
    listGuests(grant),
    getDocument(await grantFor('document.read', documentId)),
  ]);
  return { guests, isLocked };
}

/** Lets a guest read only or write again, or makes them nobody, also with all that they wrote. */
export const changeGuest = formAction({
  schema: z.object({
    documentId: idSchema,
    guestId: idSchema,
    change: z.enum(['mute', 'unmute', 'remove', 'undo']),
  }),
  async act({ documentId, guestId, change }): Promise<undefined> {
    const grant = await grantFor('document.share', documentId);
    if (change === 'mute' || change === 'unmute') {
      await muteGuest(grant, { guestId, isMuted: change === 'mute' });
      return;
    }
    // Removed first, so that nothing comes after what is undone.
    await removeGuest(grant, guestId);
    if (change === 'undo') await undoGuest(grant, guestId);
  },
});

/** Locks a document for everybody who comes by a link, or lifts that. */
export const lock = formAction({
  schema: z.object({ documentId: idSchema, isLocked: z.stringbool() }),
  async act({ documentId, isLocked }): Promise<undefined> {
    await lockDocument(await grantFor('document.share', documentId), isLocked);
  },
});

/** Starts a pad for whoever comes, and shows its links. */
export const startPad = formAction({
  schema: newGuestPadSchema.extend({
    title: z.preprocess(emptyIsAbsent, newGuestPadSchema.shape.title.optional()),
  }),
  async act({ title, keptDays }): Promise<undefined> {
    await countMaking('pad');
    const actor = system('somebody starts a pad without an account');
    const grant = await authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
    const t = await getTranslations('documents');
    const { editToken } = await startGuestPad(grant, { title: title ?? t('untitled'), keptDays });
    redirect(padPath(editToken));
  },
});

/** Takes a pad without an account into a workspace of the signed-in person. */
export const takePad = formAction({
  schema: z.object({ token: z.string().max(100), workspaceId: idSchema }),
  async act({ token, workspaceId }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    const actor = await guestBy(token);
    const { documentId: on } = actor;
    await takeGuestPad(await authorize(database(), { actor, action: 'document.write', on }), into);
    redirect(documentPath(on));
  },
});
