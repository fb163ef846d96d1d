import { searchKindSchema } from '@plenum/domain/search/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { SearchPage } from '#features/search/components/search-page.tsx';
import { loadFound } from '#features/search/loaders.ts';
import { loadMyWorkspaces } from '#features/workspaces/loaders.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { searchParams: Promise<{ q?: QueryValue; kind?: QueryValue; cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search'))('title') };
}

export default async function SearchEverywherePage({ searchParams }: Props) {
  const query = await searchParams;
  const typed = firstValue(query.q) ?? '';
  const kind = searchKindSchema.optional().catch(undefined).parse(firstValue(query.kind));
  const cursor = firstValue(query.cursor);
  const [found, workspaces, t] = await Promise.all([
    loadFound({ typed, kind, cursor }),
    loadMyWorkspaces(),
    getTranslations('search'),
  ]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        <SearchPage
          question={{ typed, kind, cursor, workspace: null }}
          workspaces={workspaces}
          found={found}
        />
      </Main>
    </MemberFrame>
  );
}
