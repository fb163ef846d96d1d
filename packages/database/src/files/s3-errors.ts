import { AppError } from '@plenum/domain/errors';
import { codeOf, NETWORK_REASONS } from '../network-reasons.ts';
import { noRoom } from './file-store.ts';
import type { S3Settings } from './s3-settings.ts';

/** What servers call a quota or a disk that is used up, beside the statuses. */
const FULL = new Set([
  'QuotaExceeded',
  'InsufficientStorage',
  'XMinioStorageFull',
  'XAmzQuotaExceeded',
  'EntityTooLarge',
]);
const FULL_STATUSES = new Set([413, 507]);

/** How a refusal is put, by the name that S3 gives it. */
const REASONS: Record<string, string> = {
  AccessDenied: 'the key may not write and remove objects in this bucket',
  InvalidAccessKeyId: 'it does not know the key (S3_ACCESS_KEY_ID)',
  NoSuchBucket: 'there is no such bucket (S3_BUCKET)',
  SignatureDoesNotMatch: 'it does not accept the secret (S3_SECRET_ACCESS_KEY)',
  AuthorizationHeaderMalformed: 'it has another region (S3_REGION)',
  PermanentRedirect: 'the bucket is in another region (S3_REGION, S3_ENDPOINT)',
  RequestTimeTooSkewed: 'its clock and the clock here differ too much',
  TimeoutError: 'it does not answer',
  AbortError: 'it does not answer',
};

/** What went wrong on the way to a server, without anything that a library's error tells of requests and keys. */
export class S3Failure extends Error {
  readonly status: number | null;
  /** As the server or the system calls it. */
  readonly reason: string;

  constructor(error: unknown) {
    const { reason, status } = partsOf(error);
    super(`S3: ${reason}${status === null ? '' : ` (${status})`}`);
    this.name = 'S3Failure';
    this.reason = reason;
    this.status = status;
  }
}

/**
 * Asks a server something.
 * @param absent what is answered where the object is not there: null, or an error with the code ENOENT.
 * @throws AppError `unavailable` whose cause is an S3Failure.
 */
export async function reached<T>(ask: () => Promise<T>, absent?: 'error'): Promise<T>;
export async function reached<T>(ask: () => Promise<T>, absent: null): Promise<T | null>;
export async function reached<T>(ask: () => Promise<T>, absent?: null | 'error'): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    const failure = new S3Failure(error);
    if (absent !== undefined && failure.status === 404 && failure.reason !== 'NoSuchBucket') {
      if (absent === null) return null;
      throw Object.assign(failure, { code: 'ENOENT' });
    }
    if (FULL.has(failure.reason) || FULL_STATUSES.has(failure.status ?? 0)) throw noRoom(failure);
    throw new AppError(
      'unavailable',
      'The place where files are kept does not answer at this moment. Try again in a while.',
      { cause: failure },
    );
  }
}

/**
 * Whether a server refused by a status: 404, as an upload that it has ended, 416, as what begins behind the end of an object, 412 and 409, as
 * what was to be new and is there, or 501, as what it does not know.
 */
export function isRefusedBy(status: 404 | 409 | 412 | 416 | 501, error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof S3Failure && error.cause.status === status;
}

/** The error for whoever runs this Plenum: which server it is, and why it cannot be used. */
export function reasonOf(error: unknown, { endpoint, bucket }: S3Settings): unknown {
  const cause = error instanceof AppError ? error.cause : error;
  if (!(cause instanceof S3Failure)) return error;
  const { reason, status } = cause;
  const why =
    REASONS[reason] ??
    NETWORK_REASONS[reason] ??
    (status === null ? 'it cannot be reached' : `it answers ${status}`);
  const { host } = new URL(endpoint);
  return new AppError(
    'unavailable',
    `S3 at ${host} with the bucket ${bucket} (S3_ENDPOINT) cannot be used: ${why}.`,
    { cause },
  );
}

function partsOf(error: unknown): { reason: string; status: number | null } {
  if (error instanceof AggregateError) return partsOf(error.errors[0]);
  if (!(error instanceof Error)) return { reason: 'Unknown', status: null };
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = metadata?.httpStatusCode ?? null;
  const reason = codeOf(error) || error.name;
  // Whatever stands there is a word of ours, a server's or the system's; a long one would be something else.
  return { reason: /^\w{1,50}$/.test(reason) ? reason : 'Unknown', status };
}
