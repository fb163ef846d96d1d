'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Problem } from '../problem.tsx';
import { isFrameworkSignal } from '../surviving-action.ts';

/** Sends a preference at once. Where that fails it says so, and the forms beside it keep what was typed into them. */
export function PreferenceForm({
  action,
  before,
  children,
}: {
  action: (form: FormData) => Promise<void>;
  /** What has to be done in the browser first; the preference is sent only if it says so. */
  before?: (form: FormData) => Promise<boolean>;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const [failed, setFailed] = useState(false);

  async function attempt(form: FormData) {
    try {
      if (before && !(await before(form))) return;
      await action(form);
      setFailed(false);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      setFailed(true);
    }
  }

  return (
    <form action={isBrowser ? attempt : action} className="flex max-w-80 flex-col gap-1.5">
      {children}
      {failed && <Problem role="alert">{t('notReached')}</Problem>}
    </form>
  );
}

// Only the server's own action can be rendered as an ordinary form.
const isBrowser = typeof window !== 'undefined';
