import { LayoutTemplate } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TemplateForm } from '#features/templates/components/template-form.tsx';
import { loadTemplatePlaces } from '#features/templates/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.templates'))('save') };
}

export default async function TemplatePage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, places, branches }, t] = await Promise.all([
    loadTemplatePlaces(id),
    getTranslations('documents.templates'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('save')}>
      <PageHeader title={t('save')} intro={t('saveIntro')} />
      {places.length > 0 ? (
        <TemplateForm
          documentId={id}
          title={document.title}
          places={places.map(({ id, name }) => ({ id, name }))}
          branches={branches.map(({ id, title }) => ({ id, title }))}
        />
      ) : (
        <EmptyState icon={LayoutTemplate} title={t('nowhere')}>
          {t('nowhereText')}
        </EmptyState>
      )}
    </DocumentFrame>
  );
}
