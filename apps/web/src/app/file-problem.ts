import { problemOf } from '#lib/api/problem.ts';
import { log } from '#lib/log.ts';

/** What is answered instead of a file. */
export function fileProblem(error: unknown): Response {
  return problemOf(error, (internal) => log.error({ err: internal }, 'a file could not be sent'));
}
