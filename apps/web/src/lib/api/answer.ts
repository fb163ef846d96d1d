import { contentDisposition } from './content-disposition.ts';

/** A success as JSON that nobody keeps. */
export function json(
  value: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(value), {
    status: init.status ?? 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...init.headers,
    },
  });
}

/** A success with nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

/** A file to keep. It is sent so that a browser never runs it as a page of this instance. */
export function attachment({
  name,
  type,
  content,
  headers,
}: {
  name: string;
  type: string;
  /** Text is sent as UTF-8. */
  content: string | Uint8Array;
  headers?: Record<string, string>;
}): Response {
  const isText = /^text\/|\bjson$/.test(type);
  const body = typeof content === 'string' ? content : new Uint8Array(content);
  return new Response(body, {
    headers: {
      'Content-Type': isText ? `${type}; charset=utf-8` : type,
      'Content-Disposition': contentDisposition(name),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}
