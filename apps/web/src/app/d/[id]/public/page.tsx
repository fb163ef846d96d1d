import { slugFromName } from '@plenum/domain/workspaces/rules';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Differences } from '#features/publications/components/differences.tsx';
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
  const { document, workspace, publication, differences } = await loadPublicView(id);
  const t = await getTranslations('publications');
  const hasNews = differences.some(({ status }) => status !== 'same');
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
            <Differences differences={differences} />
            {hasNews && <UpdateForm documentId={id} />}
          </Section>
        </>
      )}
      <Section title={t(publication ? 'settings' : 'publishTitle')} about={t('about')}>
        <PublicationForm
          documentId={id}
          suggestion={slugFromName(document.title)}
          publication={publication}
        />
        {publication && <Unpublish documentId={id} />}
      </Section>
    </DocumentFrame>
  );
}
