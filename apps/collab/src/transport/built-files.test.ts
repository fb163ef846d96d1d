import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicApp } from './public-app.ts';

const SCRIPT = 'console.log("built");';
const folder = mkdtempSync(path.join(tmpdir(), 'plenum-built-'));
let server: Server;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'chunks'));
  const file = path.join(folder, 'chunks/a.js');
  writeFileSync(file, SCRIPT);
  writeFileSync(`${file}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${file}.gz`, gzipSync(SCRIPT));
  const parts = { serving: true, database: true, web: true, bus: true, access: true, log: true };
  const app = publicApp({
    health: { isWell: async () => true, isStopping: false, readiness: async () => parts },
    calendar: (_req, _res, next) => next(),
    web: { request: (_req, res) => void res.writeHead(404, { 'x-from': 'web' }).end() },
    isSecure: false,
    builtFolder: folder,
    log: { error() {} },
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function answerTo(file: string, accepted: string): Promise<IncomingMessage> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const asked = get({ port, path: `/_next/static/${file}`, headers: { 'accept-encoding': accepted } });
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  answer?.resume();
  if (!answer) throw new Error('no answer');
  return answer;
}

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['identity', undefined],
])('COLLAB-52 who accepts %j gets a built file as %j', async (accepted, encoding) => {
  const { statusCode, headers } = await answerTo('chunks/a.js', accepted);
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript',
    'cache-control': 'public,max-age=31536000,immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  });
  expect(headers['content-encoding']).toBe(encoding);
});

test.each(['chunks/none.js', '..%2f..%2fpackage.json', '%00', 'chunks/'])(
  'COLLAB-52 what was not built (%j) is left to web',
  async (file) => {
    expect((await answerTo(file, 'br')).headers['x-from']).toBe('web');
  },
);
