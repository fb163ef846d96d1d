/**
 * Every way an operation can fail that a person is told about. Each transport maps the codes once, exhaustively:
 * HTTP to a status, the socket to a close code, the CLI to an exit code.
 */
export const ERROR_CODES = [
  'invalid_input',
  'not_signed_in',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'conflict',
  'precondition_failed',
  'locked',
  'too_large',
  'too_many',
  'unavailable',
  'internal',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What an {@link AppError} may carry beside its message. */
export interface AppErrorDetails {
  /** For the log only; never shown. */
  cause?: unknown;
  /** For `invalid_input`: the field's name and what is wrong with it. */
  fields?: Record<string, string>;
  /** For `too_many` and `unavailable`: seconds after which trying again makes sense. */
  retryAfter?: number;
}

/** A failure with a code for programs and a sentence for people: what happened and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = details.fields ?? {};
    this.retryAfter = details.retryAfter;
  }
}

/** The one answer for what does not exist and for what the actor may not know to exist. */
export function notFound(): AppError {
  return new AppError('not_found', 'This does not exist, or you have no access to it.');
}

/** The one answer to whoever changes what is in the archive. */
export function inArchive(): AppError {
  return new AppError('forbidden', 'This is in the archive. Take it out of the archive to change it.');
}
