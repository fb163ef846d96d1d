import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitBody } from './body-limit.ts';

let server: Server;

beforeAll(async () => {
  const app = express().use(limitBody, (_req, res) => void res.sendStatus(204));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** The status for a request of which only the head is sent. */
async function statusOf(path: string, headers: Record<string, string | number>): Promise<number | undefined> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const sent = request({ port, host: '127.0.0.1', path, method: 'POST', headers });
  sent.on('error', () => {});
  sent.flushHeaders();
  const [answer] = await once(sent, 'response');
  sent.destroy();
  return answer.statusCode;
}

test.each([
  ['/api/v1/workspaces', 8 * 1024 * 1024, 204],
  ['/api/v1/workspaces', 8 * 1024 * 1024 + 1, 413],
  ['/api/auth/callback/credentials', 64 * 1024, 204],
  ['/api/auth/callback/credentials', 64 * 1024 + 1, 413],
  ['/API/AUTH/callback/credentials', 64 * 1024 + 1, 413],
  ['/s/token', 64 * 1024 + 1, 413],
  ['/api/files/0197a0f0', 500_000_000, 204],
  ['/api/files/0197a0f0', 501_000_000, 413],
  ['/api/files/0197a0f0/parts/x', 500_000_000, 204],
  ['/api/files/0197a0f0/parts', 9_000_000, 413],
  ['/api/v1/documents/0197a0f0/uploads/x', 500_000_000, 204],
  ['/api/v1/documents/0197a0f0/uploads', 9_000_000, 413],
  ['/api/v1/documents/0197a0f0/attachments', 500_000_000, 204],
  ['/api/v1/documents/0197a0f0/attachments/x', 9_000_000, 413],
  ['/api/v1/documents/..%2fx/attachments', 9_000_000, 413],
])('COLLAB-41 a body at %s of %i bytes is answered by %i before it is read', async (path, length, status) => {
  expect(await statusOf(path, { 'Content-Length': length })).toBe(status);
});

test('COLLAB-41 a body that does not say its length is not read', async () => {
  expect(await statusOf('/', { 'Transfer-Encoding': 'chunked' })).toBe(411);
});
