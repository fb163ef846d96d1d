'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyField } from '#components/copy-field.tsx';
import { Notice } from '#components/notice.tsx';

/** A webhook's secret, this once. */
export function ShownSecret({ secret, children }: { secret: string; children?: ReactNode }) {
  const t = useTranslations('webhooks.secret');
  return (
    <div role="status">
      <Notice tone="success">
        <div className="flex flex-col gap-3">
          <p>{t('once')}</p>
          <CopyField value={secret} label={t('label')} takesFocus />
          {children}
        </div>
      </Notice>
    </div>
  );
}
