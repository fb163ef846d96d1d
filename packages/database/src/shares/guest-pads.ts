import { personOf } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { NewGuestPad } from '@plenum/domain/shares/schema';
import type { GuestPadCard } from '@plenum/domain/shares/types';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import { getInstanceSettings } from '../accounts/instance.ts';
import type { Database } from '../client.ts';
import { BEYOND_REACH } from '../documents/trash.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspace } from '../workspaces/lock.ts';

/** Where guest pads are: a workspace that nobody is in, so that their two links are all that leads to them. */
const GUEST_PADS = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'Guest pads',
  // No name becomes this address.
  slug: '~guest-pads',
} as const satisfies { id: WorkspaceId; name: string; slug: string };

/** Guest pads of an instance at one time, so that nobody fills the disk by them. */
const MOST_PADS = 20_000;

/** When a pad is gone, if nobody opens or changes it any more; of the day on which it was opened, the end counts. */
const GONE_AT = `greatest(d.updated_at, (SELECT max(last_used_on) + 1 FROM share_link WHERE document_id = d.id))
                  + make_interval(days => p.kept_days)`;

/**
 * Starts a pad for somebody without an account, with a link to write and a link to read.
 * @throws AppError `forbidden` where the instance has none, `too_many` where it has too many.
 */
export async function startGuestPad(
  grant: Grant<'instance.administer'>,
  { title, keptDays }: NewGuestPad,
): Promise<{ documentId: DocumentId; editToken: string; readToken: string }> {
  const { db } = grant;
  await checkAllowed(grant);
  if ((await db.prisma.guestPad.count()) >= MOST_PADS) {
    throw new AppError('too_many', 'There are too many pads here. Ask whoever runs this Plenum.');
  }
  await db.prisma.workspace.upsert({ where: { id: GUEST_PADS.id }, create: GUEST_PADS, update: {} });
  const edit = newLink(db, 'editor');
  const read = newLink(db, 'reader');
  const { id } = await db.prisma.document.create({
    data: {
      workspaceId: GUEST_PADS.id,
      kind: 'pad',
      title,
      guestPad: { create: { keptDays } },
      shareLinks: { create: [edit.row, read.row] },
    },
    select: { id: true },
  });
  return { documentId: id, editToken: edit.token, readToken: read.token };
}

async function checkAllowed(grant: Grant<'instance.administer'>): Promise<void> {
  const { guestPads, guestsWrite } = await getInstanceSettings(grant);
  if (guestPads && guestsWrite) return;
  throw new AppError('forbidden', 'Here a pad needs an account. Sign in to start one.');
}

function newLink(db: Database, role: 'editor' | 'reader') {
  const token = newToken();
  const { tokenKey } = db.secrets;
  const row = { role, tokenHash: hashToken(tokenKey, token), tokenSealed: sealToken(tokenKey, token) };
  return { token, row };
}

/** What whoever may write in a guest pad by its link knows of it; null for any other document, and for whoever came otherwise. */
export async function findGuestPad({
  actor,
  db,
  documentId,
}: Grant<'document.write'>): Promise<GuestPadCard | null> {
  if (actor.kind !== 'guest') return null;
  const pad = await db.prisma.guestPad.findUnique({
    where: { documentId },
    select: {
      keptDays: true,
      document: {
        select: {
          title: true,
          shareLinks: { where: { role: 'reader', revokedAt: null }, select: { tokenSealed: true } },
        },
      },
    },
  });
  if (!pad) return null;
  const [read] = pad.document.shareLinks;
  return {
    title: pad.document.title,
    keptDays: pad.keptDays,
    readToken: read ? unsealedToken(db.secrets.tokenKey, read.tokenSealed) : null,
  };
}

/**
 * Takes a guest pad into a workspace for good. Its links go on leading to it, until somebody there revokes them.
 * @param into where whoever holds its link to write may make documents.
 * @throws AppError `not_found` for a document that is no guest pad, or is one no more.
 */
export async function takeGuestPad(
  { actor, db, documentId }: Grant<'document.write'>,
  into: Grant<'document.create'>,
): Promise<void> {
  if (actor.kind !== 'guest') throw notFound();
  await changeAccess(db, { of: 'document', id: documentId }, async (tx) => {
    await lockWorkspace(tx, into.workspaceId);
    const { count } = await tx.guestPad.deleteMany({ where: { documentId } });
    if (count === 0) throw notFound();
    const { workspaceId, groups } = into;
    await tx.document.update({
      where: { id: documentId },
      data: {
        workspaceId,
        broughtById: groups[0] ?? null,
        createdById: personOf(into.actor),
        updatedAt: new Date(),
      },
    });
    await audit(tx, { actor: into.actor, workspaceId, what: 'padTaken', documentId });
  });
}

/** Throws the guest pads away for good that nobody has opened or changed for as long as they are kept. */
export async function forgetPads({ db }: Grant<'instance.administer'>): Promise<void> {
  const forgotten = `SELECT d.id FROM guest_pad p JOIN document d ON d.id = p.document_id
                      WHERE d.deleted_at IS NULL AND ${GONE_AT} < now()`;
  const { rows } = await db.pool.query<{ id: DocumentId }>(forgotten);
  for (const { id } of rows) {
    await changeAccess(db, { of: 'document', id }, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM document WHERE id = ${id}::uuid FOR UPDATE`;
      // Asked again: whoever has changed or opened it meanwhile keeps it.
      await tx.$executeRawUnsafe(
        `UPDATE document SET deleted_at = $2 WHERE id = $1::uuid AND id IN (${forgotten})`,
        id,
        BEYOND_REACH,
      );
    });
  }
}
