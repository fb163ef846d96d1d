import { sessionCookieName } from '@plenum/database/access/cookies';
import { identify } from '@plenum/database/access/identify';
import type { Actor } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import { isId } from '@plenum/domain/ids';
import { cookies } from 'next/headers';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';
import { readJson } from './body.ts';
import { type Endpoint, NO_BODY } from './endpoint.ts';
import { problemOf } from './problem.ts';

/** Next gives no parameters to a route without any. */
type RouteContext = { params?: Promise<Record<string, string | string[] | undefined>> };

/** Makes a route handler of an endpoint: identify, handle, and map every failure to a problem. */
export function serve(endpoint: Endpoint): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    try {
      const actor = await actorOf(request);
      const params = (await context.params) ?? {};
      // An id that cannot be one is answered like one that does not exist.
      if (typeof params.id === 'string' && !isId(params.id)) throw notFound();
      return await endpoint.respond({
        actor,
        params,
        query: Object.fromEntries(new URL(request.url).searchParams),
        body: endpoint.body === NO_BODY ? undefined : await readJson(request),
        headers: request.headers,
      });
    } catch (error) {
      return problemOf(error, (internal) =>
        log.error({ err: internal, path: endpoint.path }, 'the API failed'),
      );
    }
  };
}

/**
 * Who asks: a program by its token, or a signed-in browser that reads. A browser's cookie goes along with requests that
 * other sites cause, so it never changes anything here.
 */
async function actorOf(request: Request): Promise<Actor> {
  const authorization = request.headers.get('authorization') ?? undefined;
  if (authorization !== undefined || request.method !== 'GET') {
    return identify(database(), { cookies: {}, authorization: authorization ?? '' });
  }
  const name = sessionCookieName(database().publicUrl);
  return identify(database(), { cookies: { [name]: (await cookies()).get(name)?.value } });
}
