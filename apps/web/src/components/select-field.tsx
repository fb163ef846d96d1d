import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { CONTROL, Field, type FieldTexts } from './field.tsx';

/** One of a list of values. */
export interface Choice {
  value: string;
  label: string;
}

type SelectProps = { name: string; choices: Choice[] } & Omit<
  ComponentProps<'select'>,
  'className' | 'style' | 'children' | 'id'
>;

/** The browser's own list, which every phone and screen reader knows; give it an `aria-label` where no field is around it. */
export function Select({
  choices,
  compact = false,
  ...select
}: SelectProps & { compact?: boolean; id?: string }) {
  return (
    <span className="relative flex min-w-0">
      <select
        {...select}
        className={`${CONTROL} appearance-none truncate ${compact ? 'h-8 min-w-36 ps-2.5 pe-8 text-small' : 'h-10 ps-3 pe-9'}`}
      >
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}

/** A labelled {@link Select}. */
export function SelectField({ label, hint, error, aside, ...select }: FieldTexts & SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => <Select {...select} {...wiring} />}
    </Field>
  );
}
