import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '@plenum/domain/errors';

/** The file in the body of a form. */
export interface FilePart {
  /** As whoever sends it calls it. */
  name: string;
  content: AsyncIterable<Uint8Array>;
  /** What the form says before it. */
  fields: Readonly<Record<string, string>>;
}

/** Bytes of the head of a part, and of a field beside the file. */
const LIMITS = { files: 1, fields: 10, fieldSize: 1000, parts: 11, headerPairs: 20, headerSize: 4000 };

/**
 * Takes the first file out of a body (multipart/form-data, RFC 7578) while it comes; it is nowhere as a whole.
 * @param take gets the file, and reads it to its end or throws.
 * @throws AppError `invalid_input` where there is none or the body is not whole; whatever `take` throws.
 */
export async function withFilePart<T>(
  request: Request,
  { signal, take }: { signal: AbortSignal; take: (file: FilePart) => Promise<T> },
): Promise<T> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type) || !request.body) throw noFile();
  const parser = parserOf(type);
  let file: BusboyFileStream | null = null;
  let taken: Promise<T> | null = null;
  const fields: Record<string, string> = Object.create(null);
  parser.on('field', (field, value) => {
    fields[field] = value;
  });
  parser.on('file', (_field, content, name) => {
    file = content;
    const pieces = content.iterator({ destroyOnReturn: false });
    taken = take({ name: name ?? '', content: pieces, fields });
    taken.catch(async () => {
      // The body has to come to its end, so that the answer gets through to whoever is still sending. An iterator keeps it from that.
      await pieces.return?.();
      content.resume();
    });
  });
  try {
    await pipeline(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), parser, { signal });
  } catch (cause) {
    const reason = signal.aborted ? tooSlow() : cut(cause);
    // Else whoever takes it would wait for ever.
    given<BusboyFileStream>(file)?.destroy(reason);
    await given<Promise<T>>(taken)?.catch(() => {});
    throw reason;
  }
  const result = given<Promise<T>>(taken);
  if (!result) throw noFile();
  return await result;
}

/** What a listener may have set. */
function given<T>(value: T | null): T | null {
  return value;
}

function parserOf(type: string): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: LIMITS });
  } catch (cause) {
    throw cut(cause);
  }
}

/** The error for a form in which no file was chosen. */
export function noFile(): AppError {
  return new AppError('invalid_input', 'There is no file in this. Choose one.');
}

function cut(cause: unknown): AppError {
  return new AppError('invalid_input', 'The file did not come whole. Send it again.', { cause });
}

function tooSlow(): AppError {
  return new AppError(
    'invalid_input',
    'The file took longer than five minutes. Send it where the connection is better, or a smaller one.',
  );
}
