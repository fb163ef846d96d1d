const FILE_PATH = /^\/f\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The path of a file of a document, for whoever may read the document. */
export function filePath(fileId: string): string {
  return `/f/${fileId}`;
}

/** The id of the file that a path leads to; null for any other target. */
export function fileAt(href: unknown): string | null {
  return typeof href === 'string' ? (FILE_PATH.exec(href)?.[1]?.toLowerCase() ?? null) : null;
}
