/** A text as a pattern that stands for itself. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
