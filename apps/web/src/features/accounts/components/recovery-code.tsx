'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { KeepCodes } from './keep-codes.tsx';

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
  const shown = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (takesFocus) shown.current?.focus();
  }, [takesFocus]);
  return (
    <div className="flex flex-col gap-4">
      <p
        ref={shown}
        tabIndex={takesFocus ? -1 : undefined}
        className="select-all rounded-large border border-line bg-sunken px-4 py-6 text-center font-mono text-lead tracking-wide sm:text-heading"
      >
        {code}
      </p>
      <KeepCodes codes={code} file={{ name: 'plenum-recovery-code.txt', heading: t('fileText') }} />
    </div>
  );
}
