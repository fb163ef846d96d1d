import { createHmac, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Seconds for which a browser is known; 400 days are the most that browsers keep a cookie. */
export const KNOWN_BROWSER_SECONDS = 400 * 24 * 60 * 60;

/** What the tokens are for. They sign nobody in: they say only that this browser once gave the right secret. */
const AUDIENCE = 'known browser';

/**
 * The cookie by which a browser is known that once gave the secret of `subject`, such as the password of an account; its name
 * tells nobody whose.
 */
export function knownBrowserCookieName(secret: Buffer, subject: string): string {
  return `plenum-known-${keyed(secret, subject).slice(0, 12)}`;
}

/** Signs that a browser has given the right secret of a subject (JWT, RFC 7519, HS256), with an id of its own. */
export function signKnownBrowser(secret: Buffer, subject: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(keyed(secret, subject))
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + KNOWN_BROWSER_SECONDS)
    .sign(secret);
}

/** The id of a known browser; null for a token that is not ours, has run out or is about something else. */
export async function readKnownBrowser(
  secret: Buffer,
  { subject, token }: { subject: string; token: string },
): Promise<string | null> {
  try {
    const expected = { algorithms: ['HS256'], audience: AUDIENCE, subject: keyed(secret, subject) };
    return (await jwtVerify(token, secret, expected)).payload.jti ?? null;
  } catch {
    return null;
  }
}

function keyed(secret: Buffer, subject: string): string {
  return createHmac('sha256', secret).update(`known browser ${subject}`).digest('base64url');
}
