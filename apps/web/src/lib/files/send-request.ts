import { SHARE_HEADER } from './share-header.ts';

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

/** What is sent, and to where. */
export interface FileRequest {
  method: 'POST' | 'PATCH' | 'GET';
  path: string;
  headers?: Record<string, string>;
  body?: FormData | Blob;
  /** Of the share link by which a guest came. */
  token?: string | undefined;
  /** Told how many bytes of how many of the body have gone. */
  onProgress?: ((loaded: number, total: number) => void) | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
}

/** What the server answers, whatever that is; the body read as JSON. */
export interface FileAnswer {
  status: number;
  body: unknown;
  header(name: string): string | null;
}

/** Sends a file, or a part of one. @throws UploadError for anything but an answer. */
export function sendRequest({
  method,
  path,
  headers = {},
  body,
  token,
  onProgress,
  signal,
}: FileRequest): Promise<FileAnswer> {
  // Not fetch, which does not tell how much of a body has gone.
  const request = new XMLHttpRequest();
  return new Promise<FileAnswer>((resolve, reject) => {
    const fail = (end: UploadEnd) => reject(new UploadError(end));
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
      if (total > 0) onProgress?.(loaded, total);
    };
    request.onload = () =>
      resolve({
        status: request.status,
        body: request.response,
        header: (name) => request.getResponseHeader(name),
      });
    request.onerror = () => fail('unreachable');
    request.onloadend = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    request.open(method, path);
    request.responseType = 'json';
    for (const [name, value] of Object.entries({ Accept: 'application/json', ...headers })) {
      request.setRequestHeader(name, value);
    }
    if (token !== undefined) request.setRequestHeader(SHARE_HEADER, token);
    wait();
    request.send(body ?? null);
  });
}

/** The error for an answer that is no success, with what a problem document (RFC 9457) says to people. */
export function refusalOf({ body }: Pick<FileAnswer, 'body'>): UploadError {
  return new UploadError('refused', sentenceIn(body));
}

/** Null where a proxy has answered for the server. */
function sentenceIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('detail' in answer)) return null;
  return typeof answer.detail === 'string' ? answer.detail : null;
}
