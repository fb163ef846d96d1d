import type { DocumentId } from '@plenum/domain/ids';
import type { ExportName } from '@plenum/formats/format-names';
import type { Loss } from '@plenum/formats/losses';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { exportFilePath, printPath } from '#lib/paths.ts';
import { LossList } from './loss-list.tsx';

/** What a document can be had as, each with what it cannot hold. */
export function FormatList({
  documentId,
  losses,
  makesPdf,
}: {
  documentId: DocumentId;
  losses: readonly (readonly [ExportName, readonly Loss[]])[];
  makesPdf: boolean;
}) {
  const t = useTranslations('formats');
  return (
    <ul className="flex flex-col">
      {losses.map(([format, lost]) => {
        const isPrinted = format === 'pdf' && !makesPdf;
        return (
          <li
            key={format}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-line py-5 not-first:border-t"
          >
            <div className="min-w-0 flex-1 basis-64">
              <h2 className="font-medium">{t(`names.${format}`)}</h2>
              <p className="text-ink-soft text-small">{t(`about.${format}`)}</p>
              {isPrinted && <p className="mt-1 text-ink-soft text-small">{t('export.printHint')}</p>}
              {lost.length === 0 ? (
                <p className="mt-1 text-small">{t('export.nothing')}</p>
              ) : (
                <details className="mt-1 text-small">
                  <summary className="cursor-pointer py-1">
                    {t('export.some', { count: lost.length })}
                  </summary>
                  <div className="pt-2">
                    <LossList losses={lost.map(shown)} />
                  </div>
                </details>
              )}
            </div>
            <ButtonLink
              size="small"
              reload
              href={isPrinted ? printPath(documentId) : exportFilePath(documentId, format)}
            >
              {isPrinted ? t('export.printPage') : t('export.downloadAs', { format: t(`names.${format}`) })}
            </ButtonLink>
          </li>
        );
      })}
    </ul>
  );
}

function shown({ code, count, places }: Loss) {
  return { code, count, places: places.map((words) => ({ id: words, shown: <q>{words}</q> })) };
}
