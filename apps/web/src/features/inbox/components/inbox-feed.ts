import type { PersonId } from '@plenum/domain/ids';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import { getLocale, getTranslations } from 'next-intl/server';
import { atomXml } from '#lib/atom-xml.ts';
import { database } from '#lib/database.ts';
import { INBOX_PATH } from '#lib/paths.ts';
import { placeOf } from './place-of.ts';
import { calledTask, sayingOf } from './saying-of.ts';

/**
 * An inbox as a feed: what happened in which document, and no text of it, so that of tasks those of lists are named alone. What happens again is
 * another entry.
 */
export async function inboxFeed({
  personId,
  entries,
}: {
  personId: PersonId;
  entries: readonly InboxEntry[];
}): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('inbox'), getLocale()]);
  const origin = database().publicUrl;
  const page = `${origin}${INBOX_PATH}`;
  const titleOf = (entry: InboxEntry) => {
    const task = entry.documentKind === 'tasks' ? entry.task : null;
    const { key, when } = sayingOf({ ...entry, task }, locale);
    const called = calledTask(task, t('untitledTask'));
    return t.markup(`what.${key}`, { when, task: () => called, title: () => entry.title });
  };
  return atomXml({
    id: `urn:uuid:${personId}`,
    title: t('feed.name'),
    author: t('feed.name'),
    page,
    entries: entries.map((entry) => ({
      id: `urn:uuid:${entry.id}#${entry.at.getTime()}`,
      title: titleOf(entry),
      page: `${origin}${placeOf(entry)}`,
      updatedAt: entry.at,
    })),
  });
}
