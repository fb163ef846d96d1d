import { isId } from '@plenum/domain/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { Notice } from '#components/notice.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LossList } from '#features/formats/components/loss-list.tsx';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { readLost } from '#lib/convert/lost.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { tasksPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ list?: QueryValue; lost?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('formats.imported'))('title') };
}

export default async function ImportedTasksPage({ params, searchParams }: Props) {
  const { name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const { list, lost } = await searchParams;
  const [t, tFormats] = await Promise.all([getTranslations('tasks'), getTranslations('formats.imported')]);
  const losses = readLost(firstValue(lost));
  const id = firstValue(list) ?? '';
  return (
    <>
      <TopBar
        crumbs={[
          { label: name, href: workspacePath(slug) },
          { label: t('lists.title'), href: tasksPath(slug) },
        ]}
        current={tFormats('title')}
      />
      <Main>
        <PageHeader title={tFormats('title')} />
        <div className="flex flex-col items-start gap-6">
          <div role="status" className="flex flex-col gap-4">
            {losses.length === 0 ? (
              <Notice tone="success">{tFormats('all')}</Notice>
            ) : (
              <>
                <p>{t('import.some')}</p>
                <LossList losses={losses.map(({ code, count }) => ({ code, count, places: [] }))} />
              </>
            )}
          </div>
          <ButtonLink look="primary" href={isId(id) ? documentPath(id) : tasksPath(slug)}>
            {t(isId(id) ? 'import.open' : 'import.openAll')}
          </ButtonLink>
        </div>
      </Main>
    </>
  );
}
