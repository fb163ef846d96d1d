import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { WatchForm } from '#features/inbox/components/watch-form.tsx';
import { loadWatching } from '#features/inbox/loaders.ts';
import { PropertiesForm } from '#features/wiki/components/properties-form.tsx';
import { PropertyFacts } from '#features/wiki/components/property-facts.tsx';
import { TagsForm } from '#features/wiki/components/tags-form.tsx';
import { loadAbout } from '#features/wiki/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.about'))('title') };
}

export default async function AboutPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, properties, choices }, { watching, isBelowWatched }, t, tTags, tWatch] =
    await Promise.all([
      loadAbout(id),
      loadWatching(id),
      getTranslations('wiki.about'),
      getTranslations('wiki.tags'),
      getTranslations('inbox.watch'),
    ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={<bdi>{document.title}</bdi>} />
      {!document.isTemplate && (
        <Section
          title={tWatch('title')}
          about={
            <>
              {tWatch('intro')} {isBelowWatched && tWatch('belowWatched')}
            </>
          }
        >
          <WatchForm documentId={document.id} watching={watching} hasBranch={document.kind === 'wiki'} />
        </Section>
      )}
      <Section title={t('properties')} about={choices && t('propertiesIntro')}>
        {choices ? (
          <PropertiesForm documentId={document.id} properties={properties} people={choices.people} />
        ) : (
          <PropertyFacts properties={properties} empty={t('nothing')} />
        )}
      </Section>
      {choices && (
        <Section title={tTags('own')} about={tTags('ownIntro')}>
          <TagsForm documentId={document.id} tags={document.tags} known={choices.tags} />
        </Section>
      )}
    </DocumentFrame>
  );
}
