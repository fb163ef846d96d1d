import { randomUUID } from 'node:crypto';

/** An id that comes after another one: a UUID of the time (RFC 9562, version 7), of a later millisecond than that one, also where clocks of nodes differ. */
export function idAfter(previous: string | null): string {
  const before = previous === null ? 0 : Number.parseInt(previous.replace('-', '').slice(0, 12), 16);
  const time = Math.max(Date.now(), before + 1)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
