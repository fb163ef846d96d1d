import { randomInt } from 'node:crypto';
import type { Guest } from '@plenum/domain/access/actor';
import { COLOUR_COUNT } from '@plenum/domain/accounts/schema';
import { AppError, notFound } from '@plenum/domain/errors';
import type { GuestId, ShareLinkId } from '@plenum/domain/ids';
import type { GuestCard } from '@plenum/domain/shares/types';
import { changeAccess } from '../access/access-changes.ts';
import { guestCookie, guestCookieName } from '../access/cookies.ts';
import type { Grant } from '../access/grant.ts';
import { audit } from '../workspaces/audit.ts';

/** Guests of one link; whoever comes after them has no name of their own, so that nobody fills the disk by a link. */
const MOST_GUESTS = 5_000;

/** Guests that are listed. */
const SHOWN = 200;

/** A new guest, and the cookie by which their browser is them again. */
export interface EnteredGuest {
  id: GuestId;
  name: string | null;
  colour: number;
  cookie: { name: string; value: string };
}

/**
 * Makes whoever comes by a link a guest of their own, who is told apart from the others of the link; null where they are one already,
 * where the link has too many, and for whoever is no guest.
 */
export async function enterAsGuest(
  { actor, db }: Grant<'document.read'>,
  called: { name?: string } = {},
): Promise<EnteredGuest | null> {
  if (actor.kind !== 'guest' || actor.guestId !== null) return null;
  const { linkId } = actor;
  if ((await db.prisma.guest.count({ where: { linkId } })) >= MOST_GUESTS) return null;
  const data = { linkId, colour: randomInt(COLOUR_COUNT), ...called };
  const guest = await db.prisma.guest.create({ data, select: { id: true, name: true, colour: true } });
  const value = guestCookie(db.secrets.tokenKey, { linkId, guestId: guest.id });
  return { ...guest, cookie: { name: guestCookieName(linkId), value } };
}

/** The same under a name that they have said. @throws AppError `conflict` where the link has too many guests. */
export async function enterByName(grant: Grant<'document.read'>, name: string): Promise<EnteredGuest> {
  const entered = await enterAsGuest(grant, { name });
  if (!entered) throw new AppError('conflict', 'This link has too many guests. Ask for another link.');
  return entered;
}

/** How a guest appears to the others. */
export async function getGuest({
  actor,
  db,
}: Grant<'document.read'>): Promise<{ name: string | null; colour: number }> {
  const { guestId } = guestOf(actor);
  const where = { id: guestId };
  const guest = await db.prisma.guest.findUnique({ where, select: { name: true, colour: true } });
  if (!guest) throw notFound();
  return guest;
}

/** Changes how a guest appears to the others. */
export async function introduceGuest(
  { actor, db }: Grant<'document.read'>,
  guest: { name: string; colour: number },
): Promise<void> {
  const { guestId, linkId } = guestOf(actor);
  await changeAccess(db, { of: 'shareLink', id: linkId }, (tx) =>
    tx.guest.update({ where: { id: guestId }, data: { ...guest, lastSeenOn: new Date() } }),
  );
}

/** The guests who came by links to a document and were not removed, the last seen first; at most 200. */
export async function listGuests({ db, documentId }: Grant<'document.share'>): Promise<GuestCard[]> {
  const guests = await db.prisma.guest.findMany({
    where: { link: { documentId, revokedAt: null }, removedAt: null },
    orderBy: [{ lastSeenOn: 'desc' }, { id: 'asc' }],
    take: SHOWN,
    select: {
      id: true,
      name: true,
      colour: true,
      mutedAt: true,
      lastSeenOn: true,
      link: { select: { id: true, name: true } },
    },
  });
  return guests.map(({ mutedAt, ...guest }) => ({ ...guest, isMuted: mutedAt !== null }));
}

/** Lets a guest read only, or write again. @throws AppError `not_found` where there is no such guest of the document. */
export async function muteGuest(
  grant: Grant<'document.share'>,
  { guestId, isMuted }: { guestId: GuestId; isMuted: boolean },
): Promise<void> {
  await change(grant, guestId, { mutedAt: isMuted ? new Date() : null });
}

/** Makes a guest nobody: their link does not open for that browser any more. Done once more it changes nothing. @throws AppError `not_found` where the document has had no such guest. */
export async function removeGuest(grant: Grant<'document.share'>, guestId: GuestId): Promise<void> {
  const { db, documentId } = grant;
  const where = { id: guestId, removedAt: { not: null }, link: { documentId } };
  if ((await db.prisma.guest.count({ where })) > 0) return;
  await change(grant, guestId, { removedAt: new Date() });
}

async function change(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  guestId: GuestId,
  data: { mutedAt: Date | null } | { removedAt: Date },
): Promise<void> {
  const where = { id: guestId, removedAt: null, link: { documentId } };
  const guest = await db.prisma.guest.findFirst({ where, select: { linkId: true } });
  if (!guest) throw notFound();
  await changeAccess(db, { of: 'shareLink', id: guest.linkId }, async (tx) => {
    await tx.guest.update({ where: { id: guestId }, data });
    await audit(tx, { actor, workspaceId, what: 'guestStopped', documentId });
  });
}

/**
 * Has everybody who comes by a link read only, whatever the link says, or lifts that.
 */
export async function lockDocument(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  isLocked: boolean,
): Promise<void> {
  await changeAccess(db, { of: 'document', id: documentId }, async (tx) => {
    await tx.document.update({ where: { id: documentId }, data: { isLocked } });
    await audit(tx, {
      actor,
      workspaceId,
      what: isLocked ? 'documentLocked' : 'documentUnlocked',
      documentId,
    });
  });
}

function guestOf(actor: { kind: string } | Guest): { guestId: GuestId; linkId: ShareLinkId } {
  if (!('guestId' in actor) || actor.guestId === null) throw notFound();
  return { guestId: actor.guestId, linkId: actor.linkId };
}
