import { SEARCH_KINDS, type SearchKind } from '@plenum/domain/search/kinds';
import { asksNothing, parseQuery, QUERY_LIMITS } from '@plenum/domain/search/query';
import { markedTitle } from '@plenum/domain/search/snippet';
import type { SearchHit, SearchResult } from '@plenum/domain/search/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { Search as SearchIcon, SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { addressOf, PageLinks } from '#components/page-links.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';
import { LocalTime } from '#components/time.tsx';
import { foundPath } from '#lib/paths.ts';
import { searchPath } from '#lib/workspace-paths.ts';
import { KindIcon } from './kind-icon.tsx';
import { Marked } from './marked.tsx';

/** What is looked for, and where: in a workspace, or in all of somebody's. */
export interface Question {
  typed: string;
  kind: SearchKind | undefined;
  cursor: string | undefined;
  workspace: WorkspaceCard | null;
}

/** A search by the address of the page, and what was found; without scripting, too. */
export function SearchPage({
  question,
  workspaces,
  found,
}: {
  question: Question;
  workspaces: readonly WorkspaceCard[];
  found: SearchResult;
}) {
  const t = useTranslations('search');
  const { typed, kind, cursor, workspace } = question;
  const path = searchPath(workspace?.slug ?? null);
  const asks = !asksNothing(parseQuery(typed));
  return (
    <>
      <search aria-label={t('title')}>
        <form action={path} className="mb-4 flex flex-wrap items-end gap-3">
          <div className="min-w-0 basis-full">
            <TextField
              name="q"
              label={workspace ? t('here', { name: workspace.name }) : t('everywhere')}
              hint={t('hint')}
              defaultValue={typed}
              maxLength={QUERY_LIMITS.length}
              autoComplete="off"
              autoFocus={typed === ''}
            />
          </div>
          <div className="min-w-0 flex-1 basis-40">
            <SelectField
              name="kind"
              label={t('ofKind')}
              defaultValue={kind ?? ''}
              choices={[
                { value: '', label: t('all') },
                ...SEARCH_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              ]}
            />
          </div>
          <Button type="submit" look="primary">
            {t('search')}
          </Button>
        </form>
      </search>
      {workspace && (
        <p className="mb-6 text-small">
          <Link href={addressOf(searchPath(), { q: typed, kind })} prefetch={false} className="underline">
            {t('lookEverywhere')}
          </Link>
        </p>
      )}
      {asks && found.items.length === 0 && (
        <EmptyState icon={SearchX} title={t('noMatch')}>
          {t('noMatchText')}
        </EmptyState>
      )}
      {!asks && (
        <EmptyState icon={SearchIcon} title={t('begin')}>
          {t('beginText')}
        </EmptyState>
      )}
      {found.isSimilar && <p className="mb-4 text-ink-soft">{t('similar')}</p>}
      {found.items.length > 0 && (
        <Hits hits={found.items} typed={typed} workspaces={workspace ? [] : workspaces} />
      )}
      <PageLinks
        path={path}
        query={{ q: typed, kind }}
        cursor={cursor}
        next={found.next}
        labels={{ more: t('more'), first: t('first') }}
      />
    </>
  );
}

function Hits({
  hits,
  typed,
  workspaces,
}: {
  hits: readonly SearchHit[];
  typed: string;
  workspaces: readonly WorkspaceCard[];
}) {
  const t = useTranslations('search');
  const { terms } = parseQuery(typed);
  return (
    <ol aria-label={t('found')} className="flex flex-col">
      {hits.map((hit) => (
        <li
          key={`${hit.documentId} ${hit.kind} ${hit.partId}`}
          className="flex gap-3 border-line border-b py-4"
        >
          <KindIcon kind={hit.kind} />
          <div className="min-w-0 flex-1">
            {/* The page itself scrolls to the place, when its text is there. */}
            <a href={foundPath(hit)} dir="auto" className="block break-words font-medium hover:underline">
              <Marked parts={markedTitle(hit.title, terms)} />
            </a>
            {hit.snippet.length > 0 && (
              <p dir="auto" className="mt-1 break-words text-ink-soft">
                <Marked parts={hit.snippet} />
              </p>
            )}
            <p className="mt-1 flex flex-wrap gap-x-3 text-ink-soft text-small">
              <span>{t(`kind.${hit.kind}`)}</span>
              {workspaces
                .filter(({ id }) => id === hit.workspaceId)
                .map(({ id, name }) => (
                  <span key={id} dir="auto">
                    {name}
                  </span>
                ))}
              <LocalTime at={hit.updatedAt} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
