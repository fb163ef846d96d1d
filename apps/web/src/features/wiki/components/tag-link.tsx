import Link from 'next/link';
import type { ReactNode } from 'react';

/** A tag that leads to the documents that have it; `after` is said of it outside of its name. */
export function TagLink({ href, children, after }: { href: string; children: string; after?: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={children}
      className="inline-flex h-8 min-w-0 max-w-full items-center gap-2 rounded-full border border-line px-3 text-small hover:bg-hover pointer-coarse:h-11"
    >
      <bdi className="truncate">{children}</bdi>
      {after}
    </Link>
  );
}
