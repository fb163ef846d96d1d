import { htmlFromJson } from '../html/html-from-json.ts';
import { element, escapeHtml } from '../html/markup.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import type { NodeJson } from '../schema/json.ts';
import { textFromJson } from '../text/text-from-json.ts';

/** The formats that a document can be had in. */
export const EXPORT_FORMATS = ['text', 'markdown', 'html', 'json'] as const;

/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is exported: the title, which is a column, and the content as ProseMirror JSON. */
export interface ExportSource {
  title: string;
  content: NodeJson;
}

/** A file to keep. */
export interface ExportedFile {
  name: string;
  /** Media type, without parameters; the text is UTF-8. */
  type: string;
  text: string;
}

const FORMATS: Record<
  ExportFormat,
  { type: string; ending: string; write: (source: ExportSource) => string }
> = {
  text: {
    type: 'text/plain',
    ending: 'txt',
    write: ({ title, content }) => `${title}\n\n${textFromJson(content)}\n`,
  },
  markdown: { type: 'text/markdown', ending: 'md', write: ({ content }) => markdownFromJson(content) },
  html: { type: 'text/html', ending: 'html', write: page },
  json: { type: 'application/json', ending: 'json', write: (source) => JSON.stringify(source, null, 2) },
};

/**
 * A document as a file. Markdown and JSON give back the same content when they are read again; JSON is an object of
 * `title` and `content`.
 */
export function exportFile({
  title,
  content,
  format,
}: ExportSource & { format: ExportFormat }): ExportedFile {
  const { type, ending, write } = FORMATS[format];
  return { name: `${title}.${ending}`, type, text: write({ title, content }) };
}

function page({ title, content }: ExportSource): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${element('title', {}, escapeHtml(title))}
</head>
<body>
${element('h1', { dir: 'auto' }, escapeHtml(title))}
${htmlFromJson(content)}
</body>
</html>
`;
}
