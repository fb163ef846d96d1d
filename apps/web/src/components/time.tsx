'use client';

import { useFormatter, useNow } from 'next-intl';
import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** A moment, said as people say it ("3 hours ago"), with the exact time of the browser's own zone on hover. */
export function RelativeTime({ at }: { at: Date }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: MINUTE });
  // Seconds would be wrong as soon as they are read.
  const shown = now.getTime() - at.getTime() < MINUTE ? now : at;
  const exact = useLocalTime(at, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <time dateTime={at.toISOString()} title={exact} suppressHydrationWarning>
      {format.relativeTime(shown, now)}
    </time>
  );
}

/** A day and time in the browser's zone; the server, which can't know that zone, says it in UTC. */
export function LocalTime({ at }: { at: Date }) {
  const format = useFormatter();
  const local = useLocalTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <time dateTime={at.toISOString()}>
      {local ?? `${format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })} UTC`}
    </time>
  );
}

/** The time of a day in the browser's zone, beside what says which day it is; with both on hover. */
export function ClockTime({ at }: { at: Date }) {
  const exact = useLocalTime(at, { dateStyle: 'full', timeStyle: 'short' });
  const time = useLocalTime(at, { timeStyle: 'short' });
  return (
    <time dateTime={at.toISOString()} title={exact}>
      {time}
    </time>
  );
}

/** The time in the browser's zone; undefined until the browser has taken over. */
function useLocalTime(
  at: Date,
  options: { dateStyle?: 'full' | 'medium'; timeStyle: 'short' },
): string | undefined {
  const format = useFormatter();
  const [zone, setZone] = useState<string>();
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone ? format.dateTime(at, { ...options, timeZone: zone }) : undefined;
}
