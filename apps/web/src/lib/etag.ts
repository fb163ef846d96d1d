import { createHash } from 'node:crypto';

/** What names this very state of an answer. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether whoever asks has that state (RFC 9110, 13.1.2); what is between compresses it and says that it is weakly the same. */
export function hasState(headers: Headers, etag: string): boolean {
  const known = (headers.get('if-none-match') ?? '').split(',');
  return known.some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
