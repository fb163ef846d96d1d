'use client';

import { Check, Copy, Download, Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/button.tsx';

/** The ways to take along what is shown once. */
export function KeepCodes({ codes, file }: { codes: string; file: { name: string; heading: string } }) {
  const t = useTranslations('accounts.recoveryCode');
  const copy = useTranslations('common.copy');
  const [copied, setCopied] = useState(false);

  async function toClipboard() {
    try {
      await navigator.clipboard.writeText(codes);
      setCopied(true);
    } catch {
      // Without a secure context there is no clipboard; the code can be selected by hand.
    }
  }

  return (
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
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${file.heading}\n\n${codes}\n`)}`}
        download={file.name}
        className="inline-flex h-8 items-center gap-2 rounded-base border border-line bg-raised px-3 font-medium text-small hover:bg-hover"
      >
        <Download aria-hidden size={15} />
        {t('download')}
      </a>
    </div>
  );
}
