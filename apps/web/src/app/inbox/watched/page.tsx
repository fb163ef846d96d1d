import { Eye } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Badge } from '#components/badge.tsx';
import { DocumentRow } from '#components/document-row.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { FeedForm } from '#features/inbox/components/feed-form.tsx';
import { MailForm } from '#features/inbox/components/mail-form.tsx';
import { loadFeedAddress, loadMail, loadWatched } from '#features/inbox/loaders.ts';
import { documentAboutPath, INBOX_PATH, WATCHED_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox.watched'))('title') };
}

export default async function WatchedPage({ searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const [{ items, next }, address, { isOffered, mail }, t] = await Promise.all([
    loadWatched(cursor),
    loadFeedAddress(),
    loadMail(),
    getTranslations('inbox'),
  ]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[{ label: t('title'), href: INBOX_PATH }]} current={t('watched.title')} />
      <Main>
        <PageHeader title={t('watched.title')} intro={t('watched.intro')} />
        {items.length === 0 && (
          <EmptyState icon={Eye} title={t('watched.none')}>
            {t('watched.noneText')}
          </EmptyState>
        )}
        <ul>
          {items.map(({ id, title, icon, watching }) => (
            <li key={id}>
              <DocumentRow
                href={documentAboutPath(id)}
                title={title}
                icon={icon}
                after={watching === 'branch' && <Badge>{t('watch.choice.branch')}</Badge>}
              />
            </li>
          ))}
        </ul>
        <PageLinks
          path={WATCHED_PATH}
          cursor={cursor}
          next={next}
          labels={{ more: t('watched.more'), first: t('watched.first') }}
        />
        {(isOffered || mail) && (
          <Section title={t('mail.title')} about={t('mail.intro')}>
            <MailForm mail={mail} isOffered={isOffered} />
          </Section>
        )}
        <Section title={t('feed.title')} about={t('feed.intro')}>
          <FeedForm address={address} />
        </Section>
      </Main>
    </MemberFrame>
  );
}
