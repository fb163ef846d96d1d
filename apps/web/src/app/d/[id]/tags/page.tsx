import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TagsForm } from '#features/wiki/components/tags-form.tsx';
import { loadOwnTags } from '#features/wiki/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.tags'))('own') };
}

export default async function DocumentTagsPage({ params }: Props) {
  const [{ document, workspace, known }, t] = await Promise.all([
    loadOwnTags((await params).id),
    getTranslations('wiki.tags'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('own')}>
      <PageHeader title={t('own')} intro={t('ownIntro')} />
      <TagsForm documentId={document.id} tags={document.tags} known={known} />
    </DocumentFrame>
  );
}
