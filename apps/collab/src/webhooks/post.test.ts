import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createLine } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { readAllowedHosts } from '@plenum/database/webhooks/addresses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Abandoned, type PostOptions, post } from './post.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`;
const BODY = '{"type":"webhook.test","title":"Ünïcödé"}';
const nobody = readAllowedHosts('');
const local = readAllowedHosts('127.0.0.1');
const never = new AbortController().signal;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A receiver on this machine, with what it was sent. */
async function aReceiver(
  answer: RequestListener = (_request, response) => response.writeHead(204).end(),
  address = '127.0.0.1',
) {
  const received: { request: IncomingMessage; body: string }[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ request, body });
    answer(request, response);
  });
  server.listen(0, address);
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return { received, port: (server.address() as AddressInfo).port };
}

function send(url: string, options: Partial<PostOptions> = {}, abandoned = never) {
  return post({ id: 'msg', url, body: BODY, secrets: [SECRET] }, { allowed: nobody, ...options }, abandoned);
}

describe('a message', () => {
  test('HOOK-5 is a POST of JSON, signed so that its receiver can check it', async () => {
    const { received, port } = await aReceiver();
    const url = `http://127.0.0.1:${port}/hook?a=b`;
    expect(await send(url, { allowed: local })).toEqual({ arrived: true, status: 204 });
    const [{ request, body } = expect.fail('nothing came')] = received;
    expect([request.method, request.url, request.headers.host]).toEqual([
      'POST',
      '/hook?a=b',
      `127.0.0.1:${port}`,
    ]);
    expect(body).toBe(BODY);
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'msg' });
    const timestamp = String(request.headers['webhook-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(60);
    const signature = createHmac('sha256', Buffer.from(SECRET.slice(6), 'base64'))
      .update(`msg.${timestamp}.${body}`)
      .digest('base64');
    expect(request.headers['webhook-signature']).toBe(`v1,${signature}`);
    // Nothing of whoever runs the instance, of its address or of a person.
    expect(request.headers).not.toHaveProperty('cookie');
    expect(request.headers).not.toHaveProperty('referer');
  });

  test('HOOK-5 is not sent where its secret cannot be read any more', async () => {
    const { received, port } = await aReceiver();
    const message = { id: 'msg', url: `http://127.0.0.1:${port}/`, body: BODY, secrets: [] };
    expect(await post(message, { allowed: local }, never)).toMatchObject({ failure: 'secret' });
    expect(received).toEqual([]);
  });

  test.each([
    [200, { arrived: true, status: 200 }],
    [299, { arrived: true, status: 299 }],
    [400, { arrived: false, failure: 'status', status: 400 }],
    [410, { arrived: false, failure: 'status', status: 410 }],
    [503, { arrived: false, failure: 'status', status: 503 }],
  ] as const)('HOOK-9 has arrived where it is answered by 2xx alone: %d', async (status, outcome) => {
    const { port } = await aReceiver((_request, response) => response.writeHead(status).end());
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: local })).toEqual(outcome);
  });
});

describe('an address', () => {
  test.each([301, 302, 303, 307, 308])('HOOK-7 that leads elsewhere (%d) is not followed', async (status) => {
    const inside = await aReceiver();
    const { port } = await aReceiver((_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${inside.port}/admin` }).end(),
    );
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: local })).toEqual({
      arrived: false,
      failure: 'redirect',
      status,
    });
    expect(inside.received).toEqual([]);
  });

  test.each([
    ['itself', 'https://127.0.0.1:PORT/', []],
    ['in other digits', 'https://0x7f.1:PORT/', []],
    ['in IPv6', 'https://[::ffff:127.0.0.1]:PORT/', []],
    ['by a name', 'https://hooks.example:PORT/', ['127.0.0.1']],
    ['by a name in IPv6', 'https://hooks.example:PORT/', ['::ffff:127.0.0.1']],
    ['among others', 'https://hooks.example:PORT/', ['93.184.215.14', '127.0.0.1']],
    ['without encryption', 'http://hooks.example:PORT/', ['93.184.215.14']],
    ['in no notation', 'https://hooks.example:PORT/', ['127.1']],
  ])('HOOK-6 of this machine is not reached: %s', async (_, url, addresses) => {
    const line = createLine(() => expect.fail('somebody has connected'));
    line.listen(0, '127.0.0.1');
    await once(line, 'listening');
    closing.push(() => line.close());
    const resolve = async () => addresses.map((address) => ({ address, family: 4 }));
    const at = url.replace('PORT', String((line.address() as AddressInfo).port));
    expect(await send(at, { resolve })).toMatchObject({ arrived: false, failure: 'refusedAddress' });
  });

  test('HOOK-7 is asked for once, and what was looked at is connected to, under its name', async () => {
    const names: string[] = [];
    const tls = createTlsServer({
      SNICallback(name, done) {
        names.push(name);
        done(new Error('no certificate'));
      },
    });
    tls.listen(0, '127.0.0.2');
    await once(tls, 'listening');
    closing.push(() => tls.close());
    const { port } = tls.address() as AddressInfo;
    const rebound = createLine(() => expect.fail('the name was asked for again'));
    rebound.listen(port, '127.0.0.1');
    await once(rebound, 'listening');
    closing.push(() => rebound.close());
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    };
    const options = { allowed: readAllowedHosts('127.0.0.2'), resolve };
    expect(await send(`https://hooks.example:${port}/`, options)).toMatchObject({ arrived: false });
    expect([asked, names]).toEqual([1, ['hooks.example']]);
    // At the next attempt it is looked at again.
    expect(await send(`https://hooks.example:${port}/`, options)).toMatchObject({
      failure: 'refusedAddress',
    });
    expect(names).toHaveLength(1);
  });

  test('HOOK-12 that whoever runs the instance has named is reached wherever it is, also without encryption', async () => {
    const { received, port } = await aReceiver();
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const allowed = readAllowedHosts('receiver');
    expect(await send(`http://receiver:${port}/`, { allowed, resolve })).toMatchObject({ arrived: true });
    expect(received[0]?.request.headers.host).toBe(`receiver:${port}`);
    expect(await send(`http://other:${port}/`, { allowed, resolve })).toMatchObject({
      failure: 'refusedAddress',
    });
  });

  test('HOOK-9 that is not there, or not to be trusted, is told apart', async () => {
    expect(
      await send('https://hooks.example/', { resolve: () => Promise.reject(new Error('ENOTFOUND')) }),
    ).toMatchObject({ failure: 'unknownHost' });
    expect(await send('https://hooks.example/', { resolve: async () => [] })).toMatchObject({
      failure: 'unknownHost',
    });
    const { port } = await aReceiver();
    for (const close of closing.splice(0)) await close();
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: local })).toMatchObject({
      failure: 'noConnection',
      status: null,
    });
  });
});

describe('an answer', () => {
  let timeout: number;
  beforeEach(() => {
    timeout = 300;
  });

  test('HOOK-8 is waited for no longer than ten seconds, in all its parts', async () => {
    const silent = await aReceiver(() => {});
    expect(await send(`http://127.0.0.1:${silent.port}/`, { allowed: local, timeout })).toEqual({
      arrived: false,
      failure: 'timeout',
      status: null,
    });
    const resolve = () => new Promise<never>(() => {});
    expect(await send('https://hooks.example/', { resolve, timeout })).toMatchObject({ failure: 'timeout' });
  });

  test('HOOK-8 is not kept: whoever sends without end is cut off', async () => {
    let sent = 0;
    let cut: () => void = () => {};
    const isCut = new Promise<void>((done) => {
      cut = done;
    });
    const { port } = await aReceiver((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384;
      };
      response.on('drain', more).on('close', cut);
      more();
    });
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: local })).toEqual({
      arrived: true,
      status: 200,
    });
    await isCut;
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test('HOOK-8 whose head is no head is no answer', async () => {
    const line = createLine((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`));
    });
    line.listen(0, '127.0.0.1');
    await once(line, 'listening');
    closing.push(() => line.close());
    const { port } = line.address() as AddressInfo;
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: local })).toMatchObject({
      failure: 'noConnection',
    });
  });

  test('HOOK-10 is not waited for by a server that stops', async () => {
    const stop = new AbortController();
    const { port } = await aReceiver(() => stop.abort());
    const sent = send(`http://127.0.0.1:${port}/`, { allowed: local }, stop.signal);
    await expect(sent).rejects.toBeInstanceOf(Abandoned);
  });
});
