import type { DocumentCard } from '@plenum/domain/documents/types';
import { Tag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { documentTagsPath, tagPath } from '#lib/paths.ts';
import { TagLink } from './tag-link.tsx';

/** What a document is about, below its title. Of a page without tags, which is to be found again, a way to give it some. */
export function DocumentTags({
  document: { id, kind, tags },
  slug,
  mayChange,
}: {
  document: Pick<DocumentCard, 'id' | 'kind' | 'tags'>;
  slug: string;
  mayChange: boolean;
}) {
  const t = useTranslations('wiki.tags');
  const isEmpty = tags.length === 0;
  if (isEmpty && !(mayChange && kind === 'wiki')) return null;
  return (
    <div className="-mt-3 mb-6 flex flex-wrap items-center gap-1.5 print:hidden">
      {!isEmpty && (
        <ul aria-label={t('list')} className="contents">
          {tags.map((tag) => (
            <li key={tag} className="flex min-w-0 max-w-full">
              <TagLink href={tagPath(slug, tag)}>{tag}</TagLink>
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <Link
          href={documentTagsPath(id)}
          prefetch={false}
          className="flex h-8 items-center gap-1.5 rounded-base px-2 text-ink-soft text-small hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          <Tag aria-hidden size={14} />
          {t(isEmpty ? 'add' : 'change')}
        </Link>
      )}
    </div>
  );
}
