'use client';

import { useScripted } from './use-scripted.ts';

/** Sends the browser's time zone along with a form, so that "today" is the day that it is where the person is. */
export function TimeZoneField() {
  if (!useScripted()) return null;
  return <input type="hidden" name="timeZone" value={Intl.DateTimeFormat().resolvedOptions().timeZone} />;
}
