import type { ReactNode } from 'react';

/** A page's one h1, a sentence about it, and what can be done here. */
export function PageHeader({
  title,
  intro,
  actions,
}: {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-8 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-64">
        <h1 dir="auto" className="break-words font-semibold text-title tracking-tight">
          {title}
        </h1>
        {intro && <p className="mt-1 max-w-[60ch] text-ink-soft">{intro}</p>}
      </div>
      {actions && <div className="flex max-w-full shrink-0 flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
