import { type ZodType, z } from 'zod';
import { type Endpoint, FILE_BODY, NO_BODY, PART_BODY, RAW_BODY } from './endpoint.ts';
import { problemSchema } from './problem.ts';

/** Describes endpoints as OpenAPI 3.1, from the very schemas that they are checked with. */
export function openApi({ endpoints, serverUrl }: { endpoints: readonly Endpoint[]; serverUrl: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {};
    Object.assign(paths[endpoint.path] ?? {}, { [endpoint.method.toLowerCase()]: operation(endpoint) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plenum',
      version: '1',
      description:
        'Lists come a page at a time: pass `next` as `cursor` until it is null. What you may not read is answered as what does not exist.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: serverUrl }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  };
}

/** RFC 9110, 13.1.1. */
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'ETags, one of which must be that of the present state; otherwise nothing is done and the status is 412.',
  schema: { type: 'string' },
  example: '"1767225600000"',
};

/** RFC 9110, 8.8.3. */
const ETAG = {
  description: 'Stands for this state; send it as If-Match in order to change no other.',
  schema: { type: 'string' },
};

/** A form with one file. */
const FILE_FORM = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  required: ['file'],
};

const RETRY_AFTER = {
  description: 'With 429: the seconds after which to try again.',
  schema: { type: 'integer' },
};

function operation({ summary, method, params, query, body, answer, files, etag, ifMatch }: Endpoint) {
  return {
    summary,
    parameters: [
      ...parametersOf(params.shape, 'path'),
      ...parametersOf(query.shape, 'query'),
      ...(ifMatch ? [IF_MATCH] : []),
    ],
    ...(body !== NO_BODY && { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      [answer === null && !files ? 204 : method === 'POST' ? 201 : 200]: {
        description: 'Done.',
        ...(etag && { headers: { ETag: ETAG } }),
        ...(answer && { content: { 'application/json': { schema: schemaOf(answer, 'output') } } }),
        ...(files && { content: Object.fromEntries(files.map((type) => [type, {}])) }),
      },
      default: {
        description: 'It did not work; the problem says why.',
        headers: { 'Retry-After': RETRY_AFTER },
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function contentOf(body: ZodType) {
  if (body === FILE_BODY) return { 'multipart/form-data': { schema: FILE_FORM } };
  if (body === PART_BODY) return { 'application/offset+octet-stream': {} };
  if (body === RAW_BODY)
    return { 'application/octet-stream': {}, 'multipart/form-data': { schema: FILE_FORM } };
  return { 'application/json': { schema: schemaOf(body, 'input') } };
}

function parametersOf(shape: Readonly<Record<string, unknown>>, place: 'path' | 'query') {
  return Object.entries(shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodType
      ? {
          name,
          in: place,
          required: place === 'path' || !schema.isOptional(),
          schema: schemaOf(schema, 'input'),
        }
      : [],
  );
}

function schemaOf(schema: ZodType, io: 'input' | 'output'): unknown {
  const { $schema, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
