import { FileText } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A document in a list that leads somewhere by its whole row; `after` is said of it. */
export function DocumentRow({
  href,
  title,
  icon,
  after,
}: {
  href: string;
  title: string;
  icon: string | null;
  after?: ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-base px-2 hover:bg-hover"
    >
      <span aria-hidden className="grid size-5 shrink-0 place-items-center text-ink-soft">
        {icon ?? <FileText size={16} />}
      </span>
      <span dir="auto" className="min-w-0 truncate text-left">
        {title}
      </span>
      {after}
    </Link>
  );
}
