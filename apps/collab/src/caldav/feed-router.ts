import { AppError } from '@plenum/domain/errors';
import express, { type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { languageFor } from '../language.ts';
import type { TaskFeeds } from './task-feeds.ts';

/** Where feeds lie, by their secrets. */
export const FEEDS_PATH = '/feeds/tasks';

/** A secret, which may end as calendar programs like addresses to end. */
const NAME = /^([\w-]{1,100}?)(?:\.ics)?$/;

/** What is told to nobody else, and kept by nobody between. */
const HEADERS = {
  'Cache-Control': 'private, no-cache',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
};

/** What is answered where there is nothing, or not any more. */
const NONE = {
  en: 'There is no calendar at this address.',
  de: 'Unter dieser Adresse gibt es keinen Kalender.',
} as const;

/** What feeds need. */
export interface FeedParts {
  feeds: Pick<TaskFeeds, 'read'>;
  addressOf(request: { peer: string | undefined; forwardedFor: string | undefined }): string;
  log: Pick<Logger, 'error'>;
}

/** Tasks as calendars to subscribe to (RFC 5545), at secret addresses; with `?as=events` for programs that show no tasks. Nothing of an address is logged. */
export function feedRouter(parts: FeedParts): Router {
  const router = express.Router({ caseSensitive: true });
  router.all(`${FEEDS_PATH}/:name`, async (req: Request, res: Response) => {
    res.set(HEADERS);
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.status(405).set('Allow', 'GET, HEAD').end();
      return;
    }
    try {
      await answer(parts, { req, res });
    } catch (error) {
      const { code, retryAfter } = error instanceof AppError ? error : { code: null, retryAfter: undefined };
      if (code !== 'too_many') parts.log.error({ err: error }, 'a feed of tasks could not be read');
      if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
      res.status(code === 'too_many' ? 429 : code === 'unavailable' ? 503 : 500).end();
    }
  });
  return router;
}

async function answer(
  { feeds, addressOf }: FeedParts,
  { req, res }: { req: Request; res: Response },
): Promise<void> {
  const [, token = ''] = NAME.exec(String(req.params.name)) ?? [];
  const forwardedFor = req.headers['x-forwarded-for']?.toString();
  const address = addressOf({ peer: req.socket.remoteAddress, forwardedFor });
  const language = languageFor(req.headers['accept-language']);
  const form = req.query.as === 'events' ? 'events' : 'tasks';
  res.vary('Accept-Language');
  const feed = await feeds.read({ token, form, language, address });
  if (!feed) {
    res
      .status(404)
      .set('Cache-Control', 'no-store')
      .type('text/plain')
      .set('Content-Language', language)
      .send(`${NONE[language]}\n`);
    return;
  }
  res.set('ETag', feed.etag);
  if (isAmong(req.get('If-None-Match') ?? '', feed.etag)) res.status(304).end();
  else res.type('text/calendar; charset=utf-8').send(Buffer.from(feed.text));
}

/** RFC 9110, 13.1.2: whether somebody has what is there, by the weak comparison. */
function isAmong(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
