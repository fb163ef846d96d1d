import { system } from '@plenum/domain/access/actor';
import type { PersonId } from '@plenum/domain/ids';
import type { LetterNews, MailLanguage } from '@plenum/domain/inbox/mail';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import { unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { getDigest, type Told } from './entries.ts';
import { NEXT_DAY, withKnownZone } from './mail.ts';
import { isRefused } from './mail-limits.ts';

/** Seconds after which a courier that has a letter is taken for dead. */
const LEASE = 120;

/** Batches that are looked at in search of something to say: whoever has nothing new holds up nobody. */
const MOST_BATCHES = 50;

/** Days after which nothing is sent any more to an address that takes no letters. */
const GIVEN_UP_DAYS = 14;

/** A letter that a courier has taken, alone. */
export interface TakenLetter {
  personId: PersonId;
  address: string;
  /** The secret in it, and what it is found by. */
  token: string;
  tokenHash: Buffer;
  language: MailLanguage;
  news: LetterNews;
  /** The entries that it tells of. */
  told: Told[];
  /** How often it was taken, this time included. */
  attempts: number;
}

/** What came of sending a letter; `isFinal` where the address takes none. */
export type LetterOutcome = { arrived: true } | { arrived: false; isFinal: boolean };

interface Row extends Pick<TakenLetter, 'personId' | 'language' | 'attempts' | 'tokenHash'> {
  isConfirmed: boolean;
  tellsTitles: boolean;
  addressSealed: Buffer;
  tokenSealed: Buffer;
}

/**
 * Takes at most so many letters that are due; several nodes take different ones. Whoever has nothing new gets none.
 * @throws the first of what went wrong where no letter was to be had: whom it is about is looked at again an hour later.
 */
export async function takeLetters(
  { db }: Grant<'instance.administer'>,
  limit: number,
): Promise<TakenLetter[]> {
  const taken: TakenLetter[] = [];
  const failures: unknown[] = [];
  for (let batch = 0; batch < MOST_BATCHES && taken.length < limit; batch += 1) {
    const rows = await takeRows(db, limit - taken.length);
    if (rows.length === 0) break;
    for (const row of rows) {
      try {
        const letter = await letterOf(db, row);
        if (letter) taken.push(letter);
      } catch (error) {
        failures.push(error);
        await db.pool.query(
          "UPDATE inbox_mail SET due_at = now() + interval '1 hour' WHERE token_hash = $1",
          [row.tokenHash],
        );
      }
    }
  }
  if (taken.length === 0 && failures.length > 0) throw failures[0];
  return taken;
}

async function takeRows(db: Database, limit: number): Promise<Row[]> {
  const { rows } = await db.pool.query<Row>({
    name: 'letters that are due',
    text: `
      WITH due AS (
        SELECT person_id FROM inbox_mail WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
      )
      UPDATE inbox_mail m SET attempts = m.attempts + 1, due_at = now() + make_interval(secs => ${LEASE})
        FROM due WHERE m.person_id = due.person_id
      RETURNING m.person_id AS "personId", m.language, m.attempts, m.confirmed_at IS NOT NULL AS "isConfirmed",
                m.tells_titles AS "tellsTitles", m.token_hash AS "tokenHash", m.address_sealed AS "addressSealed",
                m.token_sealed AS "tokenSealed"`,
    values: [limit],
  });
  return rows;
}

/** What there is to say to somebody; null for nothing, until the next day. */
async function letterOf(db: Database, row: Row): Promise<TakenLetter | null> {
  const { personId, language, attempts, tokenHash } = row;
  const { tokenKey } = db.secrets;
  const address = unsealedToken(tokenKey, row.addressSealed);
  const token = unsealedToken(tokenKey, row.tokenSealed);
  // Somebody else's letter to the same address may have been answered with no.
  const isWanted = address !== null && (row.isConfirmed || !(await isRefused(db, address)));
  const about = isWanted && token !== null && (await newsFor(db, row));
  if (about) return { personId, address, token, tokenHash, language, attempts, ...about };
  await withKnownZone(db, personId, () =>
    db.pool.query(`UPDATE inbox_mail m SET due_at = ${NEXT_DAY}, attempts = 0 WHERE token_hash = $1`, [
      tokenHash,
    ]),
  );
  return null;
}

async function newsFor(
  db: Database,
  { personId, isConfirmed, tellsTitles }: Row,
): Promise<Pick<TakenLetter, 'news' | 'told'> | null> {
  if (!isConfirmed) return { news: { kind: 'confirm' }, told: [] };
  const actor = system('an inbox is sent by e-mail');
  const grant = await authorize(db, { actor, action: 'account.read', on: personId });
  const { told, ...digest } = await getDigest(grant, { tellsTitles });
  return digest.count === 0 ? null : { news: { kind: 'digest', ...digest }, told };
}

/**
 * Says what came of a letter, and when the next is due.
 * @param retryIn milliseconds until it is sent again where it has not arrived; null where it is given up.
 */
export async function settleLetter(
  { db }: Grant<'instance.administer'>,
  { personId, tokenHash, news: { kind }, told }: TakenLetter,
  { outcome: { arrived }, retryIn }: { outcome: LetterOutcome; retryIn: number | null },
): Promise<void> {
  const isDone = arrived || retryIn === null;
  if (arrived) {
    await db.pool.query(
      `UPDATE inbox_entry e SET told_at = t.at FROM unnest($2::uuid[], $3::timestamptz[]) AS t (id, at)
        WHERE e.id = t.id AND e.person_id = $1`,
      [personId, told.map(({ id }) => id), told.map(({ at }) => at)],
    );
  }
  // Whoever has agreed meanwhile, or changed the address, has another letter due.
  await withKnownZone(db, personId, () =>
    db.pool.query(
      `UPDATE inbox_mail m
          SET due_at = CASE WHEN NOT $2 THEN now() + make_interval(secs => $3)
                            WHEN m.confirmed_at IS NULL OR (NOT $4 AND m.failed_at < now() - interval '${GIVEN_UP_DAYS} days') THEN NULL
                            ELSE ${NEXT_DAY} END,
              attempts = CASE WHEN $2 THEN 0 ELSE m.attempts END,
              failed_at = CASE WHEN $4 THEN NULL WHEN $2 THEN coalesce(m.failed_at, now()) ELSE m.failed_at END
        WHERE token_hash = $1 AND (m.confirmed_at IS NULL) = $5`,
      [tokenHash, isDone, (retryIn ?? 0) / 1_000, arrived, kind === 'confirm'],
    ),
  );
}
