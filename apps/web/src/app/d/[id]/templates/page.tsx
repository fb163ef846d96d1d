import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { BeginningForm } from '#features/templates/components/beginning-form.tsx';
import { loadBranchTemplates } from '#features/templates/loaders.ts';
import { documentPath } from '#lib/paths.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.templates.branch'))('title') };
}

export default async function BranchTemplatesPage({ params }: Props) {
  const [{ document, workspace, templates }, t] = await Promise.all([
    loadBranchTemplates((await params).id),
    getTranslations('documents.templates.branch'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {templates.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {templates.map(({ id, title, isNear }) => (
            <li key={id} className="wrap-anywhere">
              <a href={documentPath(id)} dir="auto" className="underline">
                {title}
              </a>{' '}
              {!isNear && <span className="text-ink-soft text-small">{t('fromAbove')}</span>}
            </li>
          ))}
        </ul>
      )}
      {templates.length > 0 && (
        <Section title={t('begin')} about={t('beginHint')}>
          <BeginningForm documentId={document.id} templates={templates} />
        </Section>
      )}
    </DocumentFrame>
  );
}
