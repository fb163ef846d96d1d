import { system } from '@plenum/domain/access/actor';
import type { PersonId } from '@plenum/domain/ids';
import type { LetterNews, MailLanguage } from '@plenum/domain/inbox/mail';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import { unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { getDigest } from './entries.ts';
import { NEXT_DAY } from './mail.ts';

/** Seconds after which a courier that has a letter is taken for dead. */
const LEASE = 120;

/** A letter that a courier has taken, alone. */
export interface TakenLetter {
  personId: PersonId;
  address: string;
  /** The secret in it, and what it is found by. */
  token: string;
  tokenHash: Buffer;
  language: MailLanguage;
  news: LetterNews;
  /** How far what is new is told. */
  until: Date;
  /** How often it was taken, this time included. */
  attempts: number;
}

/** What came of sending a letter; `isFinal` where the address takes none. */
export type LetterOutcome = { arrived: true } | { arrived: false; isFinal: boolean };

interface Row extends Pick<TakenLetter, 'personId' | 'language' | 'attempts' | 'until' | 'tokenHash'> {
  isConfirmed: boolean;
  tellsTitles: boolean;
  since: Date;
  addressSealed: Buffer;
  tokenSealed: Buffer;
}

/**
 * Takes at most so many letters that are due; several nodes take different ones. Whoever has nothing new gets none, and what happened in the
 * last minute is told with the next: it may not be stored in the order in which it happened.
 */
export async function takeLetters(
  { db }: Grant<'instance.administer'>,
  limit: number,
): Promise<TakenLetter[]> {
  const { rows } = await db.pool.query<Row>({
    name: 'letters that are due',
    text: `
      WITH due AS (
        SELECT person_id FROM inbox_mail WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
      )
      UPDATE inbox_mail m SET attempts = m.attempts + 1, due_at = now() + make_interval(secs => ${LEASE})
        FROM due WHERE m.person_id = due.person_id
      RETURNING m.person_id AS "personId", m.language, m.attempts, m.confirmed_at IS NOT NULL AS "isConfirmed",
                m.tells_titles AS "tellsTitles", m.told_until AS since, now() - interval '1 minute' AS until,
                m.token_hash AS "tokenHash", m.address_sealed AS "addressSealed", m.token_sealed AS "tokenSealed"`,
    values: [limit],
  });
  const taken: TakenLetter[] = [];
  for (const row of rows) {
    const letter = await letterOf(db, row);
    if (letter) taken.push(letter);
  }
  return taken;
}

async function letterOf(db: Database, row: Row): Promise<TakenLetter | null> {
  const { personId, language, attempts, until, tokenHash } = row;
  const { tokenKey } = db.secrets;
  const address = unsealedToken(tokenKey, row.addressSealed);
  const token = unsealedToken(tokenKey, row.tokenSealed);
  const news = address !== null && token !== null ? await newsFor(db, row) : null;
  if (address !== null && token !== null && news) {
    return { personId, address, token, tokenHash, language, news, until, attempts };
  }
  await db.pool.query(`UPDATE inbox_mail m SET due_at = ${NEXT_DAY}, attempts = 0 WHERE person_id = $1`, [
    personId,
  ]);
  return null;
}

/** What there is to say; null for nothing. */
async function newsFor(
  db: Database,
  { personId, isConfirmed, tellsTitles, since, until }: Row,
): Promise<LetterNews | null> {
  if (!isConfirmed) return { kind: 'confirm' };
  const actor = system('an inbox is sent by e-mail');
  const grant = await authorize(db, { actor, action: 'account.read', on: personId });
  const digest = await getDigest(grant, { since, until, tellsTitles });
  return digest.count === 0 ? null : { kind: 'digest', ...digest };
}

/**
 * Says what came of a letter, and when the next is due.
 * @param retryIn milliseconds until it is sent again where it has not arrived; null where it is given up.
 */
export async function settleLetter(
  { db }: Grant<'instance.administer'>,
  { tokenHash, news: { kind }, until }: TakenLetter,
  { outcome: { arrived }, retryIn }: { outcome: LetterOutcome; retryIn: number | null },
): Promise<void> {
  const isDone = arrived || retryIn === null;
  // Whoever has agreed meanwhile, or changed the address, has another letter due.
  await db.pool.query(
    `UPDATE inbox_mail m
        SET due_at = CASE WHEN NOT $2 THEN now() + make_interval(secs => $3) WHEN m.confirmed_at IS NOT NULL THEN ${NEXT_DAY} END,
            attempts = CASE WHEN $2 THEN 0 ELSE m.attempts END,
            told_until = CASE WHEN $4 AND m.confirmed_at IS NOT NULL THEN $5 ELSE m.told_until END,
            failed_at = CASE WHEN $4 THEN NULL WHEN $2 THEN now() ELSE m.failed_at END
      WHERE token_hash = $1 AND (m.confirmed_at IS NULL) = $6`,
    [tokenHash, isDone, (retryIn ?? 0) / 1_000, arrived, until, kind === 'confirm'],
  );
}
