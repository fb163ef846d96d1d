import { encodeAwareness } from '@plenum/protocol/awareness';
import { CLOSE } from '@plenum/protocol/close-codes';
import { type Access, encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeSocket, participant } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

describe('presence', () => {
  test('ROOM-23, ATT-2 the server puts the true identity into a state', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.show({ place: 3, user: { name: 'Somebody Else', color: '#000000' } });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toEqual({
      place: 3,
      user: anna.who.identity,
    });
  });

  test('ROOM-23, ATT-28 a caret that is no place is left out, and one that is stays', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    const place = { type: { client: 5, clock: 0 }, tname: null, item: { client: 5, clock: 3 }, assoc: 0 };
    const inRoot = { type: null, tname: 'content', item: null, assoc: -1 };
    const carets: (readonly [caret: unknown, isPlace: boolean])[] = [
      [{ anchor: place, head: inRoot }, true],
      [{ anchor: { item: place.item }, head: place }, true],
      [null, true],
      ...[3, 'x', [], {}, { anchor: place }, { anchor: null, head: place }].map(
        (caret) => [caret, false] as const,
      ),
      ...[{}, 7, { type: null, tname: null, item: null }, { ...place, item: 3 }, { item: { client: 5 } }].map(
        (head) => [{ anchor: place, head }, false] as const,
      ),
      ...[-1, 0.5, '3', 1e300, null].map(
        (clock) => [{ anchor: place, head: { item: { client: 5, clock } } }, false] as const,
      ),
      [{ anchor: place, head: { tname: 'x'.repeat(101) } }, false],
      [{ anchor: place, head: { ...place, assoc: {} } }, false],
    ];
    for (const [cursor, isPlace] of carets) {
      anna.show({ cursor, at: JSON.stringify(cursor) });
      kit.clock.advance(100);
      bert.hear();
      expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null'), JSON.stringify(cursor)).toEqual({
        ...(isPlace && { cursor }),
        at: JSON.stringify(cursor),
        user: anna.who.identity,
      });
    }
  });

  test('ROOM-24, ATT-2, ATT-3 another’s client id is dropped, whatever its clock', async () => {
    const room = await kit.open();
    const [anna, bert, mallory] = [
      new Replica().join(room),
      new Replica().join(room),
      new Replica().join(room),
    ];
    const state = JSON.stringify({ user: { name: 'Mallory' } });
    const entry = { client: anna.doc.clientID, clock: 2 ** 32 - 1, state };
    mallory.send({ type: 'awareness', entries: encodeAwareness([entry]) });
    mallory.send({ type: 'awareness', entries: encodeAwareness([{ ...entry, state: 'null' }]) });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toEqual({ user: anna.who.identity });
    anna.show({ place: 4 });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toMatchObject({ place: 4 });
    expect(mallory.socket.closed).toBeNull();
  });

  test('ROOM-24, ATT-2 another’s is dropped even when shown first, and a second one even when it is nobody’s', async () => {
    const room = await kit.open();
    const [anna, bert, mallory] = [
      new Replica().join(room),
      new Replica().join(room),
      new Replica().join(room),
    ];
    const entriesOf = (client: number) => encodeAwareness([{ client, clock: 9, state: '{}' }]);
    const first = encodeMessage({ type: 'awareness', entries: entriesOf(anna.client) });
    room.receive(room.join(participant(), new FakeSocket()), first);
    const nobody = 7;
    mallory.send({ type: 'awareness', entries: entriesOf(nobody) });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.client) ?? 'null')).toEqual({ user: anna.who.identity });
    expect(bert.present.has(nobody)).toBe(false);
  });

  test.each([
    [
      '1 MB in states that are small enough each',
      encodeAwareness(
        Array.from({ length: 125 }, (_, client) => ({
          client,
          clock: 1,
          state: JSON.stringify({ x: 'x'.repeat(8_000) }),
        })),
      ),
    ],
    [
      '10,000 ids',
      encodeAwareness(Array.from({ length: 10_000 }, (_, client) => ({ client, clock: 1, state: '{}' }))),
    ],
    [
      'a state over 8 KiB',
      encodeAwareness([{ client: 1, clock: 1, state: JSON.stringify({ x: 'x'.repeat(9_000) }) }]),
    ],
    ['what is no JSON', encodeAwareness([{ client: 1, clock: 1, state: '{' }])],
    ['a bare number', encodeAwareness([{ client: 1, clock: 1, state: '1' }])],
  ])('ROOM-25, ATT-4 awareness of %s ends the connection', async (_what, entries) => {
    const room = await kit.open();
    const mallory = participant();
    const socket = new FakeSocket();
    room.receive(room.join(mallory, socket), encodeMessage({ type: 'awareness', entries }));
    expect(socket.closed).toBe(CLOSE.protocol);
  });

  test('ROOM-25, ATT-4 awareness a thousand times a second ends the connection', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    for (let i = 0; i < 1_000; i++) {
      anna.show({ i });
      kit.clock.advance(1);
    }
    expect(anna.socket.closed).toBe(CLOSE.protocol);
  });

  test('ROOM-26 within a window only the last state is sent', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    kit.clock.advance(100);
    bert.hear();
    const before = bert.heard.length;
    for (let i = 0; i < 20; i++) anna.show({ i });
    kit.clock.advance(100);
    bert.hear();
    expect(bert.heard.slice(before)).toHaveLength(1);
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toMatchObject({ i: 19 });
  });

  test('ROOM-27 whoever leaves is gone for the others, and there again when back', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    kit.clock.advance(100);
    anna.leave();
    kit.clock.advance(100);
    bert.hear();
    expect(bert.present.get(anna.doc.clientID)).toBe('null');
    const removal = bert.heard.length;
    anna.join(room);
    kit.clock.advance(100);
    bert.hear();
    expect(bert.heard.length).toBeGreaterThan(removal);
    expect(bert.present.get(anna.doc.clientID)).not.toBe('null');
  });

  test('ROOM-28 whoever joins sees who is there', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    expect([...new Replica().join(room).present.keys()]).toEqual([anna.doc.clientID]);
  });

  test('ROOM-76 a guest who may not write any more sees nobody come, is seen by nobody, and both again once they may', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    const { identity } = participant();
    const guest = new Replica({
      author: { kind: 'guest', id: 'link' },
      identity: { ...identity, isGuest: true },
    });
    guest.join(room);
    const setAccess = (access: Access) => {
      if (guest.connection) room.setAccess(guest.connection, access);
      kit.clock.advance(100);
      for (const one of [anna, guest]) one.hear();
    };
    setAccess('read');
    expect(anna.present.get(guest.doc.clientID)).toBe('null');
    const bert = new Replica().join(room);
    anna.show({ place: 3 });
    guest.show({ place: 4 });
    guest.send({ type: 'queryAwareness' });
    kit.clock.advance(100);
    for (const one of [anna, guest]) one.hear();
    expect(guest.present.has(bert.doc.clientID)).toBe(false);
    expect(guest.present.get(anna.doc.clientID)).not.toContain('place');
    expect(anna.present.get(guest.doc.clientID)).toBe('null');

    setAccess('write');
    expect(guest.present.has(bert.doc.clientID)).toBe(true);
    expect(guest.present.get(anna.doc.clientID)).toContain('place');
    guest.show({ place: 5 });
    kit.clock.advance(100);
    anna.hear();
    expect(anna.present.get(guest.doc.clientID)).toContain('"place":5');
  });

  test('ROOM-29 every connection gets a sign of life that a plain client can skip', async () => {
    const room = await kit.open();
    const anna = new Replica({ isAnnounced: false }).join(room);
    const before = anna.heard.length;
    kit.rooms.sendSignOfLife();
    anna.hear();
    expect(anna.heard.slice(before)).toEqual([{ type: 'awareness', entries: Uint8Array.of(0) }]);
  });

  test('ROOM-58 what clients send back of what they hear is no news: an idle room becomes quiet', async () => {
    const room = await kit.open();
    const replicas = [1, 2, 3].map(() => new Replica().join(room));
    const hearAll = (): number => {
      kit.clock.advance(50);
      for (const replica of replicas) replica.hear();
      return replicas.reduce((sum, { heard }) => sum + heard.length, 0);
    };
    replicas[0]?.show({ place: 1 });
    for (let round = 0; round < 3; round++) hearAll();
    const before = hearAll();
    for (let round = 0; round < 20; round++) hearAll();
    expect(hearAll()).toBe(before);
    replicas[0]?.leave();
    for (let round = 0; round < 3; round++) hearAll();
    expect(replicas[1]?.present.get(replicas[0]?.client ?? 0)).toBe('null');
    expect(replicas[1]?.present.get(replicas[2]?.client ?? 0)).not.toBe('null');
  });

  test('ROOM-58, ROOM-50 a renewed state is news, and so is a new connection that says the same as the old', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.show({ place: 1 });
    kit.clock.advance(50);
    anna.hear();
    bert.hear();
    const before = bert.heard.length;
    anna.show({ place: 1 });
    kit.clock.advance(50);
    bert.hear();
    expect(bert.heard.length).toBe(before + 1);
    const old = anna.connection;
    anna.join(room);
    if (old) room.leave(old);
    kit.clock.advance(50);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.client) ?? 'null')).toMatchObject({ place: 1 });
  });

  test('ROOM-25 a clock beyond what can be counted on from ends the connection', async () => {
    const room = await kit.open();
    const mallory = new Replica().join(room);
    const entry = { client: mallory.client, clock: Number.MAX_SAFE_INTEGER, state: '{}' };
    mallory.send({ type: 'awareness', entries: encodeAwareness([entry]) });
    expect(mallory.socket.closed).toBe(CLOSE.protocol);
  });
});
