import { AppError } from '@plenum/domain/errors';
import type { SentFile } from '@plenum/exchange/import-document';
import { MOST_IMPORT_BYTES } from '@plenum/formats/format-names';
import { noFile, withFilePart } from '#lib/files/file-part.ts';

/** Milliseconds that a file may take to come. */
const MOST_TIME = 5 * 60_000;

/**
 * The file in a request: its body, or the first file of a form (multipart/form-data, RFC 7578).
 * @throws AppError `too_large`, or `invalid_input` for a body without a file.
 */
export async function readFile(request: Request): Promise<SentFile> {
  const signal = AbortSignal.timeout(MOST_TIME);
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
  const file = isForm
    ? await withFilePart(request, {
        signal,
        take: async ({ name, content }) => ({ name, content: await whole(content, signal) }),
      })
    : { name: '', content: await whole(request.body ?? [], signal) };
  if (file.content.length === 0) throw noFile();
  return file;
}

async function whole(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    signal.throwIfAborted();
    if (size > MOST_IMPORT_BYTES) {
      throw new AppError(
        'too_large',
        'This file is larger than 24 MB. Make its pictures smaller, or split it.',
      );
    }
    read.push(piece);
  }
  return new Uint8Array(Buffer.concat(read));
}
