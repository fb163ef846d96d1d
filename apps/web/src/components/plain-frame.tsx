import Link from 'next/link';
import type { ReactNode } from 'react';
import { Main } from './frame/main.tsx';
import { SkipLink } from './frame/skip-link.tsx';
import { LanguageForm } from './preferences/language-form.tsx';
import { readTheme } from './preferences/theme.ts';
import { ThemeForm } from './preferences/theme-form.tsx';
import { Wordmark } from './wordmark.tsx';

/** What surrounds a page for somebody who is not in yet: the name, one column, and the two preferences. */
export async function PlainFrame({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="no-print px-5 pt-5 md:px-8 md:pt-7">
        <Link href="/" prefetch={false} className="inline-block rounded-small">
          <Wordmark />
        </Link>
      </header>
      <Main narrow>
        <h1 className="break-words font-semibold text-title tracking-tight">{title}</h1>
        {intro && <div className="wrap-anywhere mt-2 text-ink-soft text-lead">{intro}</div>}
        <div className="mt-8">{children}</div>
      </Main>
      <footer className="no-print mx-auto flex w-full max-w-(--column) flex-wrap justify-center gap-3 px-5 pb-8">
        <LanguageForm />
        <ThemeForm theme={await readTheme()} />
      </footer>
    </div>
  );
}
