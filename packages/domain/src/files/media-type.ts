import type { PictureType } from '../picture-types.ts';

/** Bytes of a file's beginning by which its kind is told. */
export const HEAD_BYTES = 4096;

/** Media types of pictures that carry where and when they were taken, and of which nobody here can take that out. */
export const UNCLEAN_PICTURES: readonly string[] = ['image/heic', 'image/avif', 'image/tiff', 'image/jxl'];

/** Whatever is no text and not known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Beginnings, `?` standing for any byte, with what they are the beginnings of. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['RIFF????WEBP', 'image/webp'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['II+\0', 'image/tiff'],
  ['MM\0+', 'image/tiff'],
  ['\xff\x0a', 'image/jxl'],
  ['\0\0\0\x0cJXL \r\n\x87\n', 'image/jxl'],
  ['%PDF-', 'application/pdf'],
  ['\x1f\x8b', 'application/gzip'],
  ["7z\xbc\xaf'\x1c", 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 'application/vnd.rar'],
  ['{\\rtf', 'application/rtf'],
  ['ID3', 'audio/mpeg'],
  ['\xff\xfb', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
  ['RIFF????WAVE', 'audio/wav'],
  ['RIFF????AVI ', 'video/x-msvideo'],
  ['\x1aE\xdf\xa3', 'video/webm'],
];

/** Brands of ISO base media files (ISO/IEC 14496-12, 4.3), by which pictures are told from films. */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^(avif|avis)/, 'image/avif'],
  [/^(hei|hev|mif1|msf1)/, 'image/heic'],
  [/^M4A/, 'audio/mp4'],
  [/^qt/, 'video/quicktime'],
];

/** What lies in the beginning of an archive that is an office document. */
const OFFICE: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/**
 * Tells what a file is by its beginning, whatever its name or whoever sends it says. Text of every kind is plain text, also what a
 * browser would run, such as HTML and SVG.
 * @param head its first {@link HEAD_BYTES}, or all of it where it is shorter.
 */
export function mediaTypeOf(head: Uint8Array): string {
  const text = latin1(head);
  const known = BEGINNINGS.find(([beginning]) => startsWith(text, beginning));
  if (known) return known[1];
  if (text.startsWith('ftyp', 4)) {
    const brand = text.slice(8, 12);
    return BRANDS.find(([pattern]) => pattern.test(brand))?.[1] ?? 'video/mp4';
  }
  if (text.startsWith('PK\x03\x04')) return archiveType(text);
  return isText(head) ? 'text/plain' : UNKNOWN_TYPE;
}

/** OpenDocument says first what it is (ODF 1.3, part 2, 3.3); Office Open XML is known by its folders. */
function archiveType(text: string): string {
  const open = /^mimetype(application\/vnd\.oasis\.opendocument\.[a-z-]{1,40})/.exec(text.slice(30));
  if (open?.[1]) return open[1];
  if (!text.includes('[Content_Types].xml')) return 'application/zip';
  return OFFICE.find(([folder]) => text.includes(folder))?.[1] ?? 'application/zip';
}

function startsWith(text: string, beginning: string): boolean {
  return [...beginning].every((char, at) => char === '?' || char === text[at]);
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Whether bytes are UTF-8 without control characters; they may end within a character. */
function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}

/** What people call a kind of file. */
export type FileKind = 'picture' | 'pdf' | 'text' | 'archive' | 'document' | 'audio' | 'video' | 'other';

/** What people call what has a media type. */
export function kindOf(mediaType: string): FileKind {
  const [family] = mediaType.split('/');
  if (family === 'image') return 'picture';
  if (family === 'audio' || family === 'video' || family === 'text') return family;
  if (mediaType === 'application/pdf') return 'pdf';
  if (/zip|compressed|rar$/.test(mediaType)) return 'archive';
  return /officedocument|opendocument|rtf/.test(mediaType) ? 'document' : 'other';
}

/** Endings of files' names that fit a picture; the first is what one gets that has another. */
export const PICTURE_ENDINGS: Record<PictureType, readonly [string, ...string[]]> = {
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/png': ['.png', '.apng'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
};

/** Kinds of files whose text a search reads. A trigger of the database knows the same. */
export const READ_FOR_SEARCH = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
] as const;

/** One of those kinds. */
export type ReadForSearch = (typeof READ_FOR_SEARCH)[number];
