import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Crockford's base 32: no letter that looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** argon2id as a PHC string, with the library's parameters (19 MiB, 2 passes: the OWASP minimum). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/** Whether the password is the one that was hashed. Takes as long for nobody's (null) as for a wrong one. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return passwordHash !== null && matches;
}

/** What the password of nobody is compared with. */
let decoy: Promise<string> | undefined;

/** A recovery code: 100 bits as four groups of five characters, e.g. `7KQ2M-…`. */
export function newRecoveryCode(): string {
  return newCode(4);
}

/** A backup code: 50 bits as two such groups. */
export function newBackupCode(): string {
  return newCode(2);
}

function newCode(groups: number): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** A recovery code as it was given out, however it was typed: case, spaces and look-alikes do not matter. */
export function normaliseRecoveryCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return plain.match(/.{1,5}/g)?.join('-') ?? '';
}
