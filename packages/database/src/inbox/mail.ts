import type { PersonId } from '@plenum/domain/ids';
import type { InboxMail, InboxMailWish } from '@plenum/domain/inbox/mail';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { countAsking, forgetRefusal, isRefusedBy, refuseLetters } from './mail-limits.ts';

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
    address: unsealedToken(db.secrets.tokenKey, addressSealed),
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
 * @throws AppError `too_many`, `conflict` as {@link countAsking}.
 */
export async function setInboxMail(grant: Grant<'account.manage'>, wish: InboxMailWish): Promise<void> {
  const { db, personId } = grant;
  const { address, timeZone, ...rest } = wish;
  const { tokenKey } = db.secrets;
  const former = await getInboxMail(grant);
  if (!former?.isConfirmed || former.address !== address) await countAsking(db, { personId, address });
  const columns = { ...rest, timeZone: await knownTimeZone(db, timeZone) };
  if (former?.address === address) {
    await db.prisma.inboxMail.updateMany({ where: { personId }, data: columns });
    await withKnownZone(db, personId, () =>
      db.pool.query(
        `UPDATE inbox_mail m SET due_at = CASE WHEN m.confirmed_at IS NULL THEN now() ELSE ${NEXT_DAY} END, attempts = 0
          WHERE person_id = $1`,
        [personId],
      ),
    );
    return;
  }
  const token = newToken();
  const now = new Date();
  const anew = {
    ...columns,
    addressSealed: sealToken(tokenKey, address),
    tokenHash: hashToken(tokenKey, token),
    tokenSealed: sealToken(tokenKey, token),
    ...{ dueAt: now, createdAt: now, confirmedAt: null, failedAt: null, attempts: 0 },
  };
  await db.prisma.inboxMail.upsert({ where: { personId }, create: { personId, ...anew }, update: anew });
}

/** Sends nothing any more, and forgets the address. */
export async function endInboxMail({ db, personId }: Grant<'account.manage'>): Promise<void> {
  await db.prisma.inboxMail.deleteMany({ where: { personId } });
}

/** What became of the letters with a secret, for whoever has one; null where there are none. */
export async function findInboxMail(
  db: Database,
  token: string,
): Promise<'asked' | 'confirmed' | 'refused' | null> {
  const mail = await db.prisma.inboxMail.findUnique({
    where: { tokenHash: hashToken(db.secrets.tokenKey, token) },
    select: { confirmedAt: true },
  });
  if (mail) return mail.confirmedAt === null ? 'asked' : 'confirmed';
  return (await isRefusedBy(db, token)) ? 'refused' : null;
}

/** Agrees to letters, as whoever has one with this secret. Where they have ended, or somebody has agreed already, nothing happens. */
export async function confirmInboxMail(db: Database, token: string): Promise<void> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  const select = { personId: true, confirmedAt: true, addressSealed: true };
  const mail = await db.prisma.inboxMail.findUnique({ where: { tokenHash }, select });
  if (mail?.confirmedAt !== null) return;
  await withKnownZone(db, mail.personId, () =>
    db.pool.query(
      `UPDATE inbox_mail m SET confirmed_at = now(), due_at = ${NEXT_DAY}, attempts = 0, failed_at = NULL
        WHERE token_hash = $1 AND confirmed_at IS NULL`,
      [tokenHash],
    ),
  );
  const address = unsealedToken(db.secrets.tokenKey, mail.addressSealed);
  if (address !== null) await forgetRefusal(db, address);
}

/**
 * Ends letters, as whoever has one with this secret; where they have ended already, nothing happens. Whoever has not agreed to any is asked by
 * nobody for a time.
 */
export async function stopInboxMail(db: Database, token: string): Promise<void> {
  const { tokenKey } = db.secrets;
  const tokenHash = hashToken(tokenKey, token);
  await db.prisma.$transaction(async (tx) => {
    const [mail] = await tx.$queryRaw<{ isConfirmed: boolean; addressSealed: Uint8Array }[]>`
      DELETE FROM inbox_mail WHERE token_hash = ${tokenHash}
      RETURNING confirmed_at IS NOT NULL AS "isConfirmed", address_sealed AS "addressSealed"`;
    if (!mail || mail.isConfirmed) return;
    const address = unsealedToken(tokenKey, mail.addressSealed);
    if (address !== null) await refuseLetters(db, tx, { address, tokenHash });
  });
}

/** PostgreSQL's, for a time zone that it does not know (invalid_parameter_value). */
const UNKNOWN_ZONE = '22023';

/** Runs what reckons with somebody's time zone. One that another PostgreSQL knew, and this one does not, becomes UTC. */
export async function withKnownZone(
  { pool }: Database,
  personId: PersonId,
  run: () => Promise<unknown>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (Object(error).code !== UNKNOWN_ZONE) throw error;
    await pool.query("UPDATE inbox_mail SET time_zone = 'UTC' WHERE person_id = $1", [personId]);
    await run();
  }
}

/** A time zone as PostgreSQL knows it: what a browser calls one may be news to it. */
async function knownTimeZone({ pool }: Database, name: string): Promise<string> {
  const { rowCount } = await pool.query('SELECT FROM pg_timezone_names WHERE name = $1', [name]);
  return rowCount === 0 ? 'UTC' : name;
}
