import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WEB_CONNECTION_REST } from '@plenum/domain/web-connection';
import { expect, onTestFinished, test } from 'vitest';
import { webProxy } from './web-proxy.ts';

async function listening(handle: RequestListener) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

test('COLLAB-56 a connection to web that rests is closed on this side, so that no request meets its end', async () => {
  const web = await listening((_req, res) => res.end('from web'));
  web.server.keepAliveTimeout = 60_000;
  const isClosed = new Promise((resolve) =>
    web.server.on('connection', (socket) => socket.once('close', resolve)),
  );
  const publicUrl = new URL('https://plenum.test');
  const proxy = webProxy({ port: web.port, publicUrl, trustedProxies: [], rest: 50 });
  const front = await listening((req, res) => proxy.request(req, res));
  const answer = await fetch(`http://127.0.0.1:${front.port}/`);
  expect(await answer.text()).toBe('from web');
  await isClosed;
});

test('COLLAB-56 a connection does not rest while web takes its time to answer', async () => {
  const web = await listening((_req, res) => setTimeout(() => res.end('late'), 200));
  const publicUrl = new URL('https://plenum.test');
  const proxy = webProxy({ port: web.port, publicUrl, trustedProxies: [], rest: 20 });
  const front = await listening((req, res) => proxy.request(req, res));
  expect(await (await fetch(`http://127.0.0.1:${front.port}/`)).text()).toBe('late');
});

test('COLLAB-56 web keeps a connection that rests for longer than this side does', () => {
  expect(WEB_CONNECTION_REST.web).toBeGreaterThan(2 * WEB_CONNECTION_REST.publicServer);
});
