import pino from 'pino';

/** The process's log. No secret, token, address or document text goes in; errors keep their type, message and stack. */
export const log = pino({ name: 'web' });
