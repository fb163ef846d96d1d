import { once } from 'node:events';
import { createServer, type RequestListener, request } from 'node:http';
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

test('FILE-12 a body is handed on to web while it comes, and an answer while web sends it', async () => {
  let heard = (_bytes: number) => {};
  const web = await listening((req, res) => {
    let bytes = 0;
    req.on('data', (piece: Buffer) => {
      bytes += piece.length;
      heard(bytes);
    });
    req.on('end', () => {
      res.write('first');
      setImmediate(() => res.end(' last'));
    });
  });
  const proxy = webProxy({ port: web.port, publicUrl: new URL('https://plenum.test'), trustedProxies: [] });
  const front = await listening((req, res) => proxy.request(req, res));
  const headers = { 'Content-Length': 10 };
  const sent = request({ port: front.port, host: '127.0.0.1', method: 'POST', path: '/', headers });
  const arrived = new Promise<number>((resolve) => {
    heard = resolve;
  });
  // Half of it, and no more until web has that.
  sent.write('01234');
  expect(await arrived).toBe(5);
  sent.end('56789');
  const [answer] = await once(sent, 'response');
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe('first last');
});
