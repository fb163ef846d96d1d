import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';

/** What came of the last action: a problem is announced at once, a success by the live region it stands in. */
export function Notice({ tone, children }: { tone: 'problem' | 'success'; children: ReactNode }) {
  const Icon = tone === 'problem' ? CircleAlert : CircleCheck;
  return (
    <div
      role={tone === 'problem' ? 'alert' : undefined}
      className={`flex gap-2.5 rounded-base border px-3.5 py-2.5 ${tone === 'problem' ? 'border-2 border-ink' : 'border-line bg-sunken'}`}
    >
      <Icon aria-hidden size={18} className="mt-0.75 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
