'use client';

import { Check, Copy, Download, Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';

/** A recovery code, shown this once, with the ways to take it along. */
export function RecoveryCode({
  code,
  takesFocus = false,
}: {
  code: string;
  /** It took the place of what had the focus. */
  takesFocus?: boolean;
}) {
  const t = useTranslations('accounts.recoveryCode');
  const copy = useTranslations('common.copy');
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (takesFocus) shown.current?.focus();
  }, [takesFocus]);

  async function toClipboard() {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // Without a secure context there is no clipboard; the code can be selected by hand.
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <p
        ref={shown}
        tabIndex={takesFocus ? -1 : undefined}
        className="select-all rounded-large border border-line bg-sunken px-4 py-6 text-center font-mono text-lead tracking-wide sm:text-heading"
      >
        {code}
      </p>
      <div className="no-print flex flex-wrap gap-2">
        <span className="needs-scripting contents">
          <Button size="small" onClick={toClipboard}>
            {copied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
            <span aria-live="polite">{copied ? copy('done') : copy('copy')}</span>
          </Button>
          <Button size="small" onClick={() => window.print()}>
            <Printer aria-hidden size={15} />
            {t('print')}
          </Button>
        </span>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${t('fileText')}\n\n${code}\n`)}`}
          download="plenum-recovery-code.txt"
          className="inline-flex h-8 items-center gap-2 rounded-base border border-line bg-raised px-3 font-medium text-small hover:bg-hover"
        >
          <Download aria-hidden size={15} />
          {t('download')}
        </a>
      </div>
    </div>
  );
}
