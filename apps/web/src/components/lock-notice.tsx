import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';

/** Says above a document that nobody writes in it, and what can be done about it. */
export function LockNotice({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <aside
      aria-label={title}
      className="no-print mb-8 flex gap-2.5 rounded-base border border-line bg-sunken px-3.5 py-2.5"
    >
      <Lock aria-hidden size={18} className="mt-0.75 shrink-0" />
      <div className="flex min-w-0 flex-col gap-3">
        <div>
          <p className="font-semibold">{title}</p>
          <p>{children}</p>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </aside>
  );
}
