import type { MeetingState } from '@plenum/domain/meetings/types';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { LocalTime } from '#components/time.tsx';
import { documentHistoryPath, documentPath } from '#lib/paths.ts';
import { ReopenForm } from './reopen-form.tsx';

/** Says that nobody writes in a document any more, and what came of it. */
export function ClosedNotice({
  documentId,
  frozenAt,
  next,
  canOrganise,
}: {
  documentId: string;
  frozenAt: Date;
  next: MeetingState['next'];
  canOrganise: boolean;
}) {
  const t = useTranslations('meetings.closing');
  return (
    <aside
      aria-label={t('closedTitle')}
      className="no-print mb-8 flex gap-2.5 rounded-base border border-line bg-sunken px-3.5 py-2.5"
    >
      <Lock aria-hidden size={18} className="mt-0.75 shrink-0" />
      <div className="flex min-w-0 flex-col gap-3">
        <div>
          <p className="font-semibold">{t('closedTitle')}</p>
          <p>
            {t('closedText')}{' '}
            <span className="text-ink-soft">
              {t.rich('closedAt', { time: () => <LocalTime at={frozenAt} /> })}
            </span>
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {next && (
            <ButtonLink size="small" href={documentPath(next.id)}>
              <span dir="auto" className="break-words">
                {t('nextLink', { title: next.title })}
              </span>
            </ButtonLink>
          )}
          {canOrganise && (
            <>
              <ButtonLink size="small" look="quiet" href={documentHistoryPath(documentId)}>
                {t('versions')}
              </ButtonLink>
              <ReopenForm documentId={documentId} />
            </>
          )}
        </div>
      </div>
    </aside>
  );
}
