'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { MAIN_ID } from './frame/names.ts';

/**
 * What came of the last action: a problem is announced at once, a success by the live region it stands in. `actions`: what can be
 * done about it; it is no part of what is announced. A notice that goes with the focus in it leaves the focus to the page.
 */
export function Notice({
  tone,
  actions,
  children,
}: {
  tone: 'problem' | 'success';
  actions?: ReactNode;
  children: ReactNode;
}) {
  const Icon = tone === 'problem' ? CircleAlert : CircleCheck;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const notice = place.current;
    return () => {
      if (notice?.contains(document.activeElement)) document.getElementById(MAIN_ID)?.focus();
    };
  }, []);
  return (
    <div
      ref={place}
      className={`flex gap-2.5 rounded-base border px-3.5 py-2.5 ${tone === 'problem' ? 'border-2 border-ink' : 'border-line bg-sunken'}`}
    >
      <Icon aria-hidden size={18} className="mt-0.75 shrink-0" />
      <div className="min-w-0">
        <div role={tone === 'problem' ? 'alert' : undefined}>{children}</div>
        {actions}
      </div>
    </div>
  );
}
