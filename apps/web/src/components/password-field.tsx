'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { CONTROL, Field, type FieldTexts } from './field.tsx';

/** A password, hidden until asked to be shown. */
export function PasswordField({
  label,
  hint,
  error,
  aside,
  ...input
}: FieldTexts & { name: string } & Omit<ComponentProps<'input'>, 'className' | 'style' | 'id' | 'type'>) {
  const t = useTranslations('common.password');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <span className="relative flex">
          <input
            type={shown ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...wiring}
            className={`${CONTROL} h-10 ps-3 pe-12`}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label={t('show')}
            title={t('show')}
            onClick={() => setShown(!shown)}
            className="needs-scripting absolute end-1 top-1 grid size-8 place-items-center rounded-small text-ink-soft hover:bg-hover hover:text-ink"
          >
            <Icon aria-hidden size={18} />
          </button>
        </span>
      )}
    </Field>
  );
}
