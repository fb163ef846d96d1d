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
  searchParams: Promise<Partial<Record<'cursor' | 'added' | 'replaced' | 'replace' | 'problem', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('files'))('title') };
}

export default async function FilesPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const cursor = firstValue(query.cursor);
  const choose = firstValue(query.replace);
  const [{ document, workspace, files, mayWrite, most, chosen }, t] = await Promise.all([
    loadFiles(id, { cursor, choose }),
    getTranslations('files'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {chosen === null && (
        <>
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
        </>
      )}
      {mayWrite && (
        <Section
          title={chosen ? t('replaceTitle', { name: chosen.name }) : t('add')}
          about={chosen && t('replaceText')}
        >
          <AddFileForm
            documentId={id}
            most={most}
            problem={firstValue(query.problem)}
            done={doneOf(query)}
            replaces={chosen?.id}
          />
        </Section>
      )}
    </DocumentFrame>
  );
}

function doneOf({
  added,
  replaced,
}: {
  added?: QueryValue;
  replaced?: QueryValue;
}): 'added' | 'replaced' | null {
  if (firstValue(added) !== undefined) return 'added';
  return firstValue(replaced) === undefined ? null : 'replaced';
}
