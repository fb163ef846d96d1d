import type { TransferCard } from '@plenum/domain/transfers/types';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/notice.tsx';
import { isUnderway } from './is-underway.ts';
import { LookAgain } from './look-again.tsx';

/** How far something is, also for who cannot see it; without scripting a link looks again. */
export function TransferProgress({
  transfer,
  failure,
  path,
}: {
  transfer: TransferCard;
  /** Why it failed, in the reader's language. */
  failure: string | null;
  /** Of the page that shows it. */
  path: string;
}) {
  const t = useTranslations('transfers');
  const { kind, state, done, total } = transfer;
  if (state === 'failed') return <Notice tone="problem">{failure}</Notice>;
  const counted = state === 'working' && total !== null && total > 0;
  return (
    <div className="flex max-w-[36rem] flex-col gap-2">
      <p role="status">{t(`${kind}.states.${state}`, { count: done })}</p>
      {isUnderway(transfer) && (
        <>
          <progress
            aria-label={t('progress')}
            className="h-2 w-full accent-ink"
            {...(counted && { value: done, max: total })}
          />
          {counted && (
            <p className="text-ink-soft text-small tabular-nums">{t('counted', { done, total })}</p>
          )}
          <p className="text-ink-soft text-small">{t('leave')}</p>
          <noscript>
            <a href={path} className="underline">
              {t('lookAgain')}
            </a>
          </noscript>
          <LookAgain />
        </>
      )}
    </div>
  );
}
