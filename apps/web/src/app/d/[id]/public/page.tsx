import { PUBLIC_COVERS } from '@plenum/domain/publications/schema';
import type { PublicationCard } from '@plenum/domain/publications/types';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Differences } from '#features/publications/components/differences.tsx';
import { LookForm } from '#features/publications/components/look-form.tsx';
import { PublicationForm } from '#features/publications/components/publication-form.tsx';
import { Unpublish, UpdateForm } from '#features/publications/components/update-form.tsx';
import { loadPublicView } from '#features/publications/loaders.ts';
import { publicPath } from '#lib/paths.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publications'))('title') };
}

export default async function PublicVersionPage({ params }: Props) {
  const { id } = await params;
  const { document, workspace, publication, difference, pictures } = await loadPublicView(id);
  const t = await getTranslations('publications');
  const settings = publication && withoutPages(publication);
  const hasNews =
    difference !== null && (difference.pages.length > 0 || difference.more > 0 || difference.isReordered);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t(publication ? 'isPublic' : 'isNotPublic')} />
      {publication && (
        <>
          <p>
            <a
              href={publicPath(publication.slug)}
              className="wrap-anywhere underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {publicPath(publication.slug)}
            </a>
          </p>
          <Section title={t('news')}>
            {difference && <Differences difference={difference} />}
            {hasNews && <UpdateForm documentId={id} />}
          </Section>
        </>
      )}
      <Section title={t(publication ? 'settings' : 'publishTitle')} about={t('about')}>
        <PublicationForm
          documentId={id}
          suggestion={slugFromName(document.title)}
          covers={PUBLIC_COVERS.filter((covers) => covers !== 'wiki' || document.kind === 'wiki')}
          publication={settings}
        />
        {publication && <Unpublish documentId={id} />}
      </Section>
      {settings && (
        <Section title={t('look')} about={t('lookAbout')}>
          <LookForm documentId={id} look={settings} pictures={pictures} />
        </Section>
      )}
    </DocumentFrame>
  );
}

/** For forms, which have no use for thousands of pages. */
function withoutPages({ pages: _, ...settings }: PublicationCard): Omit<PublicationCard, 'pages'> {
  return settings;
}
