import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ContributorList } from '#features/history/components/contributor-list.tsx';
import { loadContributors } from '#features/history/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('authors.title') };
}

export default async function ContributorsPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, contributors, canForget }, t] = await Promise.all([
    loadContributors(id),
    getTranslations('history.authors'),
  ]);
  const forgettable = contributors.map(({ key }) => key).filter(canForget);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {contributors.length > 0 ? (
        <ContributorList documentId={id} contributors={contributors} forgettable={forgettable} />
      ) : (
        <p className="text-ink-soft">{t('empty')}</p>
      )}
    </DocumentFrame>
  );
}
