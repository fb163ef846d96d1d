import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { s3Store } from './s3-store.ts';

test('FILE-19 contents that are read slowly keep nobody from writing', async () => {
  const server = createServer((request, response) => {
    request.resume();
    // Of a content the first byte comes, and then no more.
    if (request.method === 'GET') response.writeHead(200, { 'content-length': 1000 }).write('x');
    else response.setHeader('etag', '"x"').end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const store = s3Store({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'eu-1',
    bucket: 'plenum',
    prefix: '',
    pathStyle: true,
    accessKeyId: 'key',
    secretAccessKey: 'secret',
  });
  const slow = Array.from({ length: 60 }, () => store.read(randomUUID())[Symbol.asyncIterator]());
  await Promise.all(slow.map((one) => one.next()));
  const written = store.write(
    randomUUID(),
    (async function* () {
      yield Buffer.from('one');
    })(),
  );
  await expect(written).resolves.toBeUndefined();
  for (const one of slow) await one.return?.();
  server.closeAllConnections();
  server.close();
});
