import { personOf } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import type { NewShareLink, ShareLinkPatch } from '@plenum/domain/shares/schema';
import type { ShareLinkCard } from '@plenum/domain/shares/types';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashPassword } from '../access/passwords.ts';
import { hashToken, newToken, sealToken } from '../access/tokens.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from '../workspaces/audit.ts';
import { SHARE_LINK_ROW, shareLinkCard } from './reads.ts';

/** A text at one moment. */
interface FrozenText {
  title: string;
  content: Prisma.InputJsonValue;
}

/**
 * Makes a share link to the document, or to it and what lies below it, and gives out its token.
 * @param frozen the text that it shows instead of the live one, for reading and for this document alone; `content` is ProseMirror JSON.
 */
export async function createShareLink(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  {
    role: askedRole,
    covers,
    name,
    slug,
    password,
    expiresAt,
    frozen,
  }: Omit<NewShareLink, 'shows'> & { frozen?: FrozenText | undefined },
): Promise<ShareLinkCard & { token: string }> {
  const token = newToken();
  const passwordHash = password ? await hashPassword(password) : null;
  const role = frozen ? 'reader' : askedRole;
  const row = await db.prisma.$transaction(async (tx) => {
    await audit(tx, { actor, workspaceId, what: 'linkMade', documentId, role });
    return tx.shareLink.create({
      data: {
        documentId,
        role,
        covers: frozen ? 'document' : (covers ?? 'document'),
        ...(frozen && { frozen: { create: frozen } }),
        name: name || null,
        slug: slug ? slugFromName(slug) : null,
        tokenHash: hashToken(db.secrets.tokenKey, token),
        tokenSealed: sealToken(db.secrets.tokenKey, token),
        passwordHash,
        expiresAt: expiresAt ?? null,
        createdById: personOf(actor),
      },
      select: SHARE_LINK_ROW,
    });
  });
  return { ...shareLinkCard(db, row), token };
}

/**
 * Changes a share link. Another role is in force at once where it is open; with another password it is closed to whoever has not given
 * that one.
 * @throws AppError `not_found` where it was revoked meanwhile.
 */
export async function patchShareLink(
  { actor, db, documentId, linkId, workspaceId }: Grant<'shareLink.change'>,
  { role, name, password, expiresAt }: ShareLinkPatch,
): Promise<ShareLinkCard> {
  const passwordHash = password ? await hashPassword(password) : password;
  return changeAccess(db, { of: 'shareLink', id: linkId }, async (tx) => {
    const { count } = await tx.shareLink.updateMany({
      where: { id: linkId, revokedAt: null },
      data: {
        ...(role !== undefined && { role }),
        ...(name !== undefined && { name: name || null }),
        ...(passwordHash !== undefined && { passwordHash, lock: { increment: 1 } }),
        ...(expiresAt !== undefined && { expiresAt }),
      },
    });
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'linkChanged', documentId, ...(role && { role }) });
    const row = await tx.shareLink.findUniqueOrThrow({ where: { id: linkId }, select: SHARE_LINK_ROW });
    return shareLinkCard(db, row);
  });
}

/** Makes a share link useless, also for whoever has it open. */
export async function revokeShareLink({
  actor,
  db,
  documentId,
  linkId,
  workspaceId,
}: Grant<'shareLink.change'>): Promise<void> {
  await changeAccess(db, { of: 'shareLink', id: linkId }, async (tx) => {
    const where = { id: linkId, revokedAt: null };
    const { count } = await tx.shareLink.updateMany({ where, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'linkRevoked', documentId });
  });
}

/** Remembers the day on which a link was used, and no more: its maker sees whether anybody still needs it. */
export async function rememberUse({ actor, db }: Grant<'document.read'>): Promise<void> {
  if (actor.kind !== 'guest') return;
  await db.pool.query(
    `UPDATE share_link SET last_used_on = current_date
      WHERE id = $1 AND last_used_on IS DISTINCT FROM current_date`,
    [actor.linkId],
  );
}
