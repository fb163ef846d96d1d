import type { DocumentCard, DocumentProperties } from '@plenum/domain/documents/types';
import { Eye, type LucideIcon, Tag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { documentAboutPath } from '#lib/paths.ts';
import { tagPath } from '#lib/workspace-paths.ts';
import { PropertyFacts } from './property-facts.tsx';
import { TagLink } from './tag-link.tsx';

/** What is said of a document, below its title. Of a page, which is to be found again, also the ways to say something and to watch it. */
export function DocumentAbout({
  document: { id, kind, tags },
  properties,
  slug,
  mayChange,
  isWatched,
}: {
  document: Pick<DocumentCard, 'id' | 'kind' | 'tags'>;
  properties: DocumentProperties;
  slug: string;
  mayChange: boolean;
  isWatched: boolean;
}) {
  const t = useTranslations('wiki.about');
  const { status, owner, reviewOn } = properties;
  const isEmpty = tags.length === 0 && status === null && owner === null && reviewOn === null;
  if (isEmpty && kind !== 'wiki') return null;
  return (
    <div className="-mt-3 mb-6 flex flex-wrap items-center gap-x-3 gap-y-1.5 print:hidden">
      <PropertyFacts properties={properties} />
      {tags.length > 0 && (
        <ul aria-label={t('tags')} className="flex min-w-0 flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="flex min-w-0 max-w-full">
              <TagLink href={tagPath(slug, tag)}>{tag}</TagLink>
            </li>
          ))}
        </ul>
      )}
      <span className="-ms-2 flex flex-wrap">
        {mayChange && (
          <AboutLink documentId={id} icon={Tag}>
            {t(isEmpty ? 'add' : 'change')}
          </AboutLink>
        )}
        <AboutLink documentId={id} icon={Eye}>
          {t(isWatched ? 'watched' : 'watch')}
        </AboutLink>
      </span>
    </div>
  );
}

function AboutLink({
  documentId,
  icon: Icon,
  children,
}: {
  documentId: string;
  icon: LucideIcon;
  children: string;
}) {
  return (
    <Link
      href={documentAboutPath(documentId)}
      prefetch={false}
      className="flex h-8 items-center gap-1.5 rounded-base px-2 text-ink-soft text-small hover:bg-hover hover:text-ink pointer-coarse:h-11"
    >
      <Icon aria-hidden size={14} />
      {children}
    </Link>
  );
}
