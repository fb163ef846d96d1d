import { useTranslations } from 'next-intl';

const WIDTHS = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'];

/** Stands where a list will be, in its measures, so that nothing moves when it comes. */
export function ListSkeleton({ rows = 5 }: { rows?: number }) {
  const t = useTranslations('common');
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <ul aria-hidden className="flex flex-col">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <li key={row} className="flex h-18 flex-col justify-center gap-2.5 border-line border-b">
            <span className={`skeleton h-4 ${WIDTHS[row % WIDTHS.length]}`} />
            <span className="skeleton h-3 w-40" />
          </li>
        ))}
      </ul>
    </div>
  );
}
