import { loggableError } from '@plenum/domain/loggable-error';
import pino from 'pino';
import { LOG_LEVEL } from '#env.ts';

/**
 * The process's log: one JSON object a line. No secret, token, address or document text goes in; of an error, given as
 * `err`, only what `loggableError` keeps.
 */
export const log = pino({
  level: LOG_LEVEL,
  base: { name: 'web' },
  serializers: { err: loggableError },
});
