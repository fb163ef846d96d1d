import { useTranslations } from 'next-intl';
import { TextChanges } from '#components/text-changes.tsx';
import type { PageDifference } from '../loaders.ts';

/** What the public would read anew, page by page: what is added, and what is gone. */
export function Differences({ differences }: { differences: PageDifference[] }) {
  const t = useTranslations('publications');
  const changed = differences.filter(({ status }) => status !== 'same');
  if (changed.length === 0) return <p className="text-ink-soft">{t('same')}</p>;
  return (
    <div className="flex flex-col gap-6">
      {changed.map(({ documentId, title, status, changes }) => (
        <section key={documentId} className="rounded-large border border-line">
          <h3 dir="auto" className="wrap-anywhere border-line border-b px-4 py-2 font-medium">
            {title} <span className="text-ink-soft text-small">{t(`status.${status}`)}</span>
          </h3>
          {changes.length > 0 && (
            <div className="px-4 py-3">
              <TextChanges changes={changes} />
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
