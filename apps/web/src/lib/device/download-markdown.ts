import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import type { NodeJson } from '@plenum/editor/schema/json';

/** A text to take along. */
export interface TitledContent {
  title: string;
  content: NodeJson;
}

/** Saves a text on this device as a Markdown file named after its title. */
export function downloadMarkdown({ title, content }: TitledContent): void {
  save(title, markdownFromJson(content));
}

/** Saves several texts in one file, each under its title. */
export function downloadTogether(name: string, texts: readonly TitledContent[]): void {
  const parts = texts.map(({ title, content }) => `# ${title}\n\n${markdownFromJson(content)}`);
  save(name, parts.join('\n\n---\n\n'));
}

/** Milliseconds in which a browser has begun to read what it saves. */
const READING = 40_000;

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${name.replace(/[^\p{L}\p{M}\p{N} ,-]+/gu, '').trim() || 'plenum'}.md`;
  anchor.click();
  // Some browsers begin to read it late, after they have asked where to put it.
  setTimeout(() => URL.revokeObjectURL(url), READING);
}
