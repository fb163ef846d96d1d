'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { TextField } from '#components/text-field.tsx';

/** Where the name of a try is kept, in this tab. */
const KEY = 'plenum-username';

/** The user name of the sign-in form. The form loads the page anew, so the name of a try that failed is brought along here. */
export function UsernameField({ failed }: { failed: boolean }) {
  const t = useTranslations('accounts.fields');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const typed = takeKept();
    if (failed && typed !== null && field.value === '') field.value = typed;
    const keep = () => keepForReload(field.value);
    field.form?.addEventListener('submit', keep);
    return () => field.form?.removeEventListener('submit', keep);
  }, [failed]);
  return (
    <TextField
      ref={input}
      name="username"
      label={t('username')}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={64}
    />
  );
}

function takeKept(): string | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    // A browser that keeps nothing for this site says so by throwing.
    return null;
  }
}

function keepForReload(name: string): void {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // As above: the name is typed again.
  }
}
