import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { FilterForm } from '#components/filter-form.tsx';
import { Notice } from '#components/notice.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SplitForm } from '#features/structure/components/split-form.tsx';
import { loadSplitting } from '#features/structure/loaders.ts';
import { documentSplitPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Partial<Record<'level' | 'section', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure.split'))('title') };
}

export default async function SplitPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const section = firstValue(query.section) || undefined;
  const level = section === undefined ? firstValue(query.level) : undefined;
  const [{ document, workspace, sections, preview, problem }, t] = await Promise.all([
    loadSplitting(id, { level, section }),
    getTranslations('structure.split'),
  ]);
  const levels = [...new Set(sections.map((one) => one.level))].sort();
  const path = documentSplitPath(document.id);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {problem && <Notice tone="problem">{problem}</Notice>}
      {sections.length === 0 && !problem && <p>{t('none')}</p>}
      {sections.length > 0 && (
        <>
          <FilterForm path={path} label={t('all')} submit={t('preview')}>
            <SelectField
              name="level"
              label={t('level')}
              defaultValue={level}
              choices={levels.map((one) => ({ value: String(one), label: t('ofLevel', { level: one }) }))}
            />
          </FilterForm>
          <FilterForm path={path} label={t('one')} submit={t('previewOne')}>
            <SelectField
              name="section"
              label={t('section')}
              defaultValue={section}
              choices={sections.map(({ blockId, words }) => ({ value: blockId, label: words || t('empty') }))}
            />
          </FilterForm>
        </>
      )}
      {preview && (
        <Section title={t('pages', { count: preview.pages.length })} about={t('aboutPages')}>
          <ul className="flex flex-col gap-3">
            {preview.pages.map(({ title, text, ...counts }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is made anew whenever it changes
              <li key={place} className="rounded-base bg-sunken px-3.5 py-2.5">
                <p dir="auto" className="wrap-anywhere font-semibold">
                  {title}
                </p>
                <p dir="auto" className="wrap-anywhere line-clamp-2 text-small">
                  {text}
                </p>
                <p className="text-ink-soft text-small">{t('counts', counts)}</p>
              </li>
            ))}
          </ul>
          <ul className="max-w-[60ch] list-disc ps-5">
            <li>{t('stays')}</li>
            <li>{t('linksInto', { count: preview.linksInto })}</li>
            <li>{t('byLink')}</li>
          </ul>
          <SplitForm
            key={`${level} ${section}`}
            documentId={document.id}
            level={level}
            blockId={section}
            count={preview.pages.length}
          />
        </Section>
      )}
    </DocumentFrame>
  );
}
