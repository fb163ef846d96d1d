import type { PersonId, SessionId } from '@plenum/domain/ids';
import { jwtVerify, SignJWT } from 'jose';

/** Seconds for which a sign-in lasts. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Seconds within which a ticket must be used. */
const TICKET_SECONDS = 15 * 60;

/** What a session token says: which session it is for, and nothing else. */
export interface SessionClaims {
  sid: SessionId;
}

/** Signs the id of a session row as a JWT (RFC 7519, HS256) for next-auth's cookie. */
export function signSessionToken(secret: Buffer, { sid }: SessionClaims): Promise<string> {
  return sign({ secret, claims: { sid }, audience: 'session', seconds: SESSION_SECONDS });
}

/** What a session token says; null for any that is not ours, has run out or was made for something else. */
export async function readSessionToken(secret: Buffer, token: string): Promise<SessionClaims | null> {
  const claims = await read({ secret, token, audience: 'session' });
  return typeof claims?.sid === 'string' ? { sid: claims.sid } : null;
}

/** Signs a ticket: whoever has just proven to be a person may sign in with it, for a quarter of an hour. */
export function signTicket(secret: Buffer, personId: PersonId): Promise<string> {
  return sign({ secret, claims: { person: personId }, audience: 'sign-in ticket', seconds: TICKET_SECONDS });
}

/** Whom a ticket signs in; null for any that is not ours, has run out or was made for something else. */
export async function readTicket(secret: Buffer, ticket: string): Promise<PersonId | null> {
  const claims = await read({ secret, token: ticket, audience: 'sign-in ticket' });
  return typeof claims?.person === 'string' ? claims.person : null;
}

async function sign(token: {
  secret: Buffer;
  claims: Record<string, string>;
  audience: string;
  seconds: number;
}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(token.claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(token.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + token.seconds)
    .sign(token.secret);
}

async function read(sealed: { secret: Buffer; token: string; audience: string }) {
  try {
    const { secret, token, audience } = sealed;
    return (await jwtVerify(token, secret, { algorithms: ['HS256'], audience })).payload;
  } catch {
    return null;
  }
}
