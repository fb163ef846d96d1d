import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { FormatList } from '#features/formats/components/format-list.tsx';
import { loadFormats } from '#features/formats/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('formats.export'))('title') };
}

export default async function ExportPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, losses, makesPdf }, t] = await Promise.all([
    loadFormats(id),
    getTranslations('formats.export'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FormatList documentId={id} losses={losses} makesPdf={makesPdf} />
    </DocumentFrame>
  );
}
