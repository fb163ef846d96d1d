import { expect } from 'vitest';
import type { Endpoint } from '#lib/api/endpoint.ts';
import { route } from '#lib/api/serve.ts';
import type { Person } from './people.ts';
import { Visitor } from './visitor.ts';

/** Calls the API as a person's program, or with an Authorization header. */
export async function callApi(
  endpoint: Endpoint,
  {
    by,
    id,
    params: others,
    body,
    query = '',
    headers: said,
  }: {
    by: Person | string;
    id?: string;
    /** What else is in the address. */
    params?: Record<string, string>;
    body?: object;
    query?: string;
    headers?: Record<string, string>;
  },
): Promise<{ status: number; headers: Headers; text: string; json: () => Record<string, unknown> }> {
  const authorization = typeof by === 'string' ? by : (by.authorization ?? '');
  const headers = { Authorization: authorization, 'Content-Type': 'application/json', ...said };
  const init = { method: endpoint.method, headers, ...(body && { body: JSON.stringify(body) }) };
  const params = Promise.resolve({ ...(id !== undefined && { id }), ...others });
  const request = new Request(`http://localhost:3000/api/v1${query}`, init);
  const answer = await new Visitor().asks(async () => route(endpoint)[endpoint.method](request, { params }));
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
}

/** Calls an endpoint that is to work, and gives out what it answers. */
export async function callWell(
  endpoint: Endpoint,
  asked: Parameters<typeof callApi>[1],
): Promise<Record<string, unknown>> {
  const { status, text, json } = await callApi(endpoint, asked);
  expect(status, `${endpoint.method} ${endpoint.path}: ${text}`).toBeLessThan(300);
  return status === 204 ? {} : json();
}
