import type { SearchLanguage } from '@plenum/domain/workspaces/languages';

/**
 * SQL for the words of entries, from columns `title`, `headings` and `text` of `n`. Words as they are written are kept without their
 * places, which count once and by the stems.
 * @param configuration SQL for the name of the language's configuration.
 */
export function vectorOf(configuration: string, language: SearchLanguage): string {
  const words = (column: string, end: (vector: string) => string) =>
    `to_tsvector(${configuration}::regconfig, ${column}) || ${end(`to_tsvector('simple', ${column})`)}`;
  const both = (column: string) => words(column, (vector) => vector);
  const written = (vector: string) => (language === 'simple' ? `''::tsvector` : `strip(${vector})`);
  return `setweight(${both('n.title')}, 'A') || setweight(${both('n.headings')}, 'B') || ${words('n.text', written)}`;
}
