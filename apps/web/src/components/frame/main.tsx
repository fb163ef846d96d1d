import type { ReactNode } from 'react';
import { MAIN_ID } from './names.ts';

/** What the page is about, in the column of text; `narrow` for a page that is one form. */
export function Main({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <main
      id={MAIN_ID}
      tabIndex={-1}
      className={`mx-auto w-full flex-1 px-5 outline-none ${narrow ? 'max-w-120 pt-12 pb-16 md:pt-20' : 'max-w-(--column) pt-6 pb-24 md:px-8 md:pt-10'}`}
    >
      {children}
    </main>
  );
}
