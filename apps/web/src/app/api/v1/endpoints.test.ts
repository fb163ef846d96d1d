import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openApi } from '#lib/api/openapi.ts';
import * as uploads from './documents/[id]/uploads/route.ts';
import { ENDPOINTS } from './endpoints.ts';

const API = import.meta.dirname;

/** What answers in the folders of routes, as «path endpoint». */
const routes = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => path.basename(file) === 'route.ts' && !file.startsWith('[[...') && !file.startsWith('openapi'),
  )
  .flatMap((file) => {
    const address = `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`;
    const source = readFileSync(path.join(API, file), 'utf8');
    const [, names = 'unknown'] =
      /export const \{ GET, POST, PUT, PATCH, DELETE, OPTIONS \} = route\(([^)]*)\)/.exec(source) ?? [];
    return (names.match(/\w+/g) ?? []).map((name) => `${address} ${name}`);
  });

test('API-1 every route of the API is described, and nothing else', () => {
  expect(routes).toContain('/me getMe');
  const described = Object.entries(ENDPOINTS).map(([name, { path }]) => `${path} ${name}`);
  expect(described.sort()).toEqual(routes.sort());
});

test('FILE-22 whoever asks before sending a file in parts is told what of tus is spoken', async () => {
  const { headers, status } = await uploads.OPTIONS(new Request('http://localhost:3000/'), {});
  expect([status, Object.fromEntries(headers)]).toEqual([
    204,
    {
      allow: 'POST, OPTIONS',
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,expiration,termination',
    },
  ]);
});

describe('the description', () => {
  const description = openApi({
    endpoints: Object.values(ENDPOINTS),
    serverUrl: 'https://plenum.example/api/v1',
  });

  test('API-2 is OpenAPI 3.1 with the contract of each route', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.paths['/workspaces/{id}/documents']).toMatchObject({
      get: {
        parameters: [
          { name: 'id', in: 'path' },
          { name: 'limit', in: 'query', required: false },
          { name: 'cursor' },
          { name: 'title', in: 'query', required: false },
          { name: 'kind', in: 'query', required: false },
          { name: 'tag', in: 'query', required: false },
        ],
      },
      post: {
        requestBody: {
          content: {
            'application/json': { schema: { required: ['kind', 'title'], properties: { markdown: {} } } },
          },
        },
        responses: { 201: {}, default: {} },
      },
    });
    expect(description.paths['/documents/{id}']).toMatchObject({
      get: { responses: { 200: { headers: { ETag: {} } } } },
      patch: {
        parameters: [{ name: 'id' }, { name: 'If-Match', in: 'header', required: false }],
        responses: { 200: { headers: { ETag: {} } } },
      },
      delete: { parameters: [{ name: 'id' }, { name: 'If-Match', in: 'header' }] },
    });
    expect(description.paths['/share-links/{id}']).toMatchObject({ delete: { responses: { 204: {} } } });
    expect(description.paths['/documents/{id}/access/rules/{kind}/{subjectId}']).toMatchObject({
      delete: { parameters: [{ name: 'id' }, { name: 'kind' }, { name: 'subjectId', in: 'path' }] },
    });
    expect(description.paths['/workspaces/{id}/invitations']).toMatchObject({
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: { required: ['role', 'days'], properties: { days: { enum: [1, 7, 30] } } },
            },
          },
        },
      },
    });
    expect(JSON.stringify(description)).not.toContain('undefined');
    const references = JSON.stringify(description).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/schemas/Problem"']));
  });
});
