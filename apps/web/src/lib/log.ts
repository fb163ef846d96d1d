import pino from 'pino';

/** The process's log. No secret, token, address or document text goes in: of an error only what {@link errorForLog} keeps. */
export const log = pino({ name: 'web', base: null, serializers: { err: errorForLog } });

/** What a log may hold of an error: a driver's other fields can quote rows. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, ...('code' in error && { code: error.code }) };
}
