import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { StructureLinks } from '#features/structure/components/structure-links.tsx';
import { loadBranchTemplates } from '#features/templates/loaders.ts';
import { NewPage } from '#features/wiki/components/new-page.tsx';
import { PlaceChoice } from '#features/wiki/components/place-choice.tsx';
import {
  IconForm,
  KindForm,
  MovePageForm,
  StartPageForm,
  StepForm,
} from '#features/wiki/components/place-forms.tsx';
import { loadPlace } from '#features/wiki/loaders.ts';
import { EMPTY_PAGE } from '#lib/begin-page.ts';
import { documentAccessPath, documentBranchTemplatesPath, documentPlacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { transfersPath, wikiReplacePath } from '#lib/workspace-paths.ts';

/** Templates that are offered for a new page; the others are on their own page. */
const OFFERED = 12;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Partial<Record<'open' | 'below' | 'cursor', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.place'))('title') };
}

export default async function PlacePage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const part = { below: firstValue(query.below), cursor: firstValue(query.cursor) };
  const [{ document, workspace, above, start, tree, mayCreate }, t] = await Promise.all([
    loadPlace(id, { open: firstValue(query.open), ...part }),
    getTranslations('wiki.place'),
  ]);
  const parent = above.at(-1) ?? null;
  const parentId = parent?.id ?? null;
  const choice = (
    <PlaceChoice
      tree={tree}
      isPart={part.below !== undefined || part.cursor !== undefined}
      path={documentPlacePath(id)}
      moving={id}
      chosen={parent}
    />
  );
  const isPage = document.kind === 'wiki';
  const templates = isPage && mayCreate ? (await loadBranchTemplates(id)).templates.slice(0, OFFERED) : [];
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t(isPage ? 'introPage' : 'introPad')} />
      {isPage ? (
        <>
          <IconForm documentId={id} icon={document.icon} />
          <Section title={t('order')}>
            <StepForm documentId={id} />
          </Section>
          {mayCreate && (
            <Section title={t('new')}>
              <div className="flex flex-wrap gap-2">
                {templates.map((template) => (
                  <NewPage
                    key={template.id}
                    look="secondary"
                    workspaceId={workspace.id}
                    parentId={id}
                    template={template.id}
                  >
                    <span className="wrap-anywhere">{t('belowFrom', { title: template.title })}</span>
                  </NewPage>
                ))}
                <NewPage look="secondary" workspaceId={workspace.id} parentId={id} template={EMPTY_PAGE}>
                  {t('below')}
                </NewPage>
                <NewPage
                  look="secondary"
                  workspaceId={workspace.id}
                  parentId={parentId}
                  {...(parentId === document.parentId && { after: id })}
                >
                  {t('beside')}
                </NewPage>
              </div>
            </Section>
          )}
          <Section title={t('move')} about={t('moveHint')}>
            <MovePageForm documentId={id}>{choice}</MovePageForm>
          </Section>
          {workspace.role === 'admin' && (
            <Section title={t('start')} about={t(start?.id === id ? 'isStart' : 'startText')}>
              <StartPageForm workspaceId={workspace.id} pageId={id} isStart={start?.id === id} />
            </Section>
          )}
          <Section title={t('templates')} about={t('templatesText')}>
            <div>
              <ButtonLink href={documentBranchTemplatesPath(id)}>{t('templatesLink')}</ButtonLink>
            </div>
          </Section>
          <Section title={t('replace')} about={t('replaceText')}>
            <div>
              <ButtonLink href={wikiReplacePath(workspace.slug, document.id)}>{t('replaceLink')}</ButtonLink>
            </div>
          </Section>
          <Section title={t('transfers')} about={t('transfersText')}>
            <div>
              <ButtonLink href={transfersPath(workspace.slug, document.id)}>{t('transfersLink')}</ButtonLink>
            </div>
          </Section>
          <Section title={t('access')} about={t('accessText')}>
            <div>
              <ButtonLink href={documentAccessPath(id)}>{t('accessLink')}</ButtonLink>
            </div>
          </Section>
          <Section title={t('makePad')} about={t('makePadText')}>
            <KindForm documentId={id} kind="pad" />
          </Section>
        </>
      ) : (
        // A task list, and a template, stays what it is.
        document.kind === 'pad' &&
        !document.isTemplate && (
          <Section title={t('makePageWhere')}>
            <KindForm documentId={id} kind="wiki">
              {choice}
            </KindForm>
          </Section>
        )
      )}
      {document.kind !== 'tasks' && !document.isTemplate && <StructureLinks documentId={document.id} />}
    </DocumentFrame>
  );
}
