'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { KeepCodes } from './keep-codes.tsx';

/** Backup codes, shown this once, with the ways to take them along. They took the place of what had the focus. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('accounts.secondFactor');
  const shown = useRef<HTMLUListElement>(null);
  useEffect(() => shown.current?.focus(), []);
  return (
    <div className="flex w-full flex-col gap-4">
      <p className="font-medium">{t('codesText')}</p>
      <ul
        ref={shown}
        tabIndex={-1}
        aria-label={t('codes')}
        className="grid gap-x-6 gap-y-2 rounded-large border border-line bg-sunken px-4 py-6 text-center font-mono text-lead tracking-wide sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <KeepCodes
        codes={codes.join('\n')}
        file={{ name: 'plenum-backup-codes.txt', heading: t('fileText') }}
      />
    </div>
  );
}
