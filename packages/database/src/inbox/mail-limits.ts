import { AppError } from '@plenum/domain/errors';
import type { PersonId } from '@plenum/domain/ids';
import { hashSubject, hashToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

/** Days for which nobody can have letters sent to an address where somebody wants none. */
export const REFUSAL_DAYS = 90;

/** Days within which letters that ask are counted. */
export const COUNTED_DAYS = 1;

/** Letters that ask, in that time: of one person, and to one address, whoever wants them sent. */
const MOST_OF_PERSON = 5;
const MOST_TO_ADDRESS = 3;

/**
 * Counts a letter that asks, on all nodes together, and whether one goes out or not: nobody finds out by trying who wants none.
 * @throws AppError `too_many`; `conflict` where somebody at the address wants none.
 */
export async function countAsking(
  db: Database,
  { personId, address }: { personId: PersonId; address: string },
): Promise<void> {
  // The person first, so that they cannot fill the table with addresses.
  await count(db, hashSubject(db.secrets.tokenKey, `person ${personId}`), MOST_OF_PERSON);
  await count(db, addressHash(db, address), MOST_TO_ADDRESS);
  if (!(await isRefused(db, address))) return;
  const message = 'No letters can be sent to this address. Use another one.';
  throw new AppError('conflict', message, { fields: { address: message } });
}

/** Whether somebody at an address wants no letters that ask. */
export async function isRefused(db: Database, address: string): Promise<boolean> {
  const where = { addressHash: addressHash(db, address), refusedAt: { gt: refusedSince() } };
  return (await db.prisma.mailRefusal.count({ where })) > 0;
}

/** Whether whoever has a letter with a secret wants no letters that ask, and said so by it last. */
export async function isRefusedBy(db: Database, token: string): Promise<boolean> {
  const where = { tokenHash: hashToken(db.secrets.tokenKey, token), refusedAt: { gt: refusedSince() } };
  return (await db.prisma.mailRefusal.count({ where })) > 0;
}

function refusedSince(): Date {
  return new Date(Date.now() - REFUSAL_DAYS * 24 * 60 * 60 * 1000);
}

/** Remembers that somebody at an address wants no letters that ask, and by which letter they said so. */
export async function refuseLetters(
  db: Database,
  tx: Prisma.TransactionClient,
  { address, tokenHash }: { address: string; tokenHash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const key = { addressHash: addressHash(db, address) };
  const said = { refusedAt: new Date(), tokenHash };
  await tx.mailRefusal.upsert({ where: key, create: { ...key, ...said }, update: said });
}

/** Takes it back, as whoever has the letter by which it was said; where it was taken back already, nothing happens. */
export async function takeRefusalBack(db: Database, token: string): Promise<void> {
  await db.prisma.mailRefusal.deleteMany({ where: { tokenHash: hashToken(db.secrets.tokenKey, token) } });
}

/** Forgets it, since somebody there has agreed. */
export async function forgetRefusal(db: Database, address: string): Promise<void> {
  await db.prisma.mailRefusal.deleteMany({ where: { addressHash: addressHash(db, address) } });
}

async function count({ prisma }: Database, keyHash: Uint8Array, most: number): Promise<void> {
  const [counted] = await prisma.$queryRaw<{ letters: number; retryAfter: number }[]>`
    INSERT INTO mail_count AS c (key_hash, letters, since) VALUES (${keyHash}, 1, now())
    ON CONFLICT (key_hash) DO UPDATE
       SET letters = CASE WHEN c.since > now() - make_interval(days => ${COUNTED_DAYS}) THEN c.letters + 1 ELSE 1 END,
           since = CASE WHEN c.since > now() - make_interval(days => ${COUNTED_DAYS}) THEN c.since ELSE now() END
    RETURNING letters, ceil(extract(epoch FROM since + make_interval(days => ${COUNTED_DAYS}) - now()))::int AS "retryAfter"`;
  if (!counted || counted.letters <= most) return;
  const { retryAfter } = counted;
  throw new AppError('too_many', 'Enough letters have gone out today. Try again tomorrow.', { retryAfter });
}

/** The same however an address is written, with or without what stands after a plus: most mail servers bring these into one box. */
function addressHash({ secrets: { tokenKey } }: Database, address: string): Uint8Array<ArrayBuffer> {
  const box = address.toLowerCase().replace(/(?<=.)\+[^@]*(?=@)/, '');
  return hashSubject(tokenKey, `address ${box}`);
}
