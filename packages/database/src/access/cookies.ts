import { createHmac, timingSafeEqual } from 'node:crypto';
import { type GuestId, isId, type ShareLinkId } from '@plenum/domain/ids';

/** next-auth's name for the session cookie: prefixed where the instance is served by HTTPS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** The cookie that remembers that a share link's password was given. */
export function unlockCookieName(linkId: ShareLinkId): string {
  return `plenum-unlock-${linkId}`;
}

/** What that cookie must hold. It changes with the link's password, so that a new password locks everybody out. */
export function unlockProof(tokenKey: Buffer, link: { id: ShareLinkId; passwordHash: string }): string {
  return createHmac('sha256', tokenKey).update(`unlock ${link.id} ${link.passwordHash}`).digest('base64url');
}

/** The cookie by which a browser is the same guest again, of one link and no other. */
export function guestCookieName(linkId: ShareLinkId): string {
  return `plenum-guest-${linkId}`;
}

/** What that cookie holds: the guest's id, and a proof that it was given out for this link. */
export function guestCookie(
  tokenKey: Buffer,
  { linkId, guestId }: { linkId: ShareLinkId; guestId: GuestId },
): string {
  return `${guestId}.${guestProof(tokenKey, { linkId, guestId })}`;
}

/** The guest whom a cookie names; null for none, or one that was not given out for this link. */
export function readGuestCookie(
  tokenKey: Buffer,
  { linkId, cookie }: { linkId: ShareLinkId; cookie: string | undefined },
): GuestId | null {
  const [guestId = '', proof = ''] = cookie?.split('.') ?? [];
  return isId(guestId) && sameSecret(proof, guestProof(tokenKey, { linkId, guestId })) ? guestId : null;
}

function guestProof(
  tokenKey: Buffer,
  { linkId, guestId }: { linkId: ShareLinkId; guestId: GuestId },
): string {
  return createHmac('sha256', tokenKey).update(`guest ${linkId} ${guestId}`).digest('base64url');
}

/** Whether two secrets are equal, in time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
