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
import { addressOf, PageLinks } from '#components/page-links.tsx';
import { FilterBox, FilterLinks } from '#features/tasks/components/filter-box.tsx';
import { MyTasks } from '#features/tasks/components/my-tasks.tsx';
import { OwnFilters } from '#features/tasks/components/own-filters.tsx';
import { SeveralTasks } from '#features/tasks/components/several-tasks.tsx';
import { loadGivenTasks, loadMyTasks, loadSavedFilters } from '#features/tasks/loaders.ts';
import { MY_CALENDAR_PATH, MY_TASKS_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  searchParams: Promise<{ cursor?: QueryValue; filter?: QueryValue; choose?: QueryValue; of?: QueryValue }>;
};

const GIVEN = { of: 'given' };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.mine'))('title') };
}

export default async function MyTasksPage({ searchParams }: Props) {
  const query = await searchParams;
  if (firstValue(query.of) === 'given') return <GivenTasks cursor={firstValue(query.cursor)} />;
  const [cursor, typed] = [firstValue(query.cursor), firstValue(query.filter) ?? ''];
  const choosing = choosingFrom(firstValue(query.choose));
  const [{ items, next, problem }, saved, t] = await Promise.all([
    loadMyTasks({ typed, cursor }),
    loadSavedFilters(),
    getTranslations('tasks'),
  ]);
  const here = { filter: typed, cursor };
  const list = <MyTasks tasks={items} choosing={choosing} />;
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('mine.title')} />
      <Main>
        <PageHeader
          title={t('mine.title')}
          intro={t('mine.intro')}
          actions={
            <>
              <ButtonLink size="small" href={addressOf(MY_TASKS_PATH, GIVEN)}>
                {t('given.title')}
              </ButtonLink>
              <ButtonLink size="small" href={MY_CALENDAR_PATH}>
                {t('mine.calendar')}
              </ButtonLink>
            </>
          }
        />
        <FilterBox typed={typed} problem={problem} />
        <FilterLinks typed={typed} saved={saved} />
        <OwnFilters typed={problem === null ? typed.trim() : ''} saved={saved} />
        {items.length === 0 && cursor === undefined && problem === null && (
          <NoTasks isFiltered={typed.trim() !== ''} />
        )}
        {choosing ? (
          <SeveralTasks
            tasks={items}
            links={{
              all: addressOf(MY_TASKS_PATH, { ...here, choose: 'all' }),
              end: addressOf(MY_TASKS_PATH, here),
            }}
          >
            {list}
          </SeveralTasks>
        ) : (
          list
        )}
        {!choosing && items.length > 0 && (
          <ButtonLink size="small" href={addressOf(MY_TASKS_PATH, { ...here, choose: 'some' })}>
            {t('several.start')}
          </ButtonLink>
        )}
        <PageLinks
          path={MY_TASKS_PATH}
          query={{ filter: typed, ...(choosing && { choose: 'some' }) }}
          cursor={cursor}
          next={next}
          labels={{ more: t('mine.more'), first: t('mine.first') }}
        />
      </Main>
    </MemberFrame>
  );
}

/** What the person has given to others, while it is not done. */
async function GivenTasks({ cursor }: { cursor: string | undefined }) {
  const [{ items, next }, t] = await Promise.all([loadGivenTasks(cursor), getTranslations('tasks')]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[{ href: MY_TASKS_PATH, label: t('mine.title') }]} current={t('given.title')} />
      <Main>
        <PageHeader title={t('given.title')} intro={t('given.intro')} />
        {items.length === 0 && cursor === undefined && (
          <EmptyState icon={CircleCheck} title={t('given.none')}>
            {t('given.noneText')}
          </EmptyState>
        )}
        <MyTasks tasks={items} choosing={null} />
        <PageLinks
          path={MY_TASKS_PATH}
          query={GIVEN}
          cursor={cursor}
          next={next}
          labels={{ more: t('mine.more'), first: t('mine.first') }}
        />
      </Main>
    </MemberFrame>
  );
}

function choosingFrom(choose: string | undefined): 'some' | 'all' | null {
  if (choose === undefined) return null;
  return choose === 'all' ? 'all' : 'some';
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
