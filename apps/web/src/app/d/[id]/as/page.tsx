import { EyeOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { ReadingView } from '#features/documents/components/editor/reading-view.tsx';
import { loadViewAs } from '#features/documents/loaders.ts';
import { documentAccessPath, documentPath, workspacePath } from '#lib/paths.ts';
import { withWidths } from '#lib/picture-widths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ person?: QueryValue; group?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.access'))('viewAs') };
}

/** What somebody else sees of a document, beneath a line that says so. */
export default async function ViewAsPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { person, group } = await searchParams;
  const subject =
    group === undefined
      ? ({ kind: 'person', id: firstValue(person) ?? '' } as const)
      : ({ kind: 'group', id: firstValue(group) ?? '' } as const);
  const { document, workspace, name, role, html } = await loadViewAs(id, subject);
  const [t, roles] = await Promise.all([
    getTranslations('documents.access'),
    getTranslations('workspaces.roles'),
  ]);
  return (
    <MemberFrame workspace={workspace}>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(workspace.slug) },
          { label: document.title, href: documentPath(id) },
          { label: t('title'), href: documentAccessPath(id) },
        ]}
        current={t('viewAs')}
      />
      <Main>
        <div
          role="note"
          className="mb-8 flex flex-wrap items-center justify-between gap-3 rounded-base border border-line bg-sunken px-4 py-3"
        >
          <p dir="auto">
            {role ? t('seenBy', { name, role: roles(`${role}.name`) }) : t('notSeenBy', { name })}
          </p>
          <ButtonLink size="small" href={documentAccessPath(id)}>
            {t('back')}
          </ButtonLink>
        </div>
        {role ? (
          <article>
            <h1 dir="auto" className="mb-6 break-words font-semibold text-title tracking-tight">
              {document.title}
            </h1>
            <ReadingView html={scrollingHtml(withWidths(html))} />
          </article>
        ) : (
          <>
            <h1 className="sr-only">{document.title}</h1>
            <EmptyState icon={EyeOff} title={t('nothing')}>
              {t('nothingAbout', { name })}
            </EmptyState>
          </>
        )}
      </Main>
    </MemberFrame>
  );
}
