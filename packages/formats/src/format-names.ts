/** The formats that a document can be had in, the most used first. */
export const EXPORT_NAMES = ['markdown', 'html', 'docx', 'odt', 'pdf', 'text', 'etherpad', 'json'] as const;

/** One of {@link EXPORT_NAMES}. */
export type ExportName = (typeof EXPORT_NAMES)[number];

/** The formats that a document can be made of. */
export const IMPORT_NAMES = ['markdown', 'html', 'docx', 'odt', 'text', 'etherpad'] as const;

/** One of {@link IMPORT_NAMES}. */
export type ImportName = (typeof IMPORT_NAMES)[number];

/** What files of a format are: their media type, and the endings of their names, ours first. */
export const FILE_KINDS: Readonly<
  Record<ExportName, { type: string; endings: readonly [string, ...string[]] }>
> = {
  markdown: { type: 'text/markdown', endings: ['md', 'markdown', 'mdown', 'mkd'] },
  html: { type: 'text/html', endings: ['html', 'htm', 'xhtml'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx', 'docm'],
  },
  odt: { type: 'application/vnd.oasis.opendocument.text', endings: ['odt', 'ott'] },
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  text: { type: 'text/plain', endings: ['txt', 'text', 'log'] },
  etherpad: { type: 'application/json', endings: ['etherpad'] },
  json: { type: 'application/json', endings: ['json'] },
};

/** The format of a file by the ending of its name; null where that says nothing. */
export function importNameOf(fileName: string): ImportName | null {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return IMPORT_NAMES.find((name) => FILE_KINDS[name].endings.includes(ending)) ?? null;
}

/** Bytes that a file may have that is to become a document. */
export const MOST_IMPORT_BYTES = 24 * 1024 * 1024;
