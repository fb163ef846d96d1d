import type { Instrumentation } from 'next';
import { DEVELOPMENT } from './env.ts';
import { takeOverConsole, tellFailure } from './lib/framework-log.ts';

/** Called by Next before it serves anything. Who develops reads the console. */
export function register(): void {
  if (!DEVELOPMENT) takeOverConsole();
}

/** Called by Next when a page, a form or a route has failed. */
export const onRequestError: Instrumentation.onRequestError = (error, _request, { routePath }) => {
  tellFailure(error, routePath);
};
