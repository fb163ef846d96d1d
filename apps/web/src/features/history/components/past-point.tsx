import type { DocumentId } from '@plenum/domain/ids';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TextChanges } from '#components/text-changes.tsx';
import { LocalTime } from '#components/time.tsx';
import { ReadingView } from '#features/documents/components/editor/reading-view.tsx';
import { documentHistoryPath } from '#lib/paths.ts';
import type { HistoryView } from '../loaders.ts';
import { usePastName } from './past-author.ts';
import { PointForms } from './point-forms.tsx';

/** A document as it was at one point, or what had changed until then. */
export function PastPointView({
  documentId,
  point: { seq, at, author, html, since, changes },
}: {
  documentId: DocumentId;
  point: NonNullable<HistoryView['point']>;
}) {
  const t = useTranslations('history');
  const nameOf = usePastName();
  const compares = since < seq;
  return (
    <section aria-labelledby="point" className="mt-6 flex flex-col gap-6">
      <div>
        <h2 id="point" className="font-semibold text-heading">
          {at ? t.rich('at', { time: () => <LocalTime at={at} /> }) : t('begin')}
        </h2>
        {author && <p className="text-ink-soft">{t('by', { name: nameOf(author) })}</p>}
      </div>
      {seq > 0 && <PointForms documentId={documentId} seq={seq} />}
      {compares && (
        <details open className="rounded-large border border-line px-4 py-3">
          <summary className="font-medium">{t('compare')}</summary>
          <p className="mt-2 mb-3 text-ink-soft text-small">
            {t.rich('changesSince', {
              link: (text) => (
                <Link
                  href={documentHistoryPath(documentId, { at: since })}
                  prefetch={false}
                  className="underline underline-offset-4"
                >
                  {text}
                </Link>
              ),
            })}
          </p>
          {changes.length > 0 ? <TextChanges changes={changes} /> : <p>{t('noChanges')}</p>}
        </details>
      )}
      <div className="rounded-large border border-line px-4 py-5 sm:px-6">
        <ReadingView html={html} />
      </div>
    </section>
  );
}
