'use server';

import { listShareLinks } from '@plenum/database/shares/reads';
import { createShareLink as create, revokeShareLink as revoke } from '@plenum/database/shares/writes';
import { idSchema } from '@plenum/domain/ids';
import { newShareLinkSchema } from '@plenum/domain/shares/schema';
import type { ShareLinkCard } from '@plenum/domain/shares/types';
import { z } from 'zod';
import { type FormState, formAction } from '#lib/form-action.ts';
import { grantFor } from '#lib/session.ts';
import { shareUrl } from '#lib/share-url.ts';

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
  return items.map((link) => ({ ...link, url: link.token === null ? '' : shareUrl(link.token) }));
}

/** Makes a share link. */
export async function createShareLink(
  state: FormState<ShareLink>,
  form: FormData,
): Promise<FormState<ShareLink>> {
  return createForm(state, form);
}

/** An empty field of a form is one that was left out. */
const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value);

const createForm = formAction({
  schema: z.object({
    documentId: idSchema,
    role: newShareLinkSchema.shape.role,
    name: z.preprocess(emptyIsAbsent, newShareLinkSchema.shape.name),
    password: z.preprocess(emptyIsAbsent, newShareLinkSchema.shape.password),
    expiresAt: z.preprocess(emptyIsAbsent, newShareLinkSchema.shape.expiresAt),
  }),
  async act({ documentId, ...input }): Promise<ShareLink> {
    const link = await create(await grantFor('document.share', documentId), input);
    return { ...link, url: shareUrl(link.token) };
  },
});

/** Makes a share link useless. */
export async function revokeShareLink(state: FormState, form: FormData): Promise<FormState> {
  return revokeForm(state, form);
}

const revokeForm = formAction({
  schema: z.object({ linkId: idSchema }),
  async act({ linkId }): Promise<undefined> {
    await revoke(await grantFor('shareLink.revoke', linkId));
  },
});
