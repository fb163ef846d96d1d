import { ENVELOPE, MAX_FILE_MEGABYTES, MEGABYTE } from '@plenum/domain/file-sizes';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import type { NextFunction, Request, Response } from 'express';

/** Bytes of a request's body: for an import as JSON; and for what somebody may send who is nobody yet. */
const MOST = 8 * 1024 * 1024;
const MOST_OF_STRANGERS = 64 * 1024;

/** The same for a file, whatever is set up; web says what that is, before it reads one. */
const MOST_OF_FILES = MAX_FILE_MEGABYTES * MEGABYTE + ENVELOPE;

/** The same for a collection that is moved in. */
const MOST_OF_TRANSFERS = TRANSFER_LIMITS.megabytes * MEGABYTE + ENVELOPE;

/** Routes that read a body before they know who sends it: signing in, and the password of a share link. */
const OPEN_TO_STRANGERS = /^\/(api\/auth|s)\//i;

/** Routes that take a file, and hand it on while it comes. */
const TAKES_FILES =
  /^\/api\/(files\/[\w-]+(\/parts\/[\w-]+)?|v1\/documents\/[\w-]+\/(attachments|uploads\/[\w-]+))\/?$/;

/** Routes that take a collection, and hand it on while it comes. */
const TAKES_TRANSFERS = /^\/api\/(transfers\/[\w-]+|v1\/workspaces\/[\w-]+\/transfers\/file)\/?$/;

/**
 * Refuses bodies that are too large before anything reads them. Their length must be said in advance (411, RFC 9110, 15.5.12):
 * a stream without an end cannot be bounded for a program behind this one.
 */
export function limitBody(req: Request, res: Response, next: NextFunction): void {
  const most = mostOf(req.path);
  if (req.headers['transfer-encoding'] !== undefined)
    refuse(res, {
      status: 411,
      code: 'invalid_input',
      detail: 'Say how long the body is, by Content-Length.',
    });
  else if (Number(req.headers['content-length'] ?? 0) > most)
    refuse(res, { status: 413, code: 'too_large', detail: 'The body is too large.' });
  else next();
}

function mostOf(path: string): number {
  if (OPEN_TO_STRANGERS.test(path)) return MOST_OF_STRANGERS;
  if (TAKES_TRANSFERS.test(path)) return MOST_OF_TRANSFERS;
  return TAKES_FILES.test(path) ? MOST_OF_FILES : MOST;
}

function refuse(res: Response, problem: { status: number; code: string; detail: string }): void {
  res.status(problem.status).set('Connection', 'close').type('application/problem+json');
  res.send(JSON.stringify({ type: 'about:blank', title: problem.code.replaceAll('_', ' '), ...problem }));
}
