import { type ComponentProps, type ReactNode, useId } from 'react';

/** A choice of yes or no, with what it means. */
export function Checkbox({
  label,
  hint,
  ...input
}: { name: string; label: ReactNode; hint?: ReactNode } & Omit<
  ComponentProps<'input'>,
  'className' | 'style' | 'id' | 'type'
>) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <input
        {...input}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-4 shrink-0 accent-ink"
      />
      <div className="min-w-0">
        <label htmlFor={id} dir="auto" className="block">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-soft text-small">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
