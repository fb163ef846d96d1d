import { useTranslations } from 'next-intl';
import { TextChanges } from '#components/text-changes.tsx';
import type { Difference } from '#lib/public-difference.ts';

/** What the public would read anew, page by page: what is added, what is gone, and what comes elsewhere. */
export function Differences({ difference: { pages, more, isReordered } }: { difference: Difference }) {
  const t = useTranslations('publications');
  if (pages.length === 0 && more === 0 && !isReordered) return <p className="text-ink-soft">{t('same')}</p>;
  return (
    <div className="flex flex-col gap-6">
      {pages.map(({ documentId, title, status, changes }) => (
        <section key={documentId} className="rounded-large border border-line">
          <h3
            dir="auto"
            className={`wrap-anywhere px-4 py-2 font-medium ${changes.length > 0 ? 'border-line border-b' : ''}`}
          >
            {title} <span className="text-ink-soft text-small">{t(`status.${status}`)}</span>
          </h3>
          {changes.length > 0 && (
            <div className="px-4 py-3">
              <TextChanges changes={changes} />
            </div>
          )}
        </section>
      ))}
      {more > 0 && <p className="text-ink-soft">{t('moreChanged', { count: more })}</p>}
      {isReordered && <p className="text-ink-soft">{t('reordered')}</p>}
    </div>
  );
}
