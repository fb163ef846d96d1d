import { DoorOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { loadMyGroups } from '#features/groups/loaders.ts';
import { OpenWorkspaces } from '#features/workspaces/components/open-workspaces.tsx';
import { loadOpenWorkspaces } from '#features/workspaces/loaders.ts';
import { FIND_WORKSPACES_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.find'))('title') };
}

export default async function FindWorkspacesPage({ searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const [{ items, next }, groups, t] = await Promise.all([
    loadOpenWorkspaces(cursor),
    loadMyGroups(),
    getTranslations('workspaces.find'),
  ]);
  const run = groups.filter(({ role }) => role === 'admin');
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {items.length > 0 ? (
          <OpenWorkspaces
            workspaces={items}
            groups={run.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <EmptyState icon={DoorOpen} title={t('noneTitle')}>
            {t('none')}
          </EmptyState>
        )}
        <PageLinks
          path={FIND_WORKSPACES_PATH}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </MemberFrame>
  );
}
