import { useTranslations } from 'next-intl';
import type { PageDifference } from '../loaders.ts';

/** What the public would read anew, page by page: what is added, and what is gone. */
export function Differences({ differences }: { differences: PageDifference[] }) {
  const t = useTranslations('publications');
  const changed = differences.filter(({ status }) => status !== 'same');
  if (changed.length === 0) return <p className="text-ink-soft">{t('same')}</p>;
  return (
    <div className="flex flex-col gap-6">
      {changed.map(({ title, status, changes }, page) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages and their pieces are never reordered while they are shown
        <section key={page} className="rounded-large border border-line">
          <h3 dir="auto" className="wrap-anywhere border-line border-b px-4 py-2 font-medium">
            {title} <span className="text-ink-soft text-small">{t(`status.${status}`)}</span>
          </h3>
          {changes.length > 0 && (
            <div dir="auto" className="wrap-anywhere whitespace-pre-wrap px-4 py-3">
              {changes.map(({ kind, text }, piece) => {
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                if (kind === 'added') return <ins key={piece}>{text}</ins>;
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                if (kind === 'removed') return <del key={piece}>{text}</del>;
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                return <span key={piece}>{kind === 'skipped' ? ' … ' : text}</span>;
              })}
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
