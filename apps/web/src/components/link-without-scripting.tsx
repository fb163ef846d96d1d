import type { ReactNode } from 'react';

/** Leads to a page of its own where no script brings here what is there. */
export function LinkWithoutScripting({ href, children }: { href: string; children: ReactNode }) {
  return (
    <noscript>
      <p className="px-5 pt-4 md:px-8">
        <a href={href} className="underline">
          {children}
        </a>
      </p>
    </noscript>
  );
}
