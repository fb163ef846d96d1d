import type { Grant } from '@plenum/database/access/grant';
import { beginUpload, dropUpload, keepUpload, replaceUpload } from '@plenum/database/files/uploads';
import { ENVELOPE } from '@plenum/domain/file-sizes';
import { fileName } from '@plenum/domain/files/rules';
import type { UploadedFile } from '@plenum/domain/files/types';
import type { AttachmentId } from '@plenum/domain/ids';
import { fileTooLarge, storeContent } from '@plenum/exchange/keep-file';
import { noFile, withFilePart } from './file-part.ts';
import { inUploadSlot } from './upload-slots.ts';

/** Milliseconds that a file may take to come. */
const MOST_TIME = 5 * 60_000;

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
  return inUploadSlot(grant.actor, async () => {
    const { fileId, most } = await beginUpload(grant, { replaces: replaces !== undefined });
    try {
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
      const kept = { ...stored, fileId, name: fileName(name, stored.mediaType) };
      const still = await ask();
      return await (replaces === undefined ? keepUpload(still, kept) : replaceUpload(still, replaces, kept));
    } catch (error) {
      // Where this fails too, housekeeping does it.
      await dropUpload(grant, fileId).catch(() => {});
      throw error;
    }
  });
}

async function* bounded(content: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > most) throw fileTooLarge();
    yield piece;
  }
}
