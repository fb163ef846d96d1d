import type { TransferLoss } from '@plenum/domain/transfers/types';
import { LOSS_CODES } from '@plenum/formats/losses';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { addressOf } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { LossList } from '#features/formats/components/loss-list.tsx';
import { EndForm } from '#features/transfers/components/end-form.tsx';
import { isUnderway } from '#features/transfers/components/is-underway.ts';
import { LeftList } from '#features/transfers/components/left-list.tsx';
import { TransferProgress } from '#features/transfers/components/transfer-progress.tsx';
import { loadTransfer } from '#features/transfers/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { sentence } from '#i18n/sentences.ts';
import { documentPath, transferFilePath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { transferPath, transfersPath, wikiPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string; transfer: string }>;
  searchParams: Promise<{ from?: QueryValue }>;
};

/** Places of each loss that are shown at once. */
const PLACES = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers'))('title') };
}

export default async function TransferPage({ params, searchParams }: Props) {
  const { slug: given, transfer: transferId } = await params;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent(given));
  const [transfer, t, locale] = await Promise.all([
    loadTransfer(id, transferId),
    getTranslations('transfers'),
    getLocale(),
  ]);
  const { kind, state, title, losses, left, failure, documentId, form } = transfer;
  const path = transferPath(slug, transferId);
  const from = Math.max(0, Number.parseInt(firstValue((await searchParams).from) ?? '0', 10) || 0);
  const hasMore = losses.some(({ places }) => places.length > from + PLACES);
  const shown = shownLosses(losses, from);
  const isDone = state === 'done';
  return (
    <>
      <TopBar
        crumbs={[
          { label: name, href: workspacePath(slug) },
          { label: t('title'), href: transfersPath(slug) },
        ]}
        current={title || t('aFile')}
      />
      <Main>
        <PageHeader
          title={title || t('aFile')}
          intro={kind === 'import' ? t('import.one') : t(`export.forms.${form ?? 'archive'}`)}
        />
        <TransferProgress
          transfer={transfer}
          failure={failure === null ? null : sentence(locale, failure)}
          path={path}
        />
        <div className="mt-6 flex flex-wrap items-start gap-3">
          {isDone && kind === 'export' && (
            <ButtonLink look="primary" reload href={transferFilePath(id, transferId)}>
              {t('export.fetch')}
            </ButtonLink>
          )}
          {isDone && kind === 'import' && (
            <ButtonLink look="primary" href={documentId === null ? wikiPath(slug) : documentPath(documentId)}>
              {t('import.open')}
            </ButtonLink>
          )}
          <EndForm workspaceId={id} transferId={transferId} what={isUnderway(transfer) ? 'cancel' : 'forget'}>
            {isUnderway(transfer) ? t('cancel') : t('forget')}
          </EndForm>
        </div>
        {isDone && kind === 'import' && (
          <Section
            title={t('report.title')}
            about={losses.length === 0 ? t('report.none') : t('report.about')}
          >
            {shown.length > 0 && <LossList losses={shown} />}
            {(hasMore || from > 0) && (
              <div className="flex flex-wrap gap-2">
                {hasMore && (
                  <ButtonLink href={addressOf(path, { from: String(from + PLACES) })}>
                    {t('report.more')}
                  </ButtonLink>
                )}
                {from > 0 && (
                  <ButtonLink look="quiet" href={path}>
                    {t('report.first')}
                  </ButtonLink>
                )}
              </div>
            )}
          </Section>
        )}
        {isDone && left && (
          <Section title={t('left.title')}>
            <LeftList left={left} isArchive={form === 'archive'} />
          </Section>
        )}
      </Main>
    </>
  );
}

/** Losses with some of their places; from a later part on only those that have places there. */
function shownLosses(losses: readonly TransferLoss[], from: number) {
  return losses.flatMap(({ code, count, places }) => {
    const known = LOSS_CODES.find((one) => one === code);
    const part = places.slice(from, from + PLACES);
    if (!known || (from > 0 && part.length === 0)) return [];
    return [{ code: known, count, places: part.map((words) => ({ id: words, shown: words })) }];
  });
}
