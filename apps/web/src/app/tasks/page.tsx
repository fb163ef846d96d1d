import '#features/tasks/components/tasks.css';
import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { MyTasks } from '#features/tasks/components/my-tasks.tsx';
import { loadMyTasks } from '#features/tasks/loaders.ts';
import { MY_CALENDAR_PATH, MY_TASKS_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.mine'))('title') };
}

export default async function MyTasksPage({ searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const [{ items, next }, t] = await Promise.all([loadMyTasks(cursor), getTranslations('tasks.mine')]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader
          title={t('title')}
          intro={t('intro')}
          actions={
            <ButtonLink size="small" href={MY_CALENDAR_PATH}>
              {t('calendar')}
            </ButtonLink>
          }
        />
        {items.length === 0 && cursor === undefined && (
          <EmptyState icon={CircleCheck} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        )}
        <MyTasks tasks={items} />
        <PageLinks
          path={MY_TASKS_PATH}
          query={{}}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </MemberFrame>
  );
}
