import { loggableError } from '@plenum/domain/loggable-error';
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * A log of the process: one JSON object a line. No secret, token, address or document text goes in; of an error, given as
 * `err`, only what `loggableError` keeps.
 */
export function createLog(destination?: DestinationStream): Logger {
  const options = { base: { name: 'collab' }, serializers: { err: loggableError } };
  return destination ? pino(options, destination) : pino(options);
}
