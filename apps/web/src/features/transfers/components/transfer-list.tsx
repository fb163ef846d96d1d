import type { TransferCard } from '@plenum/domain/transfers/types';
import { Download, Upload } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { RelativeTime } from '#components/time.tsx';
import { transferPath } from '#lib/workspace-paths.ts';
import { isUnderway } from './is-underway.ts';
import { LookAgain } from './look-again.tsx';

/** What somebody has moved in and out, each leading to what came of it. */
export function TransferList({ slug, transfers }: { slug: string; transfers: readonly TransferCard[] }) {
  const t = useTranslations('transfers');
  return (
    <>
      <ul className="border-line border-t">
        {transfers.map((transfer) => {
          const { id, kind, form, title, state, createdAt } = transfer;
          const Icon = kind === 'import' ? Upload : Download;
          return (
            <li key={id} className="flex items-start gap-3 border-line border-b py-3">
              <Icon aria-hidden size={18} className="mt-0.75 shrink-0 text-ink-soft" />
              <div className="min-w-0 flex-1">
                <Link
                  href={transferPath(slug, id)}
                  prefetch={false}
                  dir="auto"
                  className="wrap-anywhere block text-start font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                >
                  {title || t('aFile')}
                </Link>
                <p className="text-ink-soft text-small">
                  {kind === 'import' ? t('import.one') : t(`export.forms.${form ?? 'archive'}`)}
                  {' · '}
                  <RelativeTime at={createdAt} />
                </p>
              </div>
              <Badge>{t(`short.${state}`)}</Badge>
            </li>
          );
        })}
      </ul>
      {transfers.some(isUnderway) && <LookAgain />}
    </>
  );
}
