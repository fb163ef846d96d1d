import type { ReadForSearch } from '@plenum/domain/files/media-type';
import { PlainText, type TextLimits } from './plain-text.ts';

/**
 * The words of a file, a paragraph in each line, as much as the limits let through; empty where it has none, as pictures of pages. Nothing
 * of it is run, and nothing that lies elsewhere is fetched.
 * @throws whatever its reader does, for what is damaged, protected by a password or beyond what is unpacked.
 */
export async function textOfFile(
  bytes: Uint8Array,
  mediaType: ReadForSearch,
  limits: TextLimits,
): Promise<string> {
  const text = new PlainText(limits);
  try {
    await read(bytes, mediaType, text);
  } catch (error) {
    // What is full needs no end.
    if (!text.isFull) throw error;
  }
  return text.toString();
}

/** Readers are loaded when they are needed: each process needs one. */
async function read(bytes: Uint8Array, mediaType: ReadForSearch, text: PlainText): Promise<void> {
  switch (mediaType) {
    case 'application/pdf':
      return (await import('./read-pdf.ts')).readPdf(bytes, text);
    case 'application/vnd.oasis.opendocument.text':
      return (await import('./read-odt.ts')).readOdt(bytes, text);
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return (await import('./read-docx.ts')).readDocx(bytes, text);
  }
}
