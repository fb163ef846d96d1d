import { Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LinkedPages } from '#features/wiki/components/linked-pages.tsx';
import { loadBacklinks } from '#features/wiki/loaders.ts';
import { documentLinksPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.links'))('here') };
}

export default async function BacklinksPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const cursor = firstValue(query.cursor);
  const [{ document, workspace, pages }, t] = await Promise.all([
    loadBacklinks(id, cursor),
    getTranslations('wiki.links'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('here')}>
      <PageHeader title={t('here')} intro={t('hereIntro')} />
      <LinkedPages
        pages={pages}
        cursor={cursor}
        path={documentLinksPath(id)}
        empty={
          <EmptyState icon={Link2} title={t('noneHere')}>
            {t('noneHereText')}
          </EmptyState>
        }
      />
    </DocumentFrame>
  );
}
