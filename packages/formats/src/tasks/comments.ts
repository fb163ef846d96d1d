import type { Times } from './times.ts';

/** Something that somebody said about a task elsewhere. */
export interface FoundComment {
  author: string;
  /** ISO 8601; empty where nothing says it. */
  at: string;
  /** In Markdown. */
  text: string;
}

/** A description with what was said about the task below it, each with who and when. */
export function withComments(description: string, comments: readonly FoundComment[], times: Times): string {
  const said = comments
    .filter(({ text }) => text.trim() !== '')
    .map(({ author, at, text }) => {
      const head = [author === '' ? '' : `**${plain(author)}**`, times.shown(at) ?? ''];
      return `${head.filter((part) => part !== '').join(', ')}\n\n${text.trim()}`.trim();
    });
  const before = description.trim();
  if (said.length === 0) return before;
  return [...(before === '' ? [] : [before, '---']), ...said].join('\n\n');
}

/** A text as Markdown that shows it as it is. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>~&$|]/g, String.raw`\$&`);
}
