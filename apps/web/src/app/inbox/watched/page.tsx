import { Eye, FileText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Badge } from '#components/badge.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { FeedForm } from '#features/inbox/components/feed-form.tsx';
import { loadFeedAddress, loadWatched } from '#features/inbox/loaders.ts';
import { documentAboutPath, INBOX_PATH, WATCHED_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox.watched'))('title') };
}

export default async function WatchedPage({ searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const [{ items, next }, address, t] = await Promise.all([
    loadWatched(cursor),
    loadFeedAddress(),
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
              <Link
                href={documentAboutPath(id)}
                prefetch={false}
                className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-base px-2 hover:bg-hover"
              >
                <span aria-hidden className="grid size-5 shrink-0 place-items-center text-ink-soft">
                  {icon ?? <FileText size={16} />}
                </span>
                <span dir="auto" className="min-w-0 truncate text-left">
                  {title}
                </span>
                {watching === 'branch' && <Badge>{t('watch.choice.branch')}</Badge>}
              </Link>
            </li>
          ))}
        </ul>
        <PageLinks
          path={WATCHED_PATH}
          cursor={cursor}
          next={next}
          labels={{ more: t('watched.more'), first: t('watched.first') }}
        />
        <Section title={t('feed.title')} about={t('feed.intro')}>
          <FeedForm address={address} />
        </Section>
      </Main>
    </MemberFrame>
  );
}
