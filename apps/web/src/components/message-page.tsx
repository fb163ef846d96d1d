import type { ReactNode } from 'react';

/** A page that only has something to say: not found, an error, an invitation that has run out. */
export function MessagePage({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-110 flex-col items-start gap-3 px-6 py-24 sm:py-32">
      <h1 className="font-semibold text-title tracking-tight">{title}</h1>
      <div className="text-ink-soft text-lead">{children}</div>
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}
