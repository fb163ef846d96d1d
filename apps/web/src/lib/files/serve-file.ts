import type { FileToServe } from '@plenum/database/files/attachments';
import type { ByteRange, FileStore, StoredName } from '@plenum/database/files/file-store';
import { AppError, notFound } from '@plenum/domain/errors';
import { isPictureType } from '@plenum/domain/picture-types';
import { PICTURE_WIDTHS, type PictureWidth } from '@plenum/domain/picture-widths';
import { pictureInWidth } from '@plenum/exchange/picture-in-width';
import { contentDisposition } from '#lib/api/content-disposition.ts';
import { database } from '#lib/database.ts';
import { hasState } from '#lib/etag.ts';
import { log } from '#lib/log.ts';

/**
 * Answers with a file, or the part of it that is asked for (RFC 9110, 14), while it is read. Pictures are shown, everything else is for
 * keeping, and nothing of it ever runs as a page of this instance. A picture is had in another width, too (`?width=`). Its length is not said: Next leaves that header out.
 * @param isPublic anybody may keep it; a browser alone otherwise. Either asks each time whether it may still have it.
 * @param isStored a browser may keep it.
 * @param files where its content is, if not among attachments.
 * @throws AppError `not_found` where its content is not there, `invalid_input` for a width that there is not.
 */
export async function serveFile(
  request: Request,
  file: FileToServe,
  {
    isPublic = false,
    isStored = true,
    files = database().files,
  }: { isPublic?: boolean; isStored?: boolean; files?: FileStore } = {},
): Promise<Response> {
  const { name, mediaType } = file;
  const width = widthIn(request);
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    // Compressed on the way it would be of another length, and its parts of no use.
    'Cache-Control': `${isPublic ? 'public' : 'private'}, ${isStored ? 'no-cache' : 'no-store'}, no-transform`,
    'Content-Disposition': contentDisposition(name, isPictureType(mediaType) ? 'inline' : 'attachment'),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
  });
  const had = [tagOf(file, width), tagOf(file)].find((tag) => hasState(request.headers, tag));
  if (had !== undefined) {
    headers.set('ETag', had);
    return new Response(null, { status: 304, headers });
  }
  const { stored, size, etag } =
    (width && (await inWidth(files, { file, width }))) || (await asItIs(files, file));
  headers.set('ETag', etag);
  const range = rangeIn(request.headers, { size, etag });
  if (range === 'none') {
    headers.set('Content-Range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  if (range) headers.set('Content-Range', `bytes ${range.first}-${range.last}/${size}`);
  const content = size === 0 ? null : streamOf(files.read(stored, range ?? undefined));
  return new Response(content, { status: range ? 206 : 200, headers });
}

/** What is sent: what it is kept as, its bytes, and the tag of those. */
interface Content {
  stored: StoredName;
  size: number;
  etag: string;
}

async function asItIs(files: FileStore, file: FileToServe): Promise<Content> {
  const { fileId, size } = file;
  if ((await files.sizeOf(fileId)) !== size) {
    log.error({ fileId }, 'the content of an attachment is not there');
    throw notFound();
  }
  return { stored: fileId, size, etag: tagOf(file) };
}

/** Null where it is to be sent as it is, also where it could not be made smaller: that helps nobody less. */
async function inWidth(
  files: FileStore,
  { file, width }: { file: FileToServe; width: PictureWidth },
): Promise<Content | null> {
  try {
    const made = await pictureInWidth(files, file, width);
    return made && { stored: made.name, size: made.size, etag: tagOf(file, width) };
  } catch (err) {
    log.error({ err, fileId: file.fileId }, 'a picture could not be made smaller');
    return null;
  }
}

function widthIn(request: Request): PictureWidth | null {
  const asked = new URL(request.url).searchParams.get('width');
  if (asked === null) return null;
  const width = PICTURE_WIDTHS.find((one) => String(one) === asked);
  if (width) return width;
  throw new AppError('invalid_input', 'Pictures are to be had 720 or 1440 pixels wide, or as they are.');
}

function tagOf({ sha256 }: FileToServe, width: PictureWidth | null = null): string {
  return `"${sha256.slice(0, 32)}${width === null ? '' : `.w${width}`}"`;
}

/** The one range that is asked for; null for the whole, also where several are asked for, and `none` for one that is beyond the end. */
function rangeIn(
  headers: Headers,
  { size, etag }: { size: number; etag: string },
): ByteRange | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range') ?? '') ?? [];
  if (from === '' && to === '') return null;
  const condition = headers.get('if-range');
  if (condition !== null && condition !== etag) return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return null;
  return first < size && first <= last ? { first, last } : 'none';
}

/** Opens nothing before somebody reads: an answer to HEAD is never read. */
function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
