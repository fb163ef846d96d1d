'use client';

import { useId, useState } from 'react';

const INPUT = 'h-8 rounded-small border border-line-strong bg-paper px-2 text-small';

/** One of some values. */
export function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className={INPUT}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** What is typed is taken when it is left, so that it is one change. A number has no more than `most`. */
export function Field({
  label,
  type,
  value,
  most,
  onChange,
  onDone,
}: {
  label: string;
  type: 'text' | 'date' | 'number';
  value: string;
  most?: number;
  onChange: (value: string) => void;
  onDone: () => void;
}) {
  const id = useId();
  const [known, setKnown] = useState(value);
  const [typed, setTyped] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const take = () => typed !== value && onChange(typed);
  return (
    <>
      <label htmlFor={id} className="px-2 text-ink-soft text-small">
        {label}
      </label>
      <input
        id={id}
        type={type}
        value={typed}
        maxLength={1000}
        {...(type === 'number' && { min: 0, max: most, step: 1, inputMode: 'numeric' as const })}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          // The arrows move within the field and not between the controls.
          event.stopPropagation();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          if (event.key === 'Enter') take();
          onDone();
        }}
        className={`${INPUT} ${type === 'number' ? 'w-16' : 'min-w-0'}`}
      />
    </>
  );
}

/** A whole number that was typed; null for none, and for what is none. */
export function typedNumber(value: string, { least, most }: { least: number; most: number }): number | null {
  const number = Number(value);
  return /^\d+$/.test(value.trim()) && number >= least && number <= most ? number : null;
}
