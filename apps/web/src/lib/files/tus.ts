import { AppError } from '@plenum/domain/errors';

/**
 * What answers say of tus (https://tus.io/protocols/resumable-upload): its version, and of what is spoken beyond its core how a file is begun,
 * ended, and how long it is waited for.
 */
export const TUS = {
  'Tus-Resumable': '1.0.0',
  'Tus-Version': '1.0.0',
  'Tus-Extension': 'creation,expiration,termination',
} as const;

/** What a part of a file is sent as. */
export const PART_TYPE = 'application/offset+octet-stream';

/** Characters of a file's name in Base64. */
const MOST_NAME = 4000;

/** What cannot be somebody else's by chance. */
const KEY = /^[\x21-\x7e]{16,100}$/;

/** @throws AppError `precondition_failed` for a request of another version. */
export function checkTus(headers: Headers): void {
  if (headers.get('tus-resumable') === TUS['Tus-Resumable']) return;
  throw new AppError(
    'precondition_failed',
    'Files come in parts by tus 1.0.0. Say so in the header Tus-Resumable.',
  );
}

/** The name and the size of the file that is begun, and the key by which whoever sends it knows it again. @throws AppError `invalid_input`. */
export function fileIn(headers: Headers): { name: string; size: number; key: string | null } {
  const size = countIn(headers, 'upload-length');
  if (size === 0) throw badHeader();
  const pairs = (headers.get('upload-metadata') ?? '').split(',').map((pair) => pair.trim().split(' '));
  const [, encoded = ''] = pairs.find(([key]) => key === 'filename') ?? [];
  if (encoded.length > MOST_NAME) throw badHeader();
  const key = headers.get('idempotency-key');
  if (key !== null && !KEY.test(key)) throw badHeader();
  // PostgreSQL keeps no NUL, and nobody needs the others.
  return {
    name: Buffer.from(encoded, 'base64')
      .toString('utf8')
      .replace(/\p{Cc}/gu, ''),
    size,
    key,
  };
}

/** Where a part begins. @throws AppError `invalid_input`. */
export function offsetIn(headers: Headers): number {
  if ((headers.get('content-type') ?? '').toLowerCase() !== PART_TYPE) throw badHeader();
  return countIn(headers, 'upload-offset');
}

function countIn(headers: Headers, name: string): number {
  const value = headers.get(name) ?? '';
  if (!/^\d{1,15}$/.test(value)) throw badHeader();
  return Number(value);
}

function badHeader(): AppError {
  return new AppError(
    'invalid_input',
    'This is no part of a file: Upload-Length, Upload-Offset, Idempotency-Key or Content-Type is missing or wrong.',
  );
}
