import { sessionCookieName } from '@plenum/database/access/cookies';
import { identify } from '@plenum/database/access/identify';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import { cookies } from 'next/headers';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';
import { readJson } from './body.ts';
import { type Endpoint, FILE_BODY, type Method, NO_BODY, PART_BODY, RAW_BODY } from './endpoint.ts';
import { problem, problemOf } from './problem.ts';

/** Next gives no parameters to a route without any. */
type RouteContext = { params?: Promise<Record<string, string | string[] | undefined>> };

/** What Next calls for a request. */
type Handler = (request: Request, context: RouteContext) => Response | Promise<Response>;

/** The methods that Next hands on; HEAD it makes of GET. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** A handler for each method, which is what the file of a route exports. */
type Route = Record<(typeof METHODS)[number], Handler>;

/** Makes a route of its endpoints, one for each method. */
export function route(...endpoints: Endpoint[]): Route {
  const handlers = Object.fromEntries(endpoints.map((endpoint) => [endpoint.method, serve(endpoint)]));
  return answering(handlers, endpoints[0]?.headers);
}

/** A route that answers by these handlers, and every other method by 405 with what it does answer (RFC 9110, 15.5.6). */
export function answering(
  handlers: Partial<Record<Method, Handler>>,
  headers: Readonly<Record<string, string>> = {},
): Route {
  const known = METHODS.filter((method) => method in handlers);
  const allow = [...known, ...('GET' in handlers ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse = () =>
    problem(
      new AppError(
        'method_not_allowed',
        'This address does not answer to this method. Allow says which it does.',
      ),
      { Allow: allow },
    );
  const tell = () => new Response(null, { status: 204, headers: { ...headers, Allow: allow } });
  const all: Route = {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: tell,
  };
  return { ...all, ...handlers };
}

/** Makes a route handler of an endpoint: identify, handle, and map every failure to a problem. */
function serve(endpoint: Endpoint): Handler {
  const answer: Handler = async (request, context) => {
    try {
      const actor = await actorOf(request);
      const params = (await context.params) ?? {};
      // An id that cannot be one is answered like one that does not exist.
      if (!endpoint.params.safeParse(params).success) throw notFound();
      return await endpoint.respond({
        actor,
        params,
        query: Object.fromEntries(new URL(request.url).searchParams),
        body: hasJson(endpoint) ? await readJson(request) : undefined,
        headers: request.headers,
        request,
      });
    } catch (error) {
      return problemOf(error, (internal) =>
        log.error({ err: internal, path: endpoint.path }, 'the API failed'),
      );
    }
  };
  return async (request, context) => {
    const given = await answer(request, context);
    for (const [name, value] of Object.entries(endpoint.headers ?? {})) given.headers.set(name, value);
    return given;
  };
}

function hasJson({ body }: Endpoint): boolean {
  return ![NO_BODY, FILE_BODY, RAW_BODY, PART_BODY].some((other) => other === body);
}

/**
 * Who asks: a program by its token, or a signed-in browser that reads. A browser's cookie goes along with requests that
 * other sites cause, so it never changes anything here.
 */
async function actorOf(request: Request): Promise<Actor> {
  const authorization = request.headers.get('authorization') ?? undefined;
  if (authorization !== undefined || !['GET', 'HEAD'].includes(request.method)) {
    return identify(database(), { cookies: {}, authorization: authorization ?? '' });
  }
  const name = sessionCookieName(database().publicUrl);
  return identify(database(), { cookies: { [name]: (await cookies()).get(name)?.value } });
}
