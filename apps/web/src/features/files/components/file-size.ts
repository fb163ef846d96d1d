import { MEGABYTE } from '@plenum/domain/file-sizes';

const KILOBYTE = 1000;

/** A size in bytes as people read it, in a language's own figures and units. */
export function fileSize(locale: string, bytes: number): string {
  const [amount, unit] =
    bytes >= MEGABYTE
      ? [bytes / MEGABYTE, 'megabyte']
      : bytes >= KILOBYTE
        ? [bytes / KILOBYTE, 'kilobyte']
        : [bytes, 'byte'];
  const maximumFractionDigits = amount < 10 && unit !== 'byte' ? 1 : 0;
  // Short, it would be «25 byte» in English.
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(
    amount,
  );
}
