import type { PersonId } from '@plenum/domain/ids';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import { getTranslations } from 'next-intl/server';
import { atomXml } from '#lib/atom-xml.ts';
import { database } from '#lib/database.ts';
import { INBOX_PATH } from '#lib/paths.ts';
import { placeOf } from './place-of.ts';

/** An inbox as a feed: what happened in which document, and no text of it. What happens again is another entry. */
export async function inboxFeed({
  personId,
  entries,
}: {
  personId: PersonId;
  entries: readonly InboxEntry[];
}): Promise<string> {
  const t = await getTranslations('inbox');
  const origin = database().publicUrl;
  const page = `${origin}${INBOX_PATH}`;
  return atomXml({
    id: `urn:uuid:${personId}`,
    title: t('feed.name'),
    author: t('feed.name'),
    page,
    entries: entries.map((entry) => ({
      id: `urn:uuid:${entry.id}#${entry.at.getTime()}`,
      title: t.markup(`what.${entry.kind}`, { title: () => entry.title }),
      page: `${origin}${placeOf(entry)}`,
      updatedAt: entry.at,
    })),
  });
}
