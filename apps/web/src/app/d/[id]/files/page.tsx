import { Paperclip } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { AddFileForm } from '#features/files/components/add-file-form.tsx';
import { FileList } from '#features/files/components/file-list.tsx';
import { loadFiles } from '#features/files/loaders.ts';
import { documentFilesPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ cursor?: QueryValue; added?: QueryValue; problem?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('files'))('title') };
}

export default async function FilesPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const cursor = firstValue(query.cursor);
  const [{ document, workspace, files, mayWrite, most }, t] = await Promise.all([
    loadFiles(id, cursor),
    getTranslations('files'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {files.items.length > 0 ? (
        <FileList documentId={id} files={files.items} mayDelete={mayWrite} />
      ) : (
        <EmptyState icon={Paperclip} title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      )}
      <PageLinks
        path={documentFilesPath(id)}
        cursor={cursor}
        next={files.next}
        labels={{ more: t('more'), first: t('first') }}
      />
      {mayWrite && (
        <Section title={t('add')}>
          <AddFileForm
            documentId={id}
            most={most}
            problem={firstValue(query.problem)}
            isAdded={firstValue(query.added) !== undefined}
          />
        </Section>
      )}
    </DocumentFrame>
  );
}
