import { personOf } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import type { NewShareLink } from '@plenum/domain/shares/schema';
import type { ShareLinkCard } from '@plenum/domain/shares/types';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashPassword } from '../access/passwords.ts';
import { hashToken, newToken, sealToken } from '../access/tokens.ts';
import { SHARE_LINK_ROW, shareLinkCard } from './reads.ts';

/** Makes a share link to the document and gives out its token. */
export async function createShareLink(
  { actor, db, documentId }: Grant<'document.share'>,
  { role, name, password, expiresAt }: NewShareLink,
): Promise<ShareLinkCard & { token: string }> {
  const token = newToken();
  const row = await db.prisma.shareLink.create({
    data: {
      documentId,
      role,
      name: name || null,
      tokenHash: hashToken(db.secrets.tokenKey, token),
      tokenSealed: sealToken(db.secrets.tokenKey, token),
      passwordHash: password ? await hashPassword(password) : null,
      expiresAt: expiresAt ?? null,
      createdById: personOf(actor),
    },
    select: SHARE_LINK_ROW,
  });
  return { ...shareLinkCard(db, row), token };
}

/** Makes a share link useless, also for whoever has it open. */
export async function revokeShareLink({ db, linkId }: Grant<'shareLink.revoke'>): Promise<void> {
  const where = { id: linkId, revokedAt: null };
  await changeAccess(db, { of: 'shareLink', id: linkId }, async (tx) => {
    const { count } = await tx.shareLink.updateMany({ where, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound();
  });
}
