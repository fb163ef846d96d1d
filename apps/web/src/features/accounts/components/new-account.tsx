import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ButtonLink } from '#components/button.tsx';
import type { NewAccount as Account } from '../actions.ts';
import { RecoveryCode } from './recovery-code.tsx';

/** After an account was made or recovered: its recovery code, and the way in. */
export function NewAccount({ account }: { account: Account }) {
  const t = useTranslations('accounts.recoveryCode');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-heading outline-none">
          {t('title')}
        </h2>
        <p className="mt-1 text-ink-soft">{t('text')}</p>
      </div>
      <RecoveryCode code={account.recoveryCode} />
      <div className="no-print">
        {/* Anew, since the way may lead to this very page: somebody has become signed in on it. */}
        <ButtonLink look="primary" wide reload href={account.continueTo}>
          {t('continue')}
        </ButtonLink>
      </div>
    </div>
  );
}
