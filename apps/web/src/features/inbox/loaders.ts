import { countUnread, listInbox } from '@plenum/database/inbox/entries';
import { getFeedToken, readFeed } from '@plenum/database/inbox/feed';
import { findInboxMail, getInboxMail } from '@plenum/database/inbox/mail';
import { getWatching, listWatched } from '@plenum/database/inbox/watching';
import type { InboxMail } from '@plenum/domain/inbox/mail';
import type { InboxFilter } from '@plenum/domain/inbox/schema';
import type { InboxEntry, WatchedDocument, WatchState } from '@plenum/domain/inbox/types';
import type { Page } from '@plenum/domain/page';
import { sendsMail } from '#env.ts';
import { database } from '#lib/database.ts';
import { feedPath } from '#lib/paths.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';

/** Entries on one page of an inbox. */
const ENTRIES_AT_ONCE = 50;

/** What the signed-in person is to learn. */
export function loadInbox(asked: InboxFilter & { cursor?: string | undefined }): Promise<Page<InboxEntry>> {
  const page = { limit: ENTRIES_AT_ONCE, ...asked };
  return forPage(async () => listInbox(await grantForSelf('account.read'), page));
}

/** How much the signed-in person has not seen yet; see {@link countUnread}. */
export function loadUnreadCount(): Promise<number> {
  return forPage(async () => countUnread(await grantForSelf('account.read')));
}

/** What the signed-in person watches. */
export function loadWatched(cursor: string | undefined): Promise<Page<WatchedDocument>> {
  const page = { limit: ENTRIES_AT_ONCE, cursor };
  return forPage(async () => listWatched(await grantForSelf('account.read'), page));
}

/** What the signed-in person hears of a document. */
export function loadWatching(id: string): Promise<WatchState> {
  return forPage(async () => getWatching(await grantFor('document.read', id)));
}

/** The secret address of the signed-in person's inbox; null where it has none, empty where it cannot be shown any more. */
export function loadFeedAddress(): Promise<string | null> {
  const load = async () => {
    const token = await getFeedToken(await grantForSelf('account.manage'));
    return token && `${database().publicUrl}${feedPath(token)}`;
  };
  return forPage(load);
}

/** Whose inbox has a secret, and its entries; null for none. */
export function loadFeed(token: string): ReturnType<typeof readFeed> {
  return readFeed(database(), token);
}

/** Where the signed-in person has what is new sent, and whether this instance sends anything. */
export function loadMail(): Promise<{ isOffered: boolean; mail: InboxMail | null }> {
  const load = async () => getInboxMail(await grantForSelf('account.manage'));
  return forPage(async () => ({ isOffered: sendsMail(), mail: await load() }));
}

/** What becomes of the letters with a secret, for whoever has one; null where there are none. */
export function loadLetters(token: string): ReturnType<typeof findInboxMail> {
  return findInboxMail(database(), token);
}
