import type { LossCode } from '@plenum/formats/losses';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** A loss as a list shows it. */
export interface ShownLoss {
  code: LossCode;
  count: number;
  /** Where some of them stood: words, or links to the place. */
  places: { id: string; shown: ReactNode }[];
}

/** What got lost, in sentences, each with some of the places where it was. */
export function LossList({ losses }: { losses: readonly ShownLoss[] }) {
  const t = useTranslations('formats');
  return (
    <ul className="flex list-disc flex-col gap-2 ps-5">
      {losses.map(({ code, count, places }) => (
        <li key={code}>
          {t(`losses.${code}`, { count })}
          {places.length > 0 && (
            <span className="block text-ink-soft text-small">
              {t('where')}{' '}
              {places.map(({ id, shown }, index) => (
                <span key={id}>
                  {index > 0 && ' · '}
                  <bdi>{shown}</bdi>
                </span>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
