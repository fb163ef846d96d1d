import type { PropertyTexts } from '@plenum/domain/documents/property-text';

/** Properties as they stand before a text, so that `readFrontMatter` and other programs read them; empty for none. */
export function writeFrontMatter(properties: PropertyTexts): string {
  const lines = Object.entries(properties).map(([name, value]) =>
    typeof value === 'string' ? `${name}: ${quoted(value)}` : `${name}: [${value.map(quoted).join(', ')}]`,
  );
  return lines.length === 0 ? '' : `---\n${lines.join('\n')}\n---\n\n`;
}

/** In quotes, since a text may look like a number, a day, or a program's own sign. */
function quoted(text: string): string {
  return `"${text.replace(/\p{Cc}+/gu, ' ').replace(/[\\"]/g, '\\$&')}"`;
}
