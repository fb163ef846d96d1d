import type { DocumentFilter } from '@plenum/domain/documents/schema';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LinkSignal } from '#components/frame/waiting.tsx';

const PARTS = ['all', 'favourites', 'recent'] as const;

/** Leads to all documents of a list, or to a part of it that is one's own. */
export function ListParts({ path, only }: { path: string; only: DocumentFilter['only'] }) {
  const t = useTranslations('documents.list');
  return (
    <nav aria-label={t('parts')} className="-ms-2.5 flex flex-wrap gap-1">
      {PARTS.map((part) => (
        <Link
          key={part}
          href={part === 'all' ? path : `${path}?only=${part}`}
          prefetch={false}
          aria-current={part === (only ?? 'all') ? 'page' : undefined}
          className="flex h-8 items-center rounded-base px-2.5 text-ink-soft text-small transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(`part.${part}`)}
          <LinkSignal shape="text" />
        </Link>
      ))}
    </nav>
  );
}
