import type { UploadedFile } from '@plenum/domain/files/types';
import { partsPath } from '#lib/paths.ts';
import { type FileAnswer, type FileRequest, refusalOf, sendRequest, UploadError } from './send-request.ts';
import { SHARE_HEADER } from './share-header.ts';
import type { Upload } from './upload-file.ts';

/** Bytes of a part: what is sent twice at most where the server does not notice that the connection is gone. */
const PART = 4_000_000;

/** How often it is tried without a byte between, and the longest milliseconds between two times. */
const MOST_TRIES = 20;
const LONGEST_WAIT = 15_000;

const TUS = { 'Tus-Resumable': '1.0.0' };

/**
 * Sends a large file in parts (tus 1.0.0), and goes on where the connection broke. What is on its way is known to this page alone.
 * @throws UploadError
 */
export async function uploadInParts(upload: Upload): Promise<UploadedFile> {
  const { documentId, file, onProgress, signal, token } = upload;
  const tell = (bytes: number) => onProgress?.(bytes / file.size);
  const ask = (request: Omit<FileRequest, 'token' | 'signal'>) => sendRequest({ ...request, token, signal });
  // Where the answer to the first request gets lost, the next finds what that has begun.
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join('');
  const begin = async () => {
    const headers = {
      ...TUS,
      'Idempotency-Key': key,
      'Upload-Length': String(file.size),
      'Upload-Metadata': `filename ${base64(file.name)}`,
    };
    return checked(await ask({ method: 'POST', path: partsPath(documentId), headers }), 201);
  };
  const path = (await persistently(begin, upload)).header('Location') ?? '';
  const state = async () => checked(await ask({ method: 'GET', path }), 200);
  const leave = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) end(path, token);
  };
  window.addEventListener('pagehide', leave);
  try {
    for (let sent = 0; sent < file.size; ) {
      let from: number | null = sent;
      sent = await persistently(async (onBytes) => {
        // Where the last try has failed, only the server knows how much it has.
        from ??= offsetOf(await state());
        const at = from;
        if (at > sent) {
          sent = at;
          onBytes();
        }
        from = null;
        if (at === file.size) return at;
        const headers = {
          ...TUS,
          'Upload-Offset': String(at),
          'Content-Type': 'application/offset+octet-stream',
        };
        const body = file.slice(at, at + PART);
        const onProgress = (loaded: number) => tell(at + loaded);
        return offsetOf(checked(await ask({ method: 'PATCH', path, headers, body, onProgress }), 204));
      }, upload);
      tell(sent);
    }
    const { body } = await persistently(state, upload);
    const { file: kept } = body as { file: UploadedFile | null };
    if (!kept) throw new UploadError('refused');
    return kept;
  } catch (error) {
    // Else what has come would keep its room, and one of the few places that a person has.
    end(path, token);
    throw error;
  } finally {
    window.removeEventListener('pagehide', leave);
  }
}

/** An answer after which trying again makes no sense. */
class Refused extends Error {
  readonly answer: FileAnswer;
  constructor(answer: FileAnswer) {
    super('refused');
    this.answer = answer;
  }
}

/** Statuses below 500 after which it may be otherwise in a moment. */
const PASSING = [408, 425, 429];

/** @throws Refused, or UploadError for what may be otherwise in a moment. */
function checked(answer: FileAnswer, wanted: number): FileAnswer {
  const { status } = answer;
  if (status === wanted) return answer;
  // Where the next part begins, the server says when it is asked; nobody has to read that.
  if (status === 409 && answer.header('Upload-Offset') !== null) throw new UploadError('unreachable');
  if (PASSING.includes(status) || status >= 500) throw refusalOf(answer);
  throw new Refused(answer);
}

/**
 * Tries something until it works, is refused for good, or has failed too often without a byte between.
 * @param work calls `onBytes` where some have come before it failed.
 */
async function persistently<T>(
  work: (onBytes: () => void) => Promise<T>,
  { signal, onWaiting }: Upload,
): Promise<T> {
  let tries = 0;
  let isWaiting = false;
  const goOn = () => {
    tries = 0;
    if (isWaiting) onWaiting?.(null);
    isWaiting = false;
  };
  for (;;) {
    try {
      const done = await work(goOn);
      goOn();
      return done;
    } catch (error) {
      tries += 1;
      if (error instanceof Refused) throw refusalOf(error.answer);
      if (!(error instanceof UploadError) || error.end === 'stopped' || tries >= MOST_TRIES) throw error;
      onWaiting?.(error);
      isWaiting = true;
      await pause(Math.min(LONGEST_WAIT, 500 * 2 ** tries), signal);
    }
  }
}

/** Waits, but no longer than until the connection is back or it is stopped. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
}

/** Nobody waits for it: what is left is removed in a day. */
function end(path: string, token: string | undefined): void {
  const headers = { ...TUS, ...(token !== undefined && { [SHARE_HEADER]: token }) };
  fetch(path, { method: 'DELETE', headers, keepalive: true }).catch(() => {});
}

function offsetOf(answer: FileAnswer): number {
  return Number(answer.header('Upload-Offset') ?? 0);
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
