import type { PersonWithAccess } from '@plenum/domain/documents/types';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { AccessList } from '#features/documents/components/access/access-list.tsx';
import { NameForm } from '#features/documents/components/access/name-form.tsx';
import { ScopeForm } from '#features/documents/components/access/scope-form.tsx';
import { loadDocumentAccess } from '#features/documents/loaders.ts';
import { loadPublicPath } from '#features/publications/loaders.ts';
import { LinksWithAccess } from '#features/shares/components/links-with-access.tsx';
import { loadLinksWithAccess } from '#features/shares/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.access'))('title') };
}

export default async function DocumentAccessPage({ params }: Props) {
  const { id } = await params;
  const { document, workspace, access, nameable, canShare } = await loadDocumentAccess(id);
  const [links, publicPath, t] = await Promise.all([
    canShare ? loadLinksWithAccess(id) : null,
    loadPublicPath(id),
    getTranslations('documents.access'),
  ]);
  const { scope, people, groups } = access;
  const isOwn = scope?.id === id;
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader
        title={t('title')}
        intro={
          scope
            ? t(isOwn ? 'restricted' : 'restrictedAbove', { title: scope.title })
            : t('everybody', { workspace: workspace.name })
        }
      />
      {access.canChange && <ScopeForm documentId={id} isOwn={isOwn} />}
      {publicPath && (
        <p role="note" className="mt-4 mb-8 rounded-base border border-line bg-sunken px-3.5 py-2.5">
          {t.rich('public', {
            link: (text) => (
              <a href={publicPath} className="underline">
                {text}
              </a>
            ),
          })}
        </p>
      )}
      <Section title={t('people')}>
        <AccessList
          documentId={id}
          workspaceName={workspace.name}
          people={people}
          groups={groups}
          canChange={access.canChange && isOwn}
          canViewAs={canShare}
        />
        {access.isCut && <p className="text-ink-soft">{t('cut')}</p>}
      </Section>
      {nameable && isOwn && (
        <Section title={t('name.title')} about={t('name.about')}>
          <NameForm
            documentId={id}
            people={nameable.people.filter((one) => !people.some((named) => isNamed(named, one)))}
            groups={nameable.groups.filter(({ id }) => !groups.some((group) => group.id === id))}
          />
        </Section>
      )}
      <Section title={t('links')} about={canShare ? undefined : t('linksHidden')}>
        {links && <LinksWithAccess {...links} />}
      </Section>
    </DocumentFrame>
  );
}

/** Whether somebody is named by themselves; whoever is through a group may be named for more. */
function isNamed({ id, reason }: PersonWithAccess, one: { id: string }): boolean {
  return id === one.id && reason.through === null;
}
