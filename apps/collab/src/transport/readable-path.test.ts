import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import express from 'express';
import { expect, test } from 'vitest';
import { readablePath } from './readable-path.ts';

test.each([
  ['/p/%ff?a=%ff', '/p/%25ff?a=%ff'],
  ['/w/a%/b%20c', '/w/a%25/b%2520c'],
  ['/w/s%C3%BCd?q=a%20b?c', '/w/s%C3%BCd?q=a%20b?c'],
  ['/w/%2e%2e%2f%00', '/w/%2e%2e%2f%00'],
])('PUB-23 web is asked for %s as %s', async (path, expected) => {
  const app = express().use(readablePath, (req, res) => void res.set('x-path', req.url).end());
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const [answer]: IncomingMessage[] = await once(get({ port, host: '127.0.0.1', path }), 'response');
  server.close();
  expect(answer?.headers['x-path']).toBe(expected);
});
