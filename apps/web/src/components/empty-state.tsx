import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** What belongs here, and the one thing to do about its being empty. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-large border border-line border-dashed px-6 py-8 sm:px-8">
      <Icon aria-hidden size={24} strokeWidth={1.5} className="mb-1 text-ink-faint" />
      <h2 className="font-semibold text-lead">{title}</h2>
      <p className="max-w-[48ch] text-ink-soft">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
