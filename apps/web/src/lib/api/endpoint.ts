import type { Actor } from '@plenum/domain/access/actor';
import type { ZodObject, ZodType, z } from 'zod';

/** How a request may be made for a route. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What a handler gets: who asks, and input that has passed its schemas. */
export interface Call<Params, Query, Body> {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  headers: Headers;
}

/**
 * One route and method of the HTTP API: its contract, from which OpenAPI is generated, and what it does.
 * `path` is below /api/v1, with parameters as `{name}`.
 */
export interface Endpoint<
  Params extends ZodObject = ZodObject,
  Query extends ZodObject = ZodObject,
  Body extends ZodType = ZodType,
> {
  method: Method;
  path: string;
  summary: string;
  params: Params;
  query: Query;
  /** Null for a request without a body. */
  body: Body | null;
  /** The JSON of a success; null for an answer that is a file or empty. */
  answer: ZodType | null;
  /** Media types of a success that is a file. */
  files?: readonly string[];
  handle(call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<Response>;
}

/** Says an endpoint, with the types of its handler taken from its schemas. */
export function endpoint<Params extends ZodObject, Query extends ZodObject, Body extends ZodType>(
  definition: Endpoint<Params, Query, Body>,
): Endpoint {
  return definition as unknown as Endpoint;
}
