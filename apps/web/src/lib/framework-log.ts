import { loggableError } from '@plenum/domain/loggable-error';
import type { Logger } from 'pino';
import { log as ours } from './log.ts';

/** Who writes, and where what they write goes. */
interface Ends {
  console?: Pick<Console, 'error' | 'warn'>;
  log?: Pick<Logger, 'error' | 'warn'>;
}

/**
 * Writes to the log where something has failed; what and why is told by {@link takeOverConsole}, since Next writes it to the
 * console too. @param route the address's pattern, without ids.
 */
export function tellFailure(error: unknown, route: string, { log = ours }: Pick<Ends, 'log'> = {}): void {
  const { name, code, digest } = loggableError(error);
  log.error({ err: { name, code, digest }, route }, 'an answer failed');
}

/**
 * Makes the process's console part of its log. Next and libraries write whole errors there, with rows and addresses in
 * them, and headers that somebody sent: errors are told as the log tells them, words only by where they were written.
 */
export function takeOverConsole({ console = globalThis.console, log = ours }: Ends = {}): void {
  const tell =
    (level: 'error' | 'warn') =>
    (...words: unknown[]): void => {
      const errors = words.filter((word) => word instanceof Error);
      for (const err of errors) log[level]({ err }, 'an error was reported');
      if (errors.length === 0) log[level]({ err: new Error() }, 'something was reported');
    };
  Object.assign(console, { error: tell('error'), warn: tell('warn') });
}
