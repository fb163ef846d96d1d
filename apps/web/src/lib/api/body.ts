import { AppError } from '@plenum/domain/errors';

/** Bytes that the body of a request may have: Markdown of 2 MB, escaped as JSON. */
const MAX_BODY = 4 * 1024 * 1024;

/**
 * The JSON of a request's body, read no further than the limit.
 * @throws AppError `too_large`, or `invalid_input` for what is not JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError('invalid_input', 'Send the body as JSON, with Content-Type: application/json.');
  }
  try {
    return JSON.parse(await readText(request));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid_input', 'The body is not valid JSON.', { cause });
  }
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw new AppError('too_large', 'The body is too large. Send at most 4 MB.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
