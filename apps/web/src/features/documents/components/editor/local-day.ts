/** The day that it is where somebody sits, as ISO 8601. */
export function localDay(now: Date): string {
  const part = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${part(now.getFullYear(), 4)}-${part(now.getMonth() + 1, 2)}-${part(now.getDate(), 2)}`;
}
