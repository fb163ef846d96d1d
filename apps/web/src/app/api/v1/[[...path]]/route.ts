import { notFound } from '@plenum/domain/errors';
import { problem } from '#lib/api/problem.ts';

/** What no route of the API answers, its root included. */
function handler(): Response {
  return problem(notFound());
}

export {
  handler as DELETE,
  handler as GET,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
