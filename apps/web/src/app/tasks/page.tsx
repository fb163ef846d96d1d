import '#features/tasks/components/tasks.css';
import { CircleCheck, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { FilterBox, FilterLinks } from '#features/tasks/components/filter-box.tsx';
import { MyTasks } from '#features/tasks/components/my-tasks.tsx';
import { loadMyTasks } from '#features/tasks/loaders.ts';
import { MY_TASKS_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ cursor?: QueryValue; filter?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.mine'))('title') };
}

export default async function MyTasksPage({ searchParams }: Props) {
  const query = await searchParams;
  const [cursor, typed] = [firstValue(query.cursor), firstValue(query.filter) ?? ''];
  const [{ items, next, problem }, t] = await Promise.all([
    loadMyTasks({ typed, cursor }),
    getTranslations('tasks.mine'),
  ]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        <FilterBox typed={typed} problem={problem} />
        <FilterLinks typed={typed} saved={[]} />
        {items.length === 0 && cursor === undefined && problem === null && (
          <NoTasks isFiltered={typed.trim() !== ''} />
        )}
        <MyTasks tasks={items} />
        <PageLinks
          path={MY_TASKS_PATH}
          query={{ filter: typed }}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </MemberFrame>
  );
}

async function NoTasks({ isFiltered }: { isFiltered: boolean }) {
  const t = await getTranslations('tasks.mine');
  if (!isFiltered)
    return (
      <EmptyState icon={CircleCheck} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch')}
      action={<ButtonLink href={MY_TASKS_PATH}>{t('showAll')}</ButtonLink>}
    >
      {t('noMatchText')}
    </EmptyState>
  );
}
