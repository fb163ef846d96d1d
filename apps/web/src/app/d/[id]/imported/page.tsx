import { headingAnchor } from '@plenum/editor/html/html-from-json';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { Notice } from '#components/notice.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LossList } from '#features/formats/components/loss-list.tsx';
import { loadImported } from '#features/formats/loaders.ts';
import { documentPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ lost?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('formats.imported'))('title') };
}

export default async function ImportedPage({ params, searchParams }: Props) {
  const { id } = await params;
  const [{ document, workspace, losses }, t] = await Promise.all([
    loadImported(id, firstValue((await searchParams).lost)),
    getTranslations('formats.imported'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} />
      <div className="flex flex-col items-start gap-6">
        {losses.length === 0 ? (
          <div role="status">
            <Notice tone="success">{t('all')}</Notice>
          </div>
        ) : (
          <div role="status" className="flex flex-col gap-4">
            <p>{t('some')}</p>
            <LossList
              losses={losses.map(({ places, ...loss }) => ({
                ...loss,
                places: places.map((place) => ({
                  id: place.id,
                  shown: (
                    <a href={`${documentPath(id)}#${headingAnchor(place.id)}`} className="underline">
                      {place.words}
                    </a>
                  ),
                })),
              }))}
            />
          </div>
        )}
        <ButtonLink look="primary" href={documentPath(id)}>
          {t('open')}
        </ButtonLink>
      </div>
    </DocumentFrame>
  );
}
