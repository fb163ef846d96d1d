import { type ReactNode, useId } from 'react';
import { Problem } from './problem.tsx';

/** What ties a control to its label, hint and error. */
interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** A control's texts. */
export interface FieldTexts {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was entered. */
  error?: string | undefined;
  /** Beside the label, such as "optional". */
  aside?: ReactNode;
}

/** A label above a control, a hint and an error below it, all tied to it for assistive technology. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: FieldTexts & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="text-small text-ink-faint">{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <Problem id={`${id}-error`}>{error}</Problem>}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-soft text-small">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The look that all one-line controls share; an invalid one has a heavier border, never only another colour. */
export const CONTROL =
  'w-full min-w-0 rounded-base border border-line-strong bg-raised text-ink transition-colors hover:border-ink-soft focus-visible:border-ink focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-2 aria-invalid:border-ink disabled:opacity-50';
