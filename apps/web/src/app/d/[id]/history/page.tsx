import { authorKeySchema, seqSchema } from '@plenum/domain/documents/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { addressOf } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { PastPointView } from '#features/history/components/past-point.tsx';
import { SessionList } from '#features/history/components/session-list.tsx';
import { Timeline } from '#features/history/components/timeline.tsx';
import { VersionList } from '#features/history/components/version-list.tsx';
import { WriterFilter } from '#features/history/components/writer-filter.tsx';
import { loadHistory } from '#features/history/loaders.ts';
import { documentHistoryPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { changesPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ at?: QueryValue; since?: QueryValue; before?: QueryValue; author?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const before = seqIn(query.before);
  const author = authorKeySchema.safeParse(firstValue(query.author)).data;
  const [view, t] = await Promise.all([
    loadHistory(id, { at: seqIn(query.at), since: seqIn(query.since), before, author }),
    getTranslations('history'),
  ]);
  const { document, workspace, sessions, next, writers, versions, last, point } = view;
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          document.kind === 'wiki' && (
            <ButtonLink look="quiet" href={addressOf(changesPath(workspace.slug), { below: id })}>
              {t('changes.here')}
            </ButtonLink>
          )
        }
      />
      {last > 0 && <Timeline documentId={id} at={point?.seq ?? last} last={last} />}
      {point && <PastPointView documentId={id} point={point} />}
      {versions.length > 0 && (
        <Section title={t('versions')}>
          <VersionList documentId={id} versions={versions} />
        </Section>
      )}
      <Section title={t('sessions')}>
        {(writers.length > 1 || author !== undefined) && (
          <WriterFilter path={documentHistoryPath(id)} writers={writers} author={author} />
        )}
        {sessions.length > 0 ? (
          <SessionList documentId={id} sessions={sessions} shown={point?.seq ?? null} author={author} />
        ) : (
          <p className="text-ink-soft">{t(author === undefined ? 'empty' : 'emptyAuthor')}</p>
        )}
        <div className="flex flex-wrap gap-2">
          {next !== null && (
            <ButtonLink href={documentHistoryPath(id, { before: next, author })}>{t('more')}</ButtonLink>
          )}
          {before !== undefined && (
            <ButtonLink look="quiet" href={documentHistoryPath(id, { author })}>
              {t('first')}
            </ButtonLink>
          )}
        </div>
      </Section>
    </DocumentFrame>
  );
}

/** A row that an address names; undefined where it names none. */
function seqIn(value: QueryValue): number | undefined {
  const text = firstValue(value);
  const parsed = seqSchema.safeParse(text);
  return text && parsed.success ? parsed.data : undefined;
}
