import type { UploadedFile } from '@plenum/domain/files/types';
import type { DocumentId } from '@plenum/domain/ids';
import { SHARE_HEADER } from '#lib/files/share-header.ts';
import { uploadPath } from '#lib/paths.ts';

/** Milliseconds without any progress after which sending is given up. */
const PATIENCE = 60_000;

/** Why a file was not taken: the server said no, it was not reached, nothing went on, or somebody stopped it. */
export type UploadEnd = 'refused' | 'unreachable' | 'slow' | 'stopped';

/** A file that was not taken. */
export class UploadError extends Error {
  readonly end: UploadEnd;
  /** For `refused`: what the server says, in the reader's language; else null. */
  readonly sentence: string | null;

  constructor(end: UploadEnd, sentence: string | null = null) {
    super(sentence ?? end);
    this.name = 'UploadError';
    this.end = end;
    this.sentence = sentence;
  }
}

/**
 * Sends a file to a document, from the browser of whoever may write there.
 * @param token of the share link by which a guest came.
 * @param onProgress told which part has been sent, from 0 to 1.
 * @param signal stops it.
 * @throws UploadError
 */
export function uploadFile({
  documentId,
  token,
  file,
  onProgress,
  signal,
}: {
  documentId: DocumentId;
  token?: string | undefined;
  file: File;
  onProgress?: ((part: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}): Promise<UploadedFile> {
  // Not fetch, which does not tell how much of a body has gone.
  const request = new XMLHttpRequest();
  return new Promise<UploadedFile>((resolve, reject) => {
    const fail = (end: UploadEnd, sentence?: string | null) => reject(new UploadError(end, sentence));
    if (signal?.aborted) return fail('stopped');
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        fail('slow');
        request.abort();
      }, PATIENCE);
    };
    const stop = () => {
      fail('stopped');
      request.abort();
    };
    signal?.addEventListener('abort', stop, { once: true });
    request.upload.onprogress = ({ loaded, total }) => {
      wait();
      if (total > 0) onProgress?.(loaded / total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(request.response);
      else fail('refused', sentenceIn(request.response));
    };
    request.onerror = () => fail('unreachable');
    request.onloadend = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    request.open('POST', uploadPath(documentId));
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    if (token !== undefined) request.setRequestHeader(SHARE_HEADER, token);
    const body = new FormData();
    body.set('file', file);
    wait();
    request.send(body);
  });
}

/** What a problem document (RFC 9457) says to people; null where a proxy has answered for the server. */
function sentenceIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('detail' in answer)) return null;
  return typeof answer.detail === 'string' ? answer.detail : null;
}
