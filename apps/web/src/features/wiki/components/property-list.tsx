import type { DocumentWithProperties } from '@plenum/domain/documents/types';
import { FileText } from 'lucide-react';
import Link from 'next/link';
import { documentPath } from '#lib/paths.ts';
import { PropertyFacts } from './property-facts.tsx';

/** Documents with what is said of them. */
export function PropertyList({ documents }: { documents: DocumentWithProperties[] }) {
  return (
    <ul>
      {documents.map((document) => (
        <li key={document.id} className="flex flex-col border-line py-2 not-first:border-t">
          <Link
            href={documentPath(document.id)}
            prefetch={false}
            className="flex min-w-0 gap-2.5 py-1 font-medium hover:underline"
          >
            <span aria-hidden className="grid size-5 shrink-0 place-items-center text-ink-soft">
              {document.icon ?? <FileText size={16} />}
            </span>
            <bdi className="min-w-0 break-words">{document.title}</bdi>
          </Link>
          <div className="ps-7.5">
            <PropertyFacts properties={document} />
          </div>
        </li>
      ))}
    </ul>
  );
}
