import { CLOSE } from '@plenum/protocol/close-codes';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { collect } from '../projection/collect.ts';
import { settled } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';

const KIB = 1024;
const linkReader = { access: 'read', isLinkReader: true, author: { kind: 'guest', id: 'link' } } as const;

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

/** Updates heard by live frames, so far. */
const updates = ({ heard }: Replica) => heard.filter(({ type }) => type === 'update');

describe('windows', () => {
  test.each([
    { access: 'write', window: 20 },
    { access: 'read', window: 100 },
  ] as const)(
    'ROOM-66 for who may $access: the first at once, the others at the end of $window ms as one',
    async ({ access, window }) => {
      const room = await kit.open();
      const [anna, bert] = [new Replica().join(room), new Replica({ access }).join(room)];
      for (const letter of 'abc') anna.type(letter);
      bert.hear();
      expect([bert.text, updates(bert).length]).toEqual(['a', 1]);
      kit.clock.advance(window - 1);
      bert.hear();
      expect(bert.text).toBe('a');
      kit.clock.advance(1);
      bert.hear();
      expect([bert.text, updates(bert).length]).toEqual(['abc', 2]);
      anna.type('d');
      bert.hear();
      expect(bert.text).toBe('abc');
      kit.clock.advance(2 * window);
      anna.type('e');
      bert.hear();
      expect([bert.text, updates(bert).length]).toEqual(['abcde', 4]);
    },
  );

  test.each([
    { writers: 40, window: 20 },
    { writers: 60, window: 30 },
    { writers: 120, window: 50 },
  ])('ROOM-66 with $writers who write the window is $window ms', async ({ writers, window }) => {
    const room = await kit.open();
    const [anna, bert] = Array.from({ length: writers }, () => new Replica().join(room));
    anna?.type('a');
    anna?.type('b');
    kit.clock.advance(window - 1);
    bert?.hear();
    expect(bert?.text).toBe('a');
    kit.clock.advance(1);
    bert?.hear();
    expect(bert?.text).toBe('ab');
  });

  test('ROOM-66 the same bytes go to all; who alone wrote them gets none', async () => {
    const room = await kit.open();
    const [anna, bert, carla] = [
      new Replica().join(room),
      new Replica().join(room),
      new Replica().join(room),
    ];
    anna.type('a');
    anna.type('b');
    kit.clock.advance(20);
    expect(anna.socket.take().filter(({ type }) => type === 'update')).toEqual([]);
    expect(bert.socket.sent.at(-1)).toBe(carla.socket.sent.at(-1));
    for (const replica of [bert, carla]) replica.hear();
    anna.type('c');
    bert.type('B', 0);
    kit.clock.advance(20);
    for (const replica of [anna, bert, carla]) replica.hear();
    expect([anna.text, bert.text, carla.text]).toEqual(['Babc', 'Babc', 'Babc']);
  });

  test('ROOM-66 what somebody wrote who left within the window reaches who wrote in it too', async () => {
    const room = await kit.open();
    const [anna, bert, carla] = [
      new Replica().join(room),
      new Replica().join(room),
      new Replica().join(room),
    ];
    carla.type('c');
    anna.type('a');
    anna.leave();
    bert.hear();
    bert.type('b');
    kit.clock.advance(20);
    bert.hear();
    carla.hear();
    expect([bert.text, carla.text].map((text) => [...text].toSorted().join(''))).toEqual(['abc', 'abc']);
  });

  test('ROOM-69, ATT-26 who comes by a link within a window gets nothing that was deleted in it before', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    const early = new Replica(linkReader).join(room);
    anna.type('public ');
    anna.type('confidential');
    anna.doc.getText('content').delete(7, 12);
    const late = new Replica(linkReader).join(room);
    await settled();
    late.socket.sent.splice(0);
    anna.type('and on');
    kit.clock.advance(100);
    expect(Buffer.concat(late.socket.sent).toString('latin1')).not.toContain('confidential');
    for (const reader of [early, late]) reader.hear();
    expect(early.text).toBe('public and on');
  });

  test.each(['a step 2', 'one update'])(
    'ROOM-69, ATT-26 who reads by a link gets nothing that was deleted before it came, by %s',
    async (how) => {
      kit.ports.collect = async (updates) => collect(updates).state;
      const room = await kit.open();
      const guest = new Replica(linkReader).join(room);
      await settled();
      const anna = new Replica();
      const text = anna.doc.getText('content');
      // Keeps what was deleted, to bring it back.
      new Y.UndoManager(text);
      if (how === 'one update') anna.join(room);
      anna.doc.transact(() => {
        text.insert(0, 'confidential');
        text.delete(0, 12);
        text.insert(0, 'public');
      });
      if (how === 'a step 2') anna.join(room);
      anna.type(' and on');
      await settled();
      kit.clock.advance(100);
      const bytes = Buffer.concat(guest.socket.sent).toString('latin1');
      guest.hear();
      expect(guest.text).toBe('public and on');
      expect(bytes).not.toContain('confidential');
      expect(guest.doc.store.pendingStructs).toBeNull();
    },
  );

  test('ROOM-70 whose access changes within a window misses nothing', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    for (const access of ['read', 'write', 'read'] as const) {
      anna.type('x');
      anna.type('y');
      if (bert.connection) room.setAccess(bert.connection, access);
      anna.type('z');
      kit.clock.advance(100);
      bert.hear();
      expect(bert.text).toBe(anna.text);
      expect(bert.doc.store.pendingStructs).toBeNull();
    }
  });
});

describe('who is slow', () => {
  test.each([
    ['a member', {}],
    ['a link reader', linkReader],
  ])('ROOM-67, FLT-12 %s gets nothing more while too much waits, then all at once', async (_who, who) => {
    const room = await kit.open();
    const [anna, slow] = [new Replica().join(room), new Replica(who).join(room)];
    await settled();
    anna.type('before ');
    slow.hear();
    const sent = slow.heard.length;
    slow.socket.buffered = 300 * KIB;
    for (const word of ['one ', 'two ', 'three ']) {
      anna.type(word);
      kit.clock.advance(100);
    }
    anna.doc.getText('content').delete(0, 7);
    kit.clock.advance(100);
    slow.hear();
    expect(slow.text).toBe('before ');
    slow.socket.drain();
    await settled();
    anna.type('after');
    kit.clock.advance(100);
    slow.hear();
    expect(slow.text).toBe('one two three after');
    expect(slow.heard.slice(sent).filter(({ type }) => type === 'step2')).toHaveLength(1);
    expect(slow.socket.closed).toBeNull();
  });

  test('ROOM-67 what is sent then is only what was left out', async () => {
    const room = await kit.open();
    const [anna, slow] = [new Replica().join(room), new Replica().join(room)];
    anna.type('x'.repeat(10 * KIB));
    slow.hear();
    slow.socket.buffered = 300 * KIB;
    kit.clock.advance(100);
    anna.type('left out');
    kit.clock.advance(100);
    slow.hear();
    slow.socket.drain();
    expect(slow.socket.sent.every(({ length }) => length < KIB)).toBe(true);
    slow.hear();
    expect(slow.text).toBe(anna.text);
    expect(Y.encodeStateVector(slow.doc)).toEqual(Y.encodeStateVector(anna.doc));
  });

  test.each([
    { taken: 63 * KIB, closed: CLOSE.tooSlow },
    { taken: 64 * KIB, closed: null },
  ])(
    'ROOM-68, FLT-12 who takes $taken bytes in 30 s while more waits: $closed',
    async ({ taken, closed }) => {
      const room = await kit.open();
      const [anna, slow] = [new Replica().join(room), new Replica().join(room)];
      slow.socket.buffered = 900 * KIB;
      anna.type('hello');
      kit.clock.advance(29_999);
      expect(slow.socket.closed).toBeNull();
      slow.socket.buffered -= taken;
      kit.clock.advance(1);
      expect(slow.socket.closed).toBe(closed);
    },
  );
});
