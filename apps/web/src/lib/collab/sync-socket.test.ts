import { encodeMessage } from '@plenum/protocol/messages';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { syncSocket } from './sync-socket.ts';

class FakeSocket {
  static readonly OPEN = 1;
  static sent: unknown[] = [];
  readyState = 1;
  send(data: unknown) {
    FakeSocket.sent.push(data);
  }
}

beforeEach(() => {
  FakeSocket.sent = [];
  vi.stubGlobal('WebSocket', FakeSocket);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const update = new Uint8Array(encodeMessage({ type: 'update', update: new Uint8Array([0, 0]) }));
const step2 = new Uint8Array(encodeMessage({ type: 'step2', update: new Uint8Array([0, 0]) }));
const step1 = new Uint8Array(encodeMessage({ type: 'step1', vector: new Uint8Array([0]) }));

function open(mayWrite: boolean) {
  const frames: string[] = [];
  const Socket = syncSocket({ mayWrite: () => mayWrite, onFrame: (frame) => frames.push(frame) });
  return { socket: new Socket('ws://localhost'), frames };
}

test('EDIT-14 each sync frame is counted as it is sent, other messages are not', () => {
  const { socket, frames } = open(true);
  for (const message of [step1, step2, update]) socket.send(message);
  expect(frames).toEqual(['step2', 'update']);
  expect(FakeSocket.sent).toHaveLength(3);
});

test('EDIT-14 a reader sends no sync frame', () => {
  const { socket, frames } = open(false);
  for (const message of [step1, step2, update]) socket.send(message);
  expect(FakeSocket.sent).toEqual([step1]);
  expect(frames).toEqual([]);
});

test('EDIT-14 a frame that a closing socket swallows is not counted', () => {
  const { socket, frames } = open(true);
  Object.assign(socket, { readyState: 2 });
  socket.send(update);
  expect(frames).toEqual([]);
});
