'use client';

import type { When } from '@plenum/domain/tasks/types';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '#components/field.tsx';
import { IconButton } from '#components/icon-button.tsx';

const CONTROL = 'h-10 min-w-0 rounded-base border border-line-strong bg-raised px-2 disabled:opacity-50';

/** A day, and where one is wanted a time in the zone of whoever chooses it. */
export function WhenField({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string;
  value: When | null;
  disabled: boolean;
  onChange: (value: When | null) => void;
}) {
  const t = useTranslations('tasks');
  const day = value?.slice(0, 10) ?? '';
  const time = value?.slice(11, 16) ?? '';
  const zone = value?.match(/\[(.+)\]$/)?.[1] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const change = (nextDay: string, nextTime: string) => {
    // A year that is being typed.
    if (nextDay !== '' && !/^(19|2\d)\d\d-/.test(nextDay)) return;
    if (nextDay === '') onChange(null);
    else onChange(nextTime === '' ? nextDay : `${nextDay}T${nextTime}[${zone}]`);
  };
  return (
    <Field label={label} hint={time ? zone : undefined}>
      {(wiring) => (
        <div className="flex items-center gap-2">
          <input
            {...wiring}
            type="date"
            value={day}
            disabled={disabled}
            onChange={(event) => change(event.target.value, time)}
            className={`${CONTROL} flex-1`}
          />
          {day !== '' && (
            <>
              <input
                type="time"
                value={time}
                disabled={disabled}
                aria-label={t('time', { label })}
                onChange={(event) => change(day, event.target.value)}
                className={CONTROL}
              />
              {!disabled && (
                <IconButton icon={X} label={t('clear', { label })} onClick={() => onChange(null)} />
              )}
            </>
          )}
        </div>
      )}
    </Field>
  );
}
