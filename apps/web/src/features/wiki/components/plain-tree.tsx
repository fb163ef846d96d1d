import type { DocumentId } from '@plenum/domain/ids';
import type { TreeLevel } from '@plenum/domain/wiki/types';
import Link from 'next/link';
import { documentPath } from '#lib/paths.ts';

/** The open part of a tree as a list of links, where no script has made a tree of it. */
export function PlainTree({
  levels,
  label,
  current,
  parentId = null,
}: {
  levels: readonly TreeLevel[];
  label?: string;
  current?: DocumentId | undefined;
  parentId?: DocumentId | null;
}) {
  const level = levels.find((other) => other.parentId === parentId);
  if (!level) return null;
  return (
    <ul aria-label={label} className={parentId === null ? undefined : 'ms-3.5 border-line border-s ps-1'}>
      {level.pages.map(({ id, title, icon }) => (
        <li key={id}>
          <Link
            href={documentPath(id)}
            prefetch={false}
            aria-current={id === current ? 'page' : undefined}
            className="flex min-h-9 min-w-0 items-center gap-2 rounded-base ps-8 pe-2 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium"
          >
            {icon && <span aria-hidden>{icon}</span>}
            <span dir="auto" className="min-w-0 truncate text-left">
              {title}
            </span>
          </Link>
          <PlainTree levels={levels} parentId={id} current={current} />
        </li>
      ))}
    </ul>
  );
}
