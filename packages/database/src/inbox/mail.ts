import type { InboxMail, InboxMailWish } from '@plenum/domain/inbox/mail';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';

/** Days after which an address that nobody has confirmed is forgotten. */
export const UNCONFIRMED_DAYS = 7;

/** As SQL, the next moment at which it is a row's hour where its person is. */
export const NEXT_DAY = `(SELECT (day + CASE WHEN day <= here THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE m.time_zone
    FROM (SELECT now() AT TIME ZONE m.time_zone AS here,
                 date_trunc('day', now() AT TIME ZONE m.time_zone) + make_interval(hours => m.hour) AS day) clock)`;

/** What is set up for somebody; null for nothing. */
export async function getInboxMail({ db, personId }: Grant<'account.manage'>): Promise<InboxMail | null> {
  const mail = await db.prisma.inboxMail.findUnique({ where: { personId } });
  if (!mail) return null;
  const { addressSealed, hour, timeZone, tellsTitles, confirmedAt, failedAt } = mail;
  return {
    address: unsealedToken(db.secrets.tokenKey, addressSealed) ?? '',
    hour,
    timeZone,
    tellsTitles,
    isConfirmed: confirmedAt !== null,
    isFailing: failedAt !== null,
  };
}

/**
 * Has what is new in somebody's inbox sent to an address once a day. To one that is not confirmed goes a letter that asks, and nothing else;
 * the letters to a former address are at an end.
 */
export async function setInboxMail(grant: Grant<'account.manage'>, wish: InboxMailWish): Promise<void> {
  const { db, personId } = grant;
  const { address, hour, tellsTitles, language } = wish;
  const { tokenKey } = db.secrets;
  const timeZone = await knownTimeZone(db, wish.timeZone);
  const former = await getInboxMail(grant);
  if (former?.isConfirmed && former.address === address) {
    await db.pool.query(
      `UPDATE inbox_mail m SET hour = $2, time_zone = $3, tells_titles = $4, language = $5 WHERE person_id = $1`,
      [personId, hour, timeZone, tellsTitles, language],
    );
    await plan(db, personId);
    return;
  }
  const token = newToken();
  const now = new Date();
  const columns = {
    addressSealed: sealToken(tokenKey, address),
    tokenHash: hashToken(tokenKey, token),
    tokenSealed: sealToken(tokenKey, token),
    ...{ hour, timeZone, tellsTitles, language },
    ...{ dueAt: now, toldUntil: now, createdAt: now, confirmedAt: null, failedAt: null, attempts: 0 },
  };
  await db.prisma.inboxMail.upsert({
    where: { personId },
    create: { personId, ...columns },
    update: columns,
  });
}

/** Sends nothing any more, and forgets the address. */
export async function endInboxMail({ db, personId }: Grant<'account.manage'>): Promise<void> {
  await db.prisma.inboxMail.deleteMany({ where: { personId } });
}

/** Whether letters with a secret go on, by whoever has one; null where there are none. */
export async function findInboxMail(db: Database, token: string): Promise<{ isConfirmed: boolean } | null> {
  const mail = await db.prisma.inboxMail.findUnique({
    where: { tokenHash: hashToken(db.secrets.tokenKey, token) },
    select: { confirmedAt: true },
  });
  return mail && { isConfirmed: mail.confirmedAt !== null };
}

/** Agrees to letters, as whoever has one with this secret: what happens from now on comes in them. Where they have ended, nothing happens. */
export async function confirmInboxMail(db: Database, token: string): Promise<void> {
  const { rows } = await db.pool.query<{ personId: string }>(
    `UPDATE inbox_mail SET confirmed_at = coalesce(confirmed_at, now()),
            told_until = CASE WHEN confirmed_at IS NULL THEN now() ELSE told_until END
      WHERE token_hash = $1 RETURNING person_id AS "personId"`,
    [hashToken(db.secrets.tokenKey, token)],
  );
  for (const { personId } of rows) await plan(db, personId);
}

/** Ends letters, as whoever has one with this secret; where they have ended already, nothing happens. */
export async function stopInboxMail(db: Database, token: string): Promise<void> {
  await db.prisma.inboxMail.deleteMany({ where: { tokenHash: hashToken(db.secrets.tokenKey, token) } });
}

async function plan({ pool }: Database, personId: string): Promise<void> {
  await pool.query(
    `UPDATE inbox_mail m SET due_at = ${NEXT_DAY}, attempts = 0 WHERE person_id = $1 AND confirmed_at IS NOT NULL`,
    [personId],
  );
}

/** A time zone as PostgreSQL knows it: what a browser calls one may be news to it. */
async function knownTimeZone({ pool }: Database, name: string): Promise<string> {
  const { rowCount } = await pool.query('SELECT FROM pg_timezone_names WHERE name = $1', [name]);
  return rowCount === 0 ? 'UTC' : name;
}
