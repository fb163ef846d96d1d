/** The value of a parameter that a page takes once; an address can name it as often as somebody likes. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
