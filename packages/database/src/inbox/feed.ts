import { system } from '@plenum/domain/access/actor';
import type { PersonId } from '@plenum/domain/ids';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { listInbox } from './entries.ts';

/** Entries that a feed has. */
const ENTRIES = 50;

/** Gives somebody's inbox a secret address, at which it is read without signing in; one that it had before is no more. */
export async function renewFeed({ db, personId }: Grant<'account.manage'>): Promise<void> {
  const token = newToken();
  const { tokenKey } = db.secrets;
  const columns = { tokenHash: hashToken(tokenKey, token), tokenSealed: sealToken(tokenKey, token) };
  await db.prisma.inboxFeed.upsert({
    where: { personId },
    create: { personId, ...columns },
    update: { ...columns, createdAt: new Date() },
  });
}

/** Takes the secret address away. */
export async function endFeed({ db, personId }: Grant<'account.manage'>): Promise<void> {
  await db.prisma.inboxFeed.deleteMany({ where: { personId } });
}

/** The secret of the address; null where there is none, empty where it cannot be shown any more. */
export async function getFeedToken({ db, personId }: Grant<'account.manage'>): Promise<string | null> {
  const feed = await db.prisma.inboxFeed.findUnique({ where: { personId }, select: { tokenSealed: true } });
  return feed && (unsealedToken(db.secrets.tokenKey, feed.tokenSealed) ?? '');
}

/** Whose inbox has a secret, and its latest entries, as they may read them at this moment; null for what is no secret. */
export async function readFeed(
  db: Database,
  token: string,
): Promise<{ personId: PersonId; entries: InboxEntry[] } | null> {
  const where = { tokenHash: hashToken(db.secrets.tokenKey, token) };
  const feed = await db.prisma.inboxFeed.findUnique({ where, select: { personId: true } });
  if (!feed) return null;
  const actor = system('an inbox by its secret address');
  const grant = await authorize(db, { actor, action: 'account.read', on: feed.personId });
  const { items } = await listInbox(grant, { limit: ENTRIES, show: 'all' });
  return { personId: feed.personId, entries: items };
}
