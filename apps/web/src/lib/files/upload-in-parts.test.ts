import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UploadError } from './send-request.ts';
import { SHARE_HEADER } from './share-header.ts';
import { uploadFile } from './upload-file.ts';

/** What a request of the browser brought, and how it is answered: null where the connection is gone. */
type Answer = { status: number; headers?: Record<string, string>; body?: unknown } | null;
interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Blob | null;
}

const SIZE = 9_000_000;
const PATH = '/api/files/doc/parts/up';
const TAKEN = { id: 'up', name: 'ä.bin', mediaType: 'x/y', size: SIZE, width: null, height: null };
let sent: Sent[];
let answer: (sent: Sent) => Answer;

class FakeRequest {
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly #sent: Sent = { method: '', path: '', headers: {}, body: null };
  #answer: Answer = null;
  onload = () => {};
  onerror = () => {};
  onloadend = () => {};
  get status() {
    return this.#answer?.status ?? 0;
  }
  get response() {
    return this.#answer?.body ?? null;
  }
  getResponseHeader(name: string) {
    return this.#answer?.headers?.[name] ?? null;
  }
  open(method: string, path: string) {
    Object.assign(this.#sent, { method, path });
  }
  setRequestHeader(name: string, value: string) {
    this.#sent.headers[name] = value;
  }
  send(body: Blob | null) {
    this.#sent.body = body;
    sent.push(this.#sent);
    queueMicrotask(() => {
      this.#answer = answer(this.#sent);
      if (body) this.upload.onprogress?.({ loaded: body.size / 2, total: body.size });
      if (this.#answer) this.onload();
      else this.onerror();
      this.onloadend();
    });
  }
  abort() {
    this.onloadend();
  }
}

/** A server that takes parts; it may be broken in between. */
class Server {
  received = 0;
  /** What the next parts come to: how many bytes of it arrive before the connection is gone, or another answer. */
  trouble: (number | Answer)[] = [];

  answer = ({ method, headers, body }: Sent): Answer => {
    const state = () => ({ 'Upload-Offset': String(this.received), Location: PATH });
    if (method === 'POST') return { status: 201, headers: state() };
    if (method === 'GET') {
      const file = this.received === SIZE ? TAKEN : null;
      return { status: 200, headers: state(), body: { file } };
    }
    if (this.trouble.length > 0) {
      const next = this.trouble.shift() ?? null;
      if (typeof next !== 'number') return next;
      this.received += next;
      return null;
    }
    expect(headers['Upload-Offset']).toBe(String(this.received));
    this.received += body?.size ?? 0;
    return { status: 204, headers: state() };
  };
}

let server: Server;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response()),
  );
  sent = [];
  server = new Server();
  answer = server.answer;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const file = new File([new Uint8Array(SIZE)], 'ä.bin');

function upload(options: Partial<Parameters<typeof uploadFile>[0]> = {}) {
  return uploadFile({ documentId: 'doc', file, ...options });
}

const patches = () => sent.filter(({ method }) => method === 'PATCH');

test('FILE-24 a browser sends a large file in parts and hears how far it is', async () => {
  const parts: number[] = [];
  const kept = await upload({ token: 'secret', onProgress: (part) => parts.push(part) });
  expect(kept).toEqual(TAKEN);
  expect(sent[0]).toMatchObject({ method: 'POST', path: '/api/files/doc/parts' });
  expect(sent[0]?.headers).toMatchObject({
    'Tus-Resumable': '1.0.0',
    'Upload-Length': String(SIZE),
    'Upload-Metadata': 'filename w6QuYmlu',
    [SHARE_HEADER]: 'secret',
  });
  expect(patches().map(({ headers, body }) => [headers['Upload-Offset'], body?.size])).toEqual([
    ['0', 4_000_000],
    ['4000000', 4_000_000],
    ['8000000', 1_000_000],
  ]);
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(parts.at(-1)).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('FILE-24 where the answer to the first request gets lost, it is sent again by the same key', async () => {
  let lost = 2;
  answer = (request) => {
    const given = server.answer(request);
    return request.method === 'POST' && lost-- > 0 ? null : given;
  };
  const kept = upload();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await kept).toEqual(TAKEN);
  server = new Server();
  await upload();
  const keys = sent
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['Idempotency-Key']);
  expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0], keys[0], expect.any(String)]);
  expect(keys[3]).not.toBe(keys[0]);
});

test('FILE-24 it goes on where the connection broke, says that it waits, and does not wait once that is back', async () => {
  server.trouble = [
    1_500_000,
    null,
    { status: 503, body: { detail: 'Busy.' } },
    { status: 409, headers: { 'Upload-Offset': '1500000' } },
  ];
  const waiting: (string | null)[] = [];
  const kept = upload({ onWaiting: (why) => waiting.push(why && (why.sentence ?? why.end)) });
  await vi.waitFor(() => expect(waiting).toEqual(['unreachable']));
  const lost = Date.now();
  window.dispatchEvent(new Event('online'));
  // Some of it has come through.
  await vi.waitFor(() => expect(waiting).toEqual(['unreachable', null, 'unreachable']));
  // Waiting on alone it would have been a second.
  expect(Date.now() - lost).toBeLessThan(500);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await kept).toEqual(TAKEN);
  expect(waiting.slice(3)).toEqual(['Busy.', 'unreachable', null]);
  expect(patches()[4]?.headers['Upload-Offset']).toBe('1500000');
});

test('FILE-24 what is refused is not sent again, and what never comes through ends', async () => {
  server.trouble = [{ status: 400, body: { detail: 'Damaged.' } }];
  await expect(upload()).rejects.toMatchObject({ end: 'refused', sentence: 'Damaged.' });
  expect(patches()).toHaveLength(1);
  answer = (request) => (request.method === 'POST' ? server.answer(request) : null);
  const never = upload().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(await never).toMatchObject({ end: 'unreachable' });
  expect(sent.length).toBeLessThan(50);
});

test('FILE-24 a line that is cut again and again fails nothing while each time bytes come through', async () => {
  server.trouble = Array.from({ length: 40 }, () => 150_000);
  const kept = upload();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(await kept).toEqual(TAKEN);
  expect(patches().length).toBeGreaterThan(40);
});

test('FILE-24 what fails or is left with its page is ended, so that it keeps no room; a page that may come back goes on', async () => {
  const ended = expect.objectContaining({ method: 'DELETE', keepalive: true });
  server.trouble = [{ status: 400 }];
  await expect(upload()).rejects.toThrow(UploadError);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(PATH, ended);
  server.received = 0;
  const leave = (persisted: boolean) =>
    window.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
  const wait = { onWaiting: vi.fn() };
  server.trouble = [408, 425].map((status) => ({ status }));
  const kept = upload(wait);
  await vi.waitFor(() => expect(wait.onWaiting).toHaveBeenCalled());
  leave(true);
  expect(fetch).toHaveBeenCalledTimes(1);
  leave(false);
  expect(fetch).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await kept).toEqual(TAKEN);
  leave(false);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('FILE-24 whoever stops it leaves nothing behind, also while it waits', async () => {
  const stop = new AbortController();
  answer = (request) => (request.method === 'POST' ? server.answer(request) : null);
  const stopped = upload({ signal: stop.signal, onWaiting: () => stop.abort() });
  await expect(stopped).rejects.toThrow(UploadError);
  await expect(stopped).rejects.toMatchObject({ end: 'stopped' });
  expect(fetch).toHaveBeenCalledWith(PATH, expect.objectContaining({ method: 'DELETE', keepalive: true }));
});
