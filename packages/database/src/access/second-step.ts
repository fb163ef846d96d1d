import { createHmac } from 'node:crypto';
import { isId, type PersonId } from '@plenum/domain/ids';
import { jwtVerify, SignJWT } from 'jose';
import { sameSecret } from './cookies.ts';

/** Seconds from the password to the code. */
export const SECOND_STEP_SECONDS = 5 * 60;

/** The cookie of a sign-in that still lacks its code. */
export const SECOND_STEP_COOKIE = 'plenum-second-step';

/** What the tokens are for. They sign nobody in: they say only that a password was right. */
const AUDIENCE = 'second step';

/** Whose password was given, and which it was. */
interface PasswordGiven {
  id: PersonId;
  passwordHash: string;
}

/** Signs that somebody's password was given (JWT, RFC 7519, HS256); another password makes the token worthless. */
export function signSecondStep(secret: Buffer, person: PasswordGiven): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ password: keyed(secret, person) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(person.id)
    .setIssuedAt(now)
    .setExpirationTime(now + SECOND_STEP_SECONDS)
    .sign(secret);
}

/**
 * Who gave their password.
 * @param find looks the person up.
 * @returns null for a token that is not ours, has run out or is about a password that was changed since.
 */
export async function readSecondStep<Person extends PasswordGiven>(
  secret: Buffer,
  { token, find }: { token: string; find: (id: PersonId) => Promise<Person | null> },
): Promise<Person | null> {
  const claims = await read(secret, token);
  const person = claims && (await find(claims.id));
  return person && sameSecret(claims.password, keyed(secret, person)) ? person : null;
}

async function read(secret: Buffer, token: string): Promise<{ id: PersonId; password: string } | null> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], audience: AUDIENCE });
    const { sub: id = '', password } = payload;
    return isId(id) && typeof password === 'string' ? { id, password } : null;
  } catch {
    return null;
  }
}

function keyed(secret: Buffer, { id, passwordHash }: PasswordGiven): string {
  return createHmac('sha256', secret).update(`second step ${id} ${passwordHash}`).digest('base64url');
}
