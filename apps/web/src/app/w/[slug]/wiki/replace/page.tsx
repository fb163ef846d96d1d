import { type Replacement, replacementSchema } from '@plenum/domain/documents/replacement';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { Notice } from '#components/notice.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { ReplacePages } from '#features/wiki/components/replace-pages.tsx';
import { ReplaceQuery } from '#features/wiki/components/replace-query.tsx';
import { loadReplacing } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { sentence } from '#i18n/sentences.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { wikiPath, wikiReplacePath } from '#lib/workspace-paths.ts';

type Asked = Partial<Record<'find' | 'with' | 'case' | 'words' | 'below' | 'cursor', QueryValue>>;

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.replace'))('title') };
}

export default async function ReplacePage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const [below, cursor] = [firstValue(query.below), firstValue(query.cursor)];
  const isAsked = query.find !== undefined;
  const typed = typedIn(query);
  const parsed = replacementSchema.safeParse(typed);
  const [view, t, wiki, locale] = await Promise.all([
    loadReplacing(id, { below, cursor, replacement: isAsked ? parsed.data : undefined }),
    getTranslations('wiki.replace'),
    getTranslations('wiki'),
    getLocale(),
  ]);
  const issues = isAsked ? (parsed.error?.issues ?? []) : [];
  const problems = Object.fromEntries(
    issues.map(({ path, message }) => [path.join('.'), sentence(locale, message)]),
  );
  const { branch, found } = view;
  const path = wikiReplacePath(slug);
  const crumbs = [
    { label: name, href: workspacePath(slug) },
    { label: wiki('title'), href: wikiPath(slug) },
    ...(branch ? [{ label: branch.title, href: documentPath(branch.id) }] : []),
  ];
  return (
    <>
      <TopBar crumbs={crumbs} current={t('title')} />
      <Main>
        <PageHeader
          title={t('title')}
          intro={
            <span className="wrap-anywhere">
              {branch ? t('introBranch', { title: branch.title }) : t('intro')}
            </span>
          }
        />
        <ReplaceQuery path={path} below={below} typed={typed} problems={problems} />
        {view.isBusy && <Notice tone="problem">{t('busy')}</Notice>}
        {found && (
          <Section title={t('found')} about={t('about')}>
            {found.pages.length === 0 && <p>{t(found.next === null ? 'none' : 'noneHere')}</p>}
            {found.untouched > 0 && (
              <p className="text-ink-soft">{t('untouched', { count: found.untouched })}</p>
            )}
            <ReplacePages
              key={JSON.stringify([typed, below, cursor])}
              pages={found.pages}
              replacement={typed}
            />
            <PageLinks
              path={path}
              query={{ below, find: typed.find, with: typed.with, ...optionsOf(typed) }}
              cursor={cursor}
              next={found.next}
              labels={{ more: t('next'), first: t('first') }}
            />
          </Section>
        )}
      </Main>
    </>
  );
}

function typedIn(query: Asked): Replacement {
  return {
    find: firstValue(query.find) ?? '',
    with: firstValue(query.with) ?? '',
    matchesCase: firstValue(query.case) === 'yes',
    wholeWords: firstValue(query.words) === 'yes',
  };
}

function optionsOf({ matchesCase, wholeWords }: Replacement): Record<string, string> {
  return { ...(matchesCase && { case: 'yes' }), ...(wholeWords && { words: 'yes' }) };
}
