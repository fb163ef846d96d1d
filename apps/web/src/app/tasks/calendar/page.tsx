import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { BothWays } from '#features/tasks/components/both-ways.tsx';
import { FeedList } from '#features/tasks/components/feed-list.tsx';
import { SubscribeForm } from '#features/tasks/components/subscribe-form.tsx';
import { loadFeeds } from '#features/tasks/loaders.ts';
import { MY_TASKS_PATH } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.calendar'))('title') };
}

export default async function MyCalendarPage() {
  const [feeds, t] = await Promise.all([loadFeeds(), getTranslations('tasks')]);
  const lists = feeds.filter(({ documentId }) => documentId !== null);
  const mine = feeds.find(({ documentId }) => documentId === null) ?? null;
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[{ label: t('mine.title'), href: MY_TASKS_PATH }]} current={t('calendar.title')} />
      <Main>
        <PageHeader title={t('calendar.title')} intro={t('calendar.intro')} />
        <Section title={t('calendar.mine')} about={t('calendar.mineAbout')}>
          <SubscribeForm documentId={null} feed={mine} />
        </Section>
        {lists.length > 0 && (
          <Section title={t('calendar.lists')} about={t('calendar.listsAbout')}>
            <FeedList feeds={lists} />
          </Section>
        )}
        <BothWays />
      </Main>
    </MemberFrame>
  );
}
