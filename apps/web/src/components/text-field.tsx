import type { ComponentProps } from 'react';
import { CONTROL, Field, type FieldTexts } from './field.tsx';

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  aside,
  ...input
}: FieldTexts & { name: string } & Omit<ComponentProps<'input'>, 'className' | 'style' | 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => <input type="text" dir="auto" {...input} {...wiring} className={`${CONTROL} h-10 px-3`} />}
    </Field>
  );
}
