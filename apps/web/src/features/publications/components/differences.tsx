import { useTranslations } from 'next-intl';
import type { PageDifference } from '../loaders.ts';

const TAGS = { added: 'ins', removed: 'del', same: 'span', skipped: 'span' } as const;

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
            <div dir="auto" className="wrap-anywhere whitespace-pre-wrap px-4 py-3">
              {changes.map(({ kind, text }, place) => {
                const Tag = TAGS[kind];
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text are made anew whenever it changes
                return <Tag key={place}>{kind === 'skipped' ? ' … ' : text}</Tag>;
              })}
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
