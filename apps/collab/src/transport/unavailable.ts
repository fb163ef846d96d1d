import type { IncomingMessage, ServerResponse } from 'node:http';
import { languageFor } from '../language.ts';

const TEXTS = {
  en: {
    title: 'Just a moment',
    text: 'Plenum is starting or being updated. This page tries again by itself.',
  },
  de: {
    title: 'Einen Moment',
    text: 'Plenum startet oder wird aktualisiert. Diese Seite versucht es von selbst erneut.',
  },
} as const;

/** Seconds until the page tries again. */
const RETRY = 3;

/** Answers for web while it is not there: a page for people, a problem document (RFC 9457) for programs. */
export function answerUnavailable(req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const isPage = (req.headers.accept ?? '').includes('text/html');
  res.writeHead(503, {
    'Retry-After': RETRY,
    'Cache-Control': 'no-store',
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  res.end(isPage ? page(req.headers['accept-language']) : problem());
}

function page(languages: string | undefined): string {
  const language = languageFor(languages);
  const { title, text } = TEXTS[language];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RETRY}"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:17px/1.65 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 24px}</style>
<h1>${title}</h1><p>${text}</p></html>`;
}

function problem(): string {
  const { title, text: detail } = TEXTS.en;
  return JSON.stringify({ type: 'about:blank', title, status: 503, code: 'unavailable', detail });
}
