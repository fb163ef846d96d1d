import { asAppError } from '@plenum/database/as-app-error';
import { AppError, ERROR_CODES, type ErrorCode } from '@plenum/domain/errors';
import { z } from 'zod';

/** The one mapping of error codes to HTTP statuses. */
const STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  precondition_failed: 412,
  locked: 401,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  internal: 500,
};

/** A problem document (RFC 9457) with a `code` of the closed list. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  fields: z.record(z.string(), z.string()).optional(),
});

/** An error as its problem document, with further headers where its status asks for them. */
export function problem(error: AppError, further: Record<string, string> = {}): Response {
  const status = STATUS[error.code];
  const headers = new Headers({
    ...further,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  });
  if (error.code === 'not_signed_in') headers.set('WWW-Authenticate', 'Bearer');
  if (error.retryAfter !== undefined) headers.set('Retry-After', String(error.retryAfter));
  const body: z.infer<typeof problemSchema> = {
    type: 'about:blank',
    title: error.code.replaceAll('_', ' '),
    status,
    detail: error.message,
    code: error.code,
    ...(Object.keys(error.fields).length > 0 && { fields: error.fields }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/**
 * Any failure as a problem document: what is not for people says only that it was ours.
 * @param onInternal hears of that, and of what was not there to answer.
 */
export function problemOf(error: unknown, onInternal: (error: unknown) => void): Response {
  if (!(error instanceof AppError) || (error.code === 'unavailable' && error.cause !== undefined))
    onInternal(error);
  const known = asAppError(error);
  return problem(
    known ??
      new AppError(
        'internal',
        'Something went wrong on our side. Try again; if it stays, tell whoever runs this instance.',
      ),
  );
}
