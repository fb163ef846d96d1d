'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';

/** An address to take along: read-only, selected at a touch, copied by a button. Empty, it says that it cannot be shown. */
export function CopyField({
  value,
  label,
  takesFocus = false,
}: {
  value: string;
  label: string;
  /** It was just made, and is what somebody goes on with. */
  takesFocus?: boolean;
}) {
  const t = useTranslations('common.copy');
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without a secure context there is no clipboard; the text is selected for the keyboard's own copy.
    }
  }

  if (value === '') return <p className="text-ink-soft text-small">{t('lost')}</p>;
  return (
    <div className="flex min-w-0 flex-1 gap-2">
      <input
        ref={input}
        readOnly
        value={value}
        aria-label={label}
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
        className="h-8 w-full min-w-0 truncate rounded-base border border-line bg-sunken px-2.5 text-ink-soft text-small"
      />
      <span className="needs-scripting">
        <Button size="small" onClick={copy}>
          {copied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
          <span aria-live="polite">{copied ? t('done') : t('copy')}</span>
        </Button>
      </span>
    </div>
  );
}
