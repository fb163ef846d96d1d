import { changesReaders } from '@plenum/domain/documents/merging';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { DocumentRow } from '#components/document-row.tsx';
import { FilterForm } from '#components/filter-form.tsx';
import { Notice } from '#components/notice.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { TextField } from '#components/text-field.tsx';
import { MergeForm } from '#features/structure/components/merge-form.tsx';
import { loadMerging } from '#features/structure/loaders.ts';
import { documentMergePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Partial<Record<'words' | 'into', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure.merge'))('title') };
}

export default async function MergePage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const words = firstValue(query.words)?.trim().slice(0, 100) ?? '';
  const [{ document, workspace, offered, chosen, problem }, t] = await Promise.all([
    loadMerging(id, { words, into: firstValue(query.into) }),
    getTranslations('structure.merge'),
  ]);
  const path = documentMergePath(document.id);
  const facts = chosen?.facts;
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {problem && <Notice tone="problem">{problem}</Notice>}
      {!chosen && (
        <Section title={t('where')}>
          <FilterForm path={path} label={t('where')} submit={t('find')}>
            <TextField
              name="words"
              label={t('words')}
              defaultValue={words}
              maxLength={100}
              autoComplete="off"
            />
          </FilterForm>
          {offered.length === 0 && <p>{t('none')}</p>}
          <ul className="flex flex-col">
            {offered.map((one) => (
              <li key={one.id}>
                <DocumentRow
                  href={documentMergePath(document.id, one.id)}
                  title={one.title}
                  icon={one.icon}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {chosen && (
        <Section title={t('into', { title: chosen.target.title })}>
          {facts && (
            <>
              <ul className="max-w-[60ch] list-disc ps-5">
                <li>{t('text', { title: document.title })}</li>
                <li>{t('along', { threads: facts.threads, files: facts.files })}</li>
                {facts.children > 0 && (
                  <li>
                    {t(facts.childrenGo === 'along' ? 'childrenAlong' : 'childrenUp', {
                      count: facts.children,
                    })}
                  </li>
                )}
                <li>{t('leads')}</li>
                {facts.linksHere > 0 && <li>{t('linksEnd', { count: facts.linksHere })}</li>}
                {facts.hasChat && <li>{t('chat')}</li>}
              </ul>
              {changesReaders(facts) && (
                <Notice tone="problem">
                  {facts.hasOtherRules && t('otherPeople')}{' '}
                  {facts.linksThere > 0 && t('byLink', { count: facts.linksThere })}{' '}
                  {facts.isPublicThere && t('byPublic')}
                </Notice>
              )}
              {chosen.mayChangeReaders ? (
                <MergeForm
                  documentId={document.id}
                  into={chosen.target.id}
                  changesReaders={changesReaders(facts)}
                />
              ) : (
                <p>{t('adminOnly')}</p>
              )}
            </>
          )}
          <div>
            <ButtonLink look="quiet" href={path}>
              {t('another')}
            </ButtonLink>
          </div>
        </Section>
      )}
    </DocumentFrame>
  );
}
