import { isId, type SessionId } from '@plenum/domain/ids';
import { jwtVerify, SignJWT } from 'jose';

/** Seconds for which a sign-in lasts. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** What a session token says: which session it is for, and nothing else. */
export interface SessionClaims {
  sid: SessionId;
}

/** What the tokens are for, so that none made for something else can pass as one. */
const AUDIENCE = 'session';

/** Signs the id of a session row as a JWT (RFC 7519, HS256) for next-auth's cookie. */
export function signSessionToken(secret: Buffer, { sid }: SessionClaims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + SESSION_SECONDS)
    .sign(secret);
}

/** What a session token says; null for any that is not ours, has run out or was made for something else. */
export async function readSessionToken(secret: Buffer, token: string): Promise<SessionClaims | null> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], audience: AUDIENCE });
    return typeof payload.sid === 'string' && isId(payload.sid) ? { sid: payload.sid } : null;
  } catch {
    return null;
  }
}
