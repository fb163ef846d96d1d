import type { Grant } from '@plenum/database/access/grant';
import { beginUpload, dropUpload, keepUpload, replaceUpload } from '@plenum/database/files/uploads';
import { ENVELOPE } from '@plenum/domain/file-sizes';
import { fileName } from '@plenum/domain/files/rules';
import type { UploadedFile } from '@plenum/domain/files/types';
import type { AttachmentId, FileId } from '@plenum/domain/ids';
import { fileTooLarge, type StoredContent, storeContent } from '@plenum/exchange/keep-file';
import { noFile, withFilePart } from './file-part.ts';
import { inUploadSlot } from './upload-slots.ts';

/** Milliseconds that a file, or a part of one, may take to come. */
export const MOST_TIME = 5 * 60_000;

/**
 * Takes a file from the body of a request and makes it an attachment of a document.
 * @param ask asks for the grant: before the file comes, and again once it is there, since that may take minutes.
 * @param replaces the attachment whose place it takes, which then is what comes.
 * @throws AppError as `ask`, `beginUpload`, `keepUpload` and `replaceUpload` do, `too_large`, `too_many`, or `invalid_input` for a body without a file,
 * a damaged picture, and one of a kind that cannot be cleaned.
 */
export async function receiveFile(
  request: Request,
  ask: () => Promise<Grant<'document.write'>>,
  { replaces }: { replaces?: AttachmentId | undefined } = {},
): Promise<UploadedFile> {
  const grant = await ask();
  return inUploadSlot(grant.actor, () =>
    keepReceived({ grant, ask, replaces }, async ({ fileId, most }) => {
      if (Number(request.headers.get('content-length') ?? 0) > most + ENVELOPE) throw fileTooLarge();
      const signal = AbortSignal.timeout(MOST_TIME);
      const { name, stored } = await withFilePart(request, {
        signal,
        async take({ name, content }) {
          return {
            name,
            stored: await storeContent(grant.db, { fileId, content: bounded(content, most), most }),
          };
        },
      });
      // What a browser sends where no file was chosen.
      if (name === '' && stored.size === 0) throw noFile();
      return { name, stored };
    }),
  );
}

/**
 * Makes what is received an attachment, or leaves nothing of it.
 * @param id what the attachment is to have, where it has to be this one.
 * @param receive stores the content under an id, of so many bytes at most, and says what it is called.
 */
export async function keepReceived(
  {
    grant,
    ask,
    id,
    replaces,
  }: {
    grant: Grant<'document.write'>;
    ask: () => Promise<Grant<'document.write'>>;
    id?: AttachmentId;
    replaces?: AttachmentId | undefined;
  },
  receive: (place: { fileId: FileId; most: number }) => Promise<{ name: string; stored: StoredContent }>,
): Promise<UploadedFile> {
  const { fileId, most } = await beginUpload(grant, { replaces: replaces !== undefined, besides: id });
  try {
    const { name, stored } = await receive({ fileId, most });
    const kept = { ...stored, fileId, name: fileName(name, stored.mediaType) };
    const still = await ask();
    if (replaces !== undefined) return await replaceUpload(still, replaces, kept);
    return await keepUpload(still, { ...kept, ...(id !== undefined && { id }) });
  } catch (error) {
    // Where this fails too, housekeeping does it.
    await dropUpload(grant, fileId).catch(() => {});
    throw error;
  }
}

/** @throws AppError `too_large` once there is more. */
export async function* bounded(
  content: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > most) throw fileTooLarge();
    yield piece;
  }
}
