import { once } from 'node:events';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Frames } from './frames.ts';

const lengths = [0, 1, 125, 126, 16_383, 16_384, 65_535, 65_536, 100_000];

let server: WebSocketServer;
beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterAll(() => {
  for (const ws of server.clients) ws.terminate();
  server.close();
});

test('COLLAB-53 messages of every length arrive as they are, also between those that ws sends', async () => {
  const frames = new Frames();
  const messages = lengths.map((length) => new Uint8Array(length).fill(length));
  server.once('connection', (ws, { socket }) => {
    for (const message of messages) {
      frames.write(message, socket);
      ws.send(message);
    }
  });
  const { port } = Object(server.address());
  const heard: Uint8Array[] = [];
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve, reject) => {
    client.on('message', (data) => {
      if (data instanceof Uint8Array) heard.push(new Uint8Array(data));
      if (heard.length === 2 * messages.length) resolve(null);
    });
    client.on('close', reject);
    client.on('error', reject);
  });
  expect(heard).toEqual(messages.flatMap((message) => [message, message]));
});

test('COLLAB-53 a message that goes to many in a row is framed once, and a large one is not copied', () => {
  const frames = new Frames();
  const written: Uint8Array[] = [];
  const socket = new Writable({
    write(chunk, _, done) {
      written.push(chunk);
      done();
    },
  });
  const [small, large] = [Uint8Array.of(1), new Uint8Array(100_000)];
  for (const message of [small, small, large]) frames.write(message, socket);
  expect(written[1]).toBe(written[0]);
  expect(written.at(-1)?.buffer).toBe(large.buffer);
});
