import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import type { NodeJson } from '@plenum/editor/schema/json';
import { textFromJson } from '@plenum/editor/text/text-from-json';

/** The formats that a document can be had in. */
export const EXPORT_FORMATS = ['text', 'markdown', 'html', 'json'] as const;

type ExportFormat = (typeof EXPORT_FORMATS)[number];

const FORMATS: Record<ExportFormat, { type: string; ending: string; write: (file: Source) => string }> = {
  text: {
    type: 'text/plain',
    ending: 'txt',
    write: ({ title, content }) => `${title}\n\n${textFromJson(content)}\n`,
  },
  markdown: {
    type: 'text/markdown',
    ending: 'md',
    write: ({ content }) => markdownFromJson(content),
  },
  html: { type: 'text/html', ending: 'html', write: page },
  json: {
    type: 'application/json',
    ending: 'json',
    write: ({ title, content }) => JSON.stringify({ title, content }, null, 2),
  },
};

interface Source {
  title: string;
  content: NodeJson;
}

/** A document as a file to keep. It is sent so that a browser never runs it as a page of this instance. */
export function exportFile({ format, ...source }: Source & { format: ExportFormat }): Response {
  const { type, ending, write } = FORMATS[format];
  return new Response(write(source), {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': contentDisposition(`${source.title}.${ending}`),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
    },
  });
}

/** RFC 6266: a plain name for old programs, the real one in UTF-8. */
function contentDisposition(name: string): string {
  const safe = name.replace(/[/\\:*?"<>|]/g, '-');
  const plain = safe.normalize('NFKD').replace(/[^\x20-\x7e]/g, '') || 'document';
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function page({ title, content }: Source): string {
  const heading = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
</head>
<body>
<h1 dir="auto">${heading}</h1>
${htmlFromJson(content)}
</body>
</html>
`;
}
