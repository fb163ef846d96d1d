import { NEWS } from '@plenum/domain/documents/news';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { decodeAwareness, encodeAwareness } from './awareness.ts';
import { MAX_AWARENESS_ENTRIES } from './limits.ts';
import {
  type ClientMessage,
  decodeClientMessage,
  decodeServerMessage,
  encodeMessage,
  type ServerMessage,
  syncFrame,
} from './messages.ts';

const bytes = Uint8Array.of(1, 2, 3);
const fromClient: ClientMessage[] = [
  { type: 'step1', vector: bytes },
  { type: 'step2', update: bytes },
  { type: 'update', update: bytes },
  { type: 'awareness', entries: bytes },
  { type: 'queryAwareness' },
];
const fromServer: ServerMessage[] = [
  { type: 'acknowledgement', frames: 300 },
  { type: 'access', access: 'read' },
  { type: 'access', access: 'write' },
  ...NEWS.map((type) => ({ type })),
  { type: 'epoch', epoch: 'e1' },
];

describe('messages', () => {
  test.each(fromClient)('WIRE-1 a client’s $type survives encoding and decoding', (message) => {
    expect(decodeClientMessage(encodeMessage(message))).toEqual(message);
  });

  test.each(fromServer)('WIRE-1 a server’s $type survives encoding and decoding', (message) => {
    expect(decodeServerMessage(encodeMessage(message))).toEqual(message);
  });

  test('WIRE-2 the layout is y-websocket’s', () => {
    expect([...encodeMessage({ type: 'step1', vector: bytes })]).toEqual([0, 0, 3, 1, 2, 3]);
    expect([...encodeMessage({ type: 'step2', update: bytes })]).toEqual([0, 1, 3, 1, 2, 3]);
    expect([...encodeMessage({ type: 'update', update: bytes })]).toEqual([0, 2, 3, 1, 2, 3]);
    expect([...encodeMessage({ type: 'awareness', entries: bytes })]).toEqual([1, 3, 1, 2, 3]);
    expect([...encodeMessage({ type: 'queryAwareness' })]).toEqual([3]);
    expect([...encodeMessage({ type: 'acknowledgement', frames: 5 })]).toEqual([100, 5]);
    expect([...encodeMessage({ type: 'access', access: 'write' })]).toEqual([101, 1]);
    expect(NEWS.map((type) => [...encodeMessage({ type })])).toEqual([[102], [104], [105], [106], [107]]);
    expect([...encodeMessage({ type: 'epoch', epoch: 'e1' })]).toEqual([103, 2, 101, 49]);
  });

  test.each(fromServer)('WIRE-3, ATT-14 a server-only $type is no client’s message', (message) => {
    expect(decodeClientMessage(encodeMessage(message))).toBeNull();
  });

  test.each([
    ['nothing', []],
    ['an unknown type', [7]],
    ['an unknown sync type', [0, 3, 0]],
    ['a truncated update', [0, 2, 9, 1]],
    ['two messages in one', [0, 2, 1, 1, 0, 2, 1, 1]],
    ['a number without end', [0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
  ])('WIRE-4 %s is malformed, not an exception', (_what, message) => {
    expect(decodeClientMessage(Uint8Array.from(message))).toBeNull();
    expect(decodeServerMessage(Uint8Array.from(message))).toBeNull();
  });

  test('WIRE-5 step 2 and updates are the frames that count', () => {
    expect(syncFrame(encodeMessage({ type: 'step2', update: bytes }))).toBe('step2');
    expect(syncFrame(encodeMessage({ type: 'update', update: bytes }))).toBe('update');
    expect(syncFrame(encodeMessage({ type: 'step1', vector: bytes }))).toBeNull();
    expect(syncFrame(encodeMessage({ type: 'awareness', entries: bytes }))).toBeNull();
  });
});

describe('awareness', () => {
  const entries = [
    { client: 4_294_967_295, clock: 7, state: '{"user":{"name":"Åsa"}}' },
    { client: 1, clock: 0, state: 'null' },
  ];

  test('WIRE-6 entries survive encoding and decoding', () => {
    expect(decodeAwareness(encodeAwareness(entries))).toEqual(entries);
  });

  test.each([
    ['truncated entries', encodeAwareness(entries).slice(0, -3)],
    ['something after the entries', Uint8Array.of(...encodeAwareness(entries), 0)],
    ['text that is not UTF-8', Uint8Array.of(1, 1, 1, 1, 255)],
    ['too many bytes', encodeAwareness([{ client: 1, clock: 1, state: `"${'x'.repeat(300_000)}"` }])],
    ['too many entries', tooMany()],
  ])('WIRE-6 %s: malformed, not an exception', (_what, message) => {
    expect(decodeAwareness(message)).toBeNull();
  });
});

function tooMany(): Uint8Array {
  const encoder = encoding.createEncoder();
  const count = MAX_AWARENESS_ENTRIES + 1;
  encoding.writeVarUint(encoder, count);
  for (let client = 0; client < count; client++) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, '{}');
  }
  return encoding.toUint8Array(encoder);
}
