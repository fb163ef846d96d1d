import type { DocumentId } from '@plenum/domain/ids';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { LockNotice } from '#components/lock-notice.tsx';
import { LocalTime } from '#components/time.tsx';
import { documentArchivePath } from '#lib/paths.ts';

/** Says above a document that it is in the archive, and where its text went; whoever may take it out finds the way. */
export async function ArchivedNotice({
  documentId,
  archivedAt,
  isMerged,
  mayTakeOut,
}: {
  documentId: DocumentId;
  archivedAt: Date;
  /** Its text went into another document. */
  isMerged: boolean;
  mayTakeOut: boolean;
}) {
  const t = await getTranslations('structure.archive');
  return (
    <LockNotice
      title={t('noticeTitle')}
      actions={
        mayTakeOut && (
          <ButtonLink size="small" href={documentArchivePath(documentId)}>
            {t('takeOutLink')}
          </ButtonLink>
        )
      }
    >
      {t(isMerged ? 'noticeMerged' : 'notice')}{' '}
      <span className="text-ink-soft">{t.rich('since', { time: () => <LocalTime at={archivedAt} /> })}</span>
    </LockNotice>
  );
}
