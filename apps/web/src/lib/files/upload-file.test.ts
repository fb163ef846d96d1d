import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UploadError } from './send-request.ts';
import { SHARE_HEADER } from './share-header.ts';
import { uploadFile } from './upload-file.ts';

/** A request as a browser makes it, of which a test says how it goes on. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers = new Map<string, string>();
  onload = () => {};
  onerror = () => {};
  onloadend = () => {};
  status = 0;
  response: unknown = null;
  responseType = '';
  opened: string[] = [];
  sent: FormData | null = null;
  isAborted = false;

  constructor() {
    FakeRequest.last = this;
  }
  open(...address: string[]) {
    this.opened = address;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  send(body: FormData) {
    this.sent = body;
  }
  abort() {
    this.isAborted = true;
    this.onloadend();
  }
  answers(status: number, response: unknown) {
    Object.assign(this, { status, response });
    this.onload();
    this.onloadend();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const file = new File(['Notes'], 'notes.txt');
const TAKEN = { id: 'x', name: 'notes.txt', mediaType: 'text/plain', size: 5, width: null, height: null };

/** What a failed upload says. */
async function endOf(upload: Promise<unknown>): Promise<unknown> {
  const error = await upload.catch((reason: unknown) => reason);
  return error instanceof UploadError ? [error.end, error.sentence] : error;
}

test('FILE-15 a browser sends a file, hears how far it is and what became of it', async () => {
  const parts: number[] = [];
  const upload = uploadFile({
    documentId: 'doc',
    token: 'secret',
    file,
    onProgress: (part) => parts.push(part),
  });
  const request = FakeRequest.last;
  expect(request.opened).toEqual(['POST', '/api/files/doc']);
  expect(request.headers.get(SHARE_HEADER)).toBe('secret');
  expect(request.sent?.get('file')).toMatchObject({ name: 'notes.txt', size: 5 });
  request.upload.onprogress?.({ loaded: 5, total: 10 });
  request.upload.onprogress?.({ loaded: 10, total: 10 });
  request.answers(201, TAKEN);
  expect(await upload).toEqual(TAKEN);
  expect(parts).toEqual([0.5, 1]);
  // Nothing is left that could speak up later.
  expect(vi.getTimerCount()).toBe(0);
});

test('FILE-15 whoever waits is told why a file was not taken', async () => {
  const refused = uploadFile({ documentId: 'doc', file });
  FakeRequest.last.answers(413, { detail: 'Too large.' });
  expect(await endOf(refused)).toEqual(['refused', 'Too large.']);
  const byProxy = uploadFile({ documentId: 'doc', file });
  FakeRequest.last.answers(502, null);
  expect(await endOf(byProxy)).toEqual(['refused', null]);
  const away = uploadFile({ documentId: 'doc', file });
  FakeRequest.last.onerror();
  expect(await endOf(away)).toEqual(['unreachable', null]);
});

test('FILE-15 sending ends when somebody stops it, and when nothing goes on for a minute', async () => {
  const stop = new AbortController();
  const stopped = uploadFile({ documentId: 'doc', file, signal: stop.signal });
  stop.abort();
  expect([await endOf(stopped), FakeRequest.last.isAborted]).toEqual([['stopped', null], true]);
  expect(await endOf(uploadFile({ documentId: 'doc', file, signal: stop.signal }))).toEqual([
    'stopped',
    null,
  ]);
  const slow = uploadFile({ documentId: 'doc', file });
  vi.advanceTimersByTime(59_000);
  FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 10 });
  vi.advanceTimersByTime(59_000);
  expect(FakeRequest.last.isAborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect([await endOf(slow), FakeRequest.last.isAborted]).toEqual([['slow', null], true]);
});
