import type { ComponentProps } from 'react';
import { CONTROL, Field, type FieldTexts } from './field.tsx';

/** Several lines of text, as high as what is in it. */
export function TextArea({
  label,
  hint,
  error,
  aside,
  ...input
}: FieldTexts & { name: string } & Omit<ComponentProps<'textarea'>, 'className' | 'style' | 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <textarea
          dir="auto"
          rows={2}
          {...input}
          {...wiring}
          className={`${CONTROL} field-sizing-content max-h-60 min-h-16 resize-y px-3 py-2`}
        />
      )}
    </Field>
  );
}
