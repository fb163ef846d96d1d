import type { Actor } from '@plenum/domain/access/actor';
import { parseInput } from '@plenum/domain/input';
import { type ZodObject, type ZodType, z } from 'zod';

/** How a request may be made for a route. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a handler gets: who asks, and the input. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  headers: Headers;
  /** As it came, for a body that is no JSON and for a file that is asked for in part. */
  request: Request;
}

/** The contract of one route and method; `path` is below /api/v1, with parameters as `{name}`. */
export interface Contract<Params extends ZodObject, Query extends ZodObject, Body extends ZodType> {
  method: Method;
  path: string;
  summary: string;
  params: Params;
  query: Query;
  /**
   * {@link NO_BODY} for a request without one; {@link FILE_BODY}, {@link RAW_BODY} or {@link PART_BODY} for a file, which the handler reads
   * while it comes.
   */
  body: Body;
  /** The JSON of a success; null for an answer that is a file or empty. */
  answer: ZodType | null;
  /** Media types of a success that is a file. */
  files?: readonly string[];
  /** A success says which state of the thing it is about (ETag). */
  etag?: true;
  /** May be bound to a state by If-Match. */
  ifMatch?: true;
  /** Headers of every answer, problems too. */
  headers?: Readonly<Record<string, string>>;
}

/** A contract, from which OpenAPI is generated, and what fulfils it. */
export interface Endpoint extends Contract<ZodObject, ZodObject, ZodType> {
  /** Checks the input and handles the call. */
  respond(call: Call): Promise<Response>;
}

/** Says that a request has no body. */
export const NO_BODY = z.undefined();

/** Says that a request's body is a form with a file (multipart/form-data, RFC 7578). */
export const FILE_BODY = z.undefined();

/** Says that a request's body is a file: as it is, or in such a form. */
export const RAW_BODY = z.undefined();

/** Says that a request's body is a part of a file (tus 1.0.0). */
export const PART_BODY = z.undefined();

/** Makes an endpoint of a contract and a handler, which gets only input that has passed the contract's schemas. */
export function endpoint<Params extends ZodObject, Query extends ZodObject, Body extends ZodType>({
  handle,
  ...contract
}: Contract<Params, Query, Body> & {
  handle(call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<Response>;
}): Endpoint {
  return {
    ...contract,
    respond: (call) =>
      handle({
        ...call,
        params: parseInput(contract.params, call.params),
        query: parseInput(contract.query, call.query),
        body: parseInput(contract.body, call.body),
      }),
  };
}
