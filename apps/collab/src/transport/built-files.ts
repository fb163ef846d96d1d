import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** Where web's scripts, styles and fonts are asked for. */
export const BUILT_FILES_PATH = '/_next/static';

/** A year, in seconds. */
const FOR_EVER = 31_536_000;

/**
 * Serves the files that web's build made, from a folder, without asking web: their names change with their content, and
 * compressed copies lie beside them. What is not there is left to whoever is next.
 */
export function builtFiles(folder: string): RequestHandler {
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    maxAge: FOR_EVER,
    immutable: true,
    setHeaders: (res) => {
      res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
      res.setHeader('Referrer-Policy', 'same-origin');
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    },
  });
}
