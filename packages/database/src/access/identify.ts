import type { Actor, Guest, Member, TokenHolder } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { ApiTokenId, SessionId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import {
  guestCookieName,
  readGuestCookie,
  sameSecret,
  sessionCookieName,
  unlockCookieName,
  unlockProof,
} from './cookies.ts';
import { readSessionToken } from './session-token.ts';
import { hashToken } from './tokens.ts';

/** What a request shows of who makes it. */
export interface Credentials {
  cookies: Readonly<Record<string, string | undefined>>;
  /** The Authorization header. */
  authorization?: string | undefined;
  /** The secret part of a share link. */
  share?: string | undefined;
}

/**
 * Who makes a request. The most specific credential counts, and one that is wrong never falls back to another: a share
 * link, then a bearer token, then the session cookie.
 * @throws AppError `not_signed_in` for no or an invalid credential, `not_found` for a link that is not in force, `locked`
 * for a link whose password was not given.
 */
export async function identify(db: Database, credentials: Credentials): Promise<Actor> {
  const { authorization, cookies, share } = credentials;
  if (share !== undefined) return guestByLink(db, { token: share, cookies });
  const actor =
    authorization !== undefined
      ? await holderOfToken(db, authorization)
      : await memberByCookie(db, cookies[sessionCookieName(db.publicUrl)]);
  if (!actor) throw notSignedIn();
  return actor;
}

/** The error for somebody who is nobody here. */
export function notSignedIn(): AppError {
  return new AppError('not_signed_in', 'You are not signed in. Sign in and try again.');
}

async function memberByCookie(db: Database, cookie: string | undefined): Promise<Member | null> {
  if (!cookie) return null;
  const claims = await readSessionToken(db.secrets.sessionSecret, cookie);
  if (!claims) return null;
  const session = await db.lookups.session(claims.sid);
  if (!session) return null;
  if (!session.isUsedToday) await rememberDay(db, claims.sid);
  return { kind: 'member', personId: session.personId, sessionId: claims.sid };
}

/** Remembers the day on which a session was used, and no more: its owner sees which of them nobody needs. */
async function rememberDay(db: Database, id: SessionId): Promise<void> {
  await db.pool.query(
    'UPDATE session SET last_used_on = current_date WHERE id = $1 AND last_used_on < current_date',
    [id],
  );
}

async function holderOfToken(db: Database, authorization: string): Promise<TokenHolder | null> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!token) return null;
  const row = await db.lookups.apiToken(hashToken(db.secrets.tokenKey, token));
  if (!row) return null;
  if (!row.isUsedToday) await rememberTokenDay(db, row.id);
  return { kind: 'token', personId: row.personId, tokenId: row.id };
}

/** As {@link rememberDay}, of a token. */
async function rememberTokenDay(db: Database, id: ApiTokenId): Promise<void> {
  await db.pool.query(
    'UPDATE api_token SET last_used_on = current_date WHERE id = $1 AND last_used_on IS DISTINCT FROM current_date',
    [id],
  );
}

async function guestByLink(
  db: Database,
  { token, cookies }: { token: string; cookies: Credentials['cookies'] },
): Promise<Guest> {
  const link = await db.lookups.shareLink(hashToken(db.secrets.tokenKey, token));
  if (!link || link.role === 'admin' || link.revokedAt || (link.expiresAt && link.expiresAt <= new Date())) {
    throw notFound();
  }
  const { id: linkId, documentId, lock, passwordHash } = link;
  if (passwordHash !== null) {
    const proof = unlockProof(db.secrets.tokenKey, { id: linkId, passwordHash });
    if (!sameSecret(cookies[unlockCookieName(linkId)] ?? '', proof)) {
      throw new AppError('locked', 'This link needs a password.');
    }
  }
  const guestId = readGuestCookie(db.secrets.tokenKey, { linkId, cookie: cookies[guestCookieName(linkId)] });
  return { kind: 'guest', linkId, documentId, lock, guestId };
}
