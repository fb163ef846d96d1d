import type { MeetingState } from '@plenum/domain/meetings/types';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { LockNotice } from '#components/lock-notice.tsx';
import { LocalTime } from '#components/time.tsx';
import { documentHistoryPath, documentPath } from '#lib/paths.ts';
import { ReopenForm } from './reopen-form.tsx';

/** Says that the minutes of a meeting are closed, and what came of it. */
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
    <LockNotice
      title={t('closedTitle')}
      actions={
        (next || canOrganise) && (
          <>
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
          </>
        )
      }
    >
      {t('closedText')}{' '}
      <span className="text-ink-soft">{t.rich('closedAt', { time: () => <LocalTime at={frozenAt} /> })}</span>
    </LockNotice>
  );
}
