import type { UploadedFile } from '@plenum/domain/files/types';
import type { DocumentId } from '@plenum/domain/ids';
import { uploadPath } from '#lib/paths.ts';
import { refusalOf, sendRequest, type UploadError } from './send-request.ts';

/** Bytes from which on a file is sent in parts, so that it goes on where the connection broke. */
const IN_PARTS = 5_000_000;

/** A file on its way to a document. */
export interface Upload {
  documentId: DocumentId;
  /** Of the share link by which a guest came. */
  token?: string | undefined;
  file: File;
  /** Told which part has been sent, from 0 to 1. */
  onProgress?: ((part: number) => void) | undefined;
  /** Told why it cannot go on at this moment, and null once it does. */
  onWaiting?: ((why: UploadError | null) => void) | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
}

/** Sends a file to a document, from the browser of whoever may write there. @throws UploadError */
export async function uploadFile(upload: Upload): Promise<UploadedFile> {
  const { documentId, token, file, onProgress, signal } = upload;
  if (file.size >= IN_PARTS) {
    const { uploadInParts } = await import('./upload-in-parts.ts');
    return uploadInParts(upload);
  }
  const body = new FormData();
  body.set('file', file);
  const answer = await sendRequest({
    method: 'POST',
    path: uploadPath(documentId),
    body,
    token,
    onProgress: (loaded, total) => onProgress?.(loaded / total),
    signal,
  });
  if (answer.status !== 201) throw refusalOf(answer);
  return answer.body as UploadedFile;
}
