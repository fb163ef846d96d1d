import { AppError, notFound } from '@plenum/domain/errors';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { dav, element, href, readDavXml, xmlDocument } from './dav-xml.ts';
import { type Place, pathOf, placeAt, ROOT } from './paths.ts';
import { MOST_OCTETS, propstat } from './properties.ts';
import { answerPropfind, namesToChange } from './propfind.ts';
import { refusalOf } from './refusal.ts';
import { answerReport } from './report.ts';
import type { SignedIn } from './sign-in.ts';
import type { TaskLists } from './task-lists.ts';

const CAPABILITIES = '1, 3, calendar-access, sync-collection';
const METHODS = 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, REPORT';

/** What the calendar part of the server needs. */
export interface CalendarParts {
  lists: TaskLists;
  /** @throws AppError `not_signed_in`, `too_many`. */
  identify(request: { authorization: string | undefined; address: string }): Promise<SignedIn>;
  addressOf(request: { peer: string | undefined; forwardedFor: string | undefined }): string;
  log: Pick<Logger, 'error'>;
}

/** The lists of tasks for calendar programs: CalDAV (RFC 4791) with tasks alone, found by its well-known address (RFC 6764). */
export function calendarRouter(parts: CalendarParts): Router {
  const router = express.Router({ caseSensitive: true });
  const known = new WeakMap<Request, SignedIn>();
  router.all('/.well-known/caldav{/*rest}', (_req, res) => {
    res.status(301).set('Location', ROOT).end();
  });
  router.use(
    '/dav',
    async (req: Request, res: Response, next: NextFunction) => {
      res.set({ DAV: CAPABILITIES, 'Cache-Control': 'no-store' });
      const { authorization, 'x-forwarded-for': forwarded } = req.headers;
      const peer = req.socket.remoteAddress;
      const address = parts.addressOf({ peer, forwardedFor: forwarded?.toString() });
      known.set(req, await parts.identify({ authorization, address }));
      next();
    },
    // Only now: nobody else has us read more than a head. The length that is said bounds nothing where none is.
    express.raw({ type: () => true, limit: MOST_OCTETS, inflate: false }),
    async (req: Request, res: Response) => {
      const who = known.get(req);
      const place = placeAt(pathIn(req));
      if (!who || !place) throw notFound();
      await answer({ lists: parts.lists, who, place, req, res });
    },
    (error: unknown, req: Request, res: Response, _next: NextFunction) =>
      refuse({ error, req, res, log: parts.log }),
  );
  return router;
}

function pathIn(req: Request): string {
  return req.originalUrl.split('?', 1)[0] ?? '';
}

interface Asking {
  lists: TaskLists;
  who: SignedIn;
  place: Place;
  req: Request;
  res: Response;
}

async function answer(asking: Asking): Promise<void> {
  const { lists, who, place, req, res } = asking;
  const { actor, username } = who;
  switch (req.method) {
    case 'OPTIONS':
      res.set('Allow', METHODS).status(200).end();
      return;
    case 'PROPFIND': {
      const depth = req.get('Depth')?.trim().toLowerCase();
      const body = xmlIn(req);
      sendXml(res, {
        status: 207,
        body: await answerPropfind(lists, { actor, username, place, depth, body }),
      });
      return;
    }
    case 'REPORT': {
      const body = xmlIn(req);
      if (body === null || (place.is !== 'list' && place.is !== 'task')) throw notAllowed();
      sendXml(res, { status: 207, body: await answerReport(lists, { actor, username, place, body }) });
      return;
    }
    case 'PROPPATCH': {
      const names = namesToChange(xmlIn(req)).map((name) => element(name));
      const stat = propstat(names, '403 Forbidden');
      sendXml(res, {
        status: 207,
        body: xmlDocument('multistatus', dav('response', href(pathOf(place)) + stat)),
      });
      return;
    }
    case 'GET':
    case 'HEAD':
      return get(asking);
    case 'PUT':
    case 'DELETE':
      return change(asking);
    default:
      throw notAllowed();
  }
}

function notAllowed(): AppError {
  return new AppError('method_not_allowed', 'This cannot be done here by a calendar program.');
}

async function get({ lists, who, place, req, res }: Asking): Promise<void> {
  if (place.is !== 'task') throw notAllowed();
  const resource = (await lists.read(who.actor, place.id)).resources.get(place.name);
  if (!resource) throw notFound();
  res.set({ ETag: resource.etag, 'Content-Type': 'text/calendar; charset=utf-8; component=VTODO' });
  if (req.get('If-None-Match') === resource.etag) res.status(304).end();
  else res.send(Buffer.from(resource.text));
}

/** The text is written anew, so no entity tag is told of what was sent (RFC 4791, 5.3.4). */
async function change({ lists, who, place, req, res }: Asking): Promise<void> {
  if (place.is !== 'task') throw notAllowed();
  const { id, name } = place;
  const condition = { ifMatch: req.get('If-Match') ?? null, ifNoneMatch: req.get('If-None-Match') ?? null };
  if (req.method === 'DELETE') {
    await lists.remove(who.actor, { id, name, ...condition });
    res.status(204).end();
    return;
  }
  const isNew = await lists.put(who.actor, { id, name, text: textIn(req), ...condition });
  res.status(isNew ? 201 : 204).end();
}

function textIn(req: Request): string {
  return Buffer.isBuffer(req.body) ? req.body.toString('utf8') : '';
}

function xmlIn(req: Request) {
  const text = textIn(req);
  return text.trim() === '' ? null : readDavXml(text);
}

function sendXml(res: Response, { status, body }: { status: number; body: string }): void {
  res.status(status).type('application/xml; charset=utf-8').send(body);
}

function refuse({
  error,
  req,
  res,
  log,
}: {
  error: unknown;
  req: Request;
  res: Response;
  log: CalendarParts['log'];
}): void {
  const place = placeAt(pathIn(req));
  const listId = req.method === 'PUT' && place?.is === 'task' ? place.id : null;
  const refusal = refusalOf(withCode(error), listId);
  if (!refusal) log.error({ err: error }, 'a request of a calendar program failed');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status = 500, body = '', retryAfter } = refusal ?? {};
  if (status === 401) res.set('WWW-Authenticate', 'Basic realm="Plenum", charset="UTF-8"');
  if (status === 405) res.set('Allow', METHODS);
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  sendXml(res, { status, body });
}

/** What Express says of a body that is too large, cut off or packed. */
function withCode(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('type' in error) || !('status' in error))
    return error;
  if (error.status === 413) return new AppError('too_large', 'The body is too large.', { cause: error });
  return Number(error.status) < 500
    ? new AppError('invalid_input', 'The body cannot be read.', { cause: error })
    : error;
}
