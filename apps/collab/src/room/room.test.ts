import { encodeAwareness } from '@plenum/protocol/awareness';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  type FakeClock,
  type FakeJournal,
  FakeSocket,
  fakePorts,
  participant,
  settled,
} from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import type { RoomPorts } from './ports.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';

const documentId = '0192f000-0000-7000-8000-000000000001';

let fakes: ReturnType<typeof fakePorts>;
let journal: FakeJournal;
let clock: FakeClock;
let ports: RoomPorts;
let rooms: Rooms;
let reauthorised: string[];

beforeEach(() => {
  fakes = fakePorts();
  ({ journal, clock, ports } = fakes);
  fakes.log.create(documentId);
  reauthorised = [];
  rooms = new Rooms({
    ports,
    async reauthorise(connection) {
      reauthorised.push(connection.actor);
    },
  });
});

async function openRoom(): Promise<Room> {
  const { room, release } = await rooms.acquire(documentId);
  setImmediate(release);
  return room;
}

async function storedText(): Promise<string> {
  const doc = new Y.Doc();
  const opening = await fakes.log.open(documentId);
  for (const { update } of opening?.tail ?? []) Y.applyUpdate(doc, update);
  return doc.getText('content').toString();
}

async function rows(): Promise<number> {
  return (await fakes.log.open(documentId))?.tail.length ?? 0;
}

describe('writing together', () => {
  test('ROOM-1 an edit reaches the others at once, before it is committed, and not its author', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    bert.hear();
    anna.hear();
    expect(bert.text).toBe('hello');
    expect(journal.waiting).toBe(1);
    expect(await rows()).toBe(0);
    expect(anna.heard.filter(({ type }) => type === 'update')).toEqual([]);
  });

  test('ROOM-2 an acknowledgement comes after the commit, and is cumulative', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    expect(anna.acknowledged).toBe(1);
    anna.type('a');
    anna.type('b');
    anna.type('c');
    anna.hear();
    expect(anna.acknowledged).toBe(1);
    await journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(4);
    expect(anna.heard.filter(({ type }) => type === 'acknowledgement')).toHaveLength(2);
    expect(await storedText()).toBe('abc');
  });

  test('ROOM-3 whoever joins gets everything, committed or not', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('stored ');
    await journal.commit();
    anna.type('pending');
    expect(new Replica().join(room).text).toBe('stored pending');
  });

  test('ROOM-4 edits made while away arrive by the step 2, and its acknowledgement covers them', async () => {
    const room = await openRoom();
    const anna = new Replica();
    anna.type('offline');
    anna.join(room);
    expect(anna.acknowledged).toBe(0);
    await journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(anna.frames);
    expect(await storedText()).toBe('offline');
  });

  test('ROOM-5 typing before the own step 2 is made up for by it', async () => {
    const room = await openRoom();
    const anna = new Replica();
    anna.type('offline ');
    anna.connection = room.join(anna.who, anna.socket);
    const before = Y.encodeStateVector(anna.doc);
    anna.doc.getText('content').insert(8, 'online');
    const online = Y.encodeStateAsUpdate(anna.doc, before);
    room.receive(anna.connection, encodeMessage({ type: 'update', update: online }));
    expect(journal.waiting).toBe(0);
    room.receive(anna.connection, encodeMessage({ type: 'step2', update: Y.encodeStateAsUpdate(anna.doc) }));
    await journal.commit();
    expect(anna.socket.take().findLast(({ type }) => type === 'acknowledgement')).toEqual({
      type: 'acknowledgement',
      frames: 2,
    });
    expect(await storedText()).toBe('offline online');
  });

  test('ROOM-6 what is contained is acknowledged and not stored; what is pending is not acknowledged for it', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    anna.doc.getText('content').delete(0, 1);
    bert.hear();
    bert.send({ type: 'update', update: Y.encodeStateAsUpdate(bert.doc) });
    expect(journal.waiting).toBe(2);
    bert.hear();
    expect(bert.acknowledged).toBe(1);
    await journal.commit();
    bert.hear();
    expect(bert.acknowledged).toBe(2);
    bert.send({ type: 'step2', update: Y.encodeStateAsUpdate(bert.doc) });
    bert.hear();
    expect(bert.acknowledged).toBe(3);
    expect(journal.waiting).toBe(0);
  });

  test('ROOM-7 of an update that is partly contained only the rest is stored and forwarded', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    const lone = new Y.Doc();
    lone.clientID = 77;
    Y.applyUpdate(lone, Y.encodeStateAsUpdate(anna.doc));
    lone.getText('content').insert(5, '!');
    anna.send({ type: 'step2', update: Y.encodeStateAsUpdate(lone) });
    bert.hear();
    expect(bert.text).toBe('hello!');
    const last = bert.heard.findLast((message) => message.type === 'update');
    const { structs } = Y.decodeUpdate(last?.type === 'update' ? last.update : new Uint8Array());
    expect(structs.map(({ id }) => id.client)).toEqual([77]);
    await journal.commit();
    expect(await storedText()).toBe('hello!');
  });

  test('ROOM-8 a client that did not announce itself never gets one of Plenum’s own messages', async () => {
    const room = await openRoom();
    const plain = new Replica({ isAnnounced: false }).join(room);
    plain.type('hello');
    await journal.commit();
    plain.hear();
    expect(plain.heard.map(({ type }) => type)).not.toContain('acknowledgement');
    expect(plain.heard.map(({ type }) => type)).not.toContain('access');
    expect(await storedText()).toBe('hello');
  });

  test('ROOM-9 a document that is gone when its edits are committed ends its connections', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('hello');
    fakes.log.remove(documentId);
    await journal.commit();
    expect(anna.socket.closed).toBe(CLOSE.notFound);
  });
});

describe('who may only read', () => {
  const attempts: Record<string, (reader: Replica, all: Uint8Array) => Uint8Array> = {
    'an update': (reader) => encodeMessage({ type: 'update', update: insertion(reader, 'evil') }),
    'a step 2': (reader) => encodeMessage({ type: 'step2', update: insertion(reader, 'evil') }),
    'a deletion alone': (reader) => {
      const before = Y.encodeStateVector(reader.doc);
      reader.doc.getText('content').delete(0, 3);
      return encodeMessage({ type: 'update', update: Y.encodeStateAsUpdate(reader.doc, before) });
    },
    'everything and something new': (reader, all) =>
      encodeMessage({ type: 'step2', update: Y.mergeUpdates([all, insertion(reader, 'evil')]) }),
  };

  test.each(Object.entries(attempts))('ROOM-10 ATT-1 a reader cannot write by %s', async (_what, attempt) => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('hello');
    await journal.commit();
    const reader = new Replica({ access: 'read' }).join(room);
    const message = attempt(reader, Y.encodeStateAsUpdate(anna.doc));
    const before = reader.acknowledged;
    if (reader.connection) room.receive(reader.connection, message);
    anna.hear();
    reader.hear();
    expect(anna.text).toBe('hello');
    expect(journal.waiting).toBe(0);
    expect(reader.acknowledged).toBe(before);
    expect(new Replica().join(room).text).toBe('hello');
  });

  test('ROOM-10 ATT-1 two messages in one are a violation', async () => {
    const room = await openRoom();
    const reader = new Replica({ access: 'read' }).join(room);
    const step1 = encodeMessage({ type: 'step1', vector: Uint8Array.of(0) });
    const update = encodeMessage({ type: 'update', update: insertion(reader, 'evil') });
    if (reader.connection) room.receive(reader.connection, Uint8Array.of(...step1, ...update));
    expect(reader.socket.closed).toBe(CLOSE.protocol);
    expect(journal.waiting).toBe(0);
  });

  test('ROOM-11 a reader’s step 2 without anything new is acknowledged', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('hello');
    await journal.commit();
    expect(new Replica({ access: 'read' }).join(room).acknowledged).toBe(1);
  });

  test('ROOM-12 losing the right to write is told, and from then on nothing is taken', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    if (anna.connection) room.setAccess(anna.connection, 'read');
    anna.type('too late');
    anna.hear();
    expect(journal.waiting).toBe(0);
    expect(anna.heard.filter(({ type }) => type === 'access')).toEqual([
      { type: 'access', access: 'write' },
      { type: 'access', access: 'read' },
    ]);
    await journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(1);
  });

  test('ROOM-13 gaining it again brings what was left out', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    if (anna.connection) room.setAccess(anna.connection, 'read');
    anna.type('kept');
    if (anna.connection) room.setAccess(anna.connection, 'write');
    anna.hear();
    await journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(anna.frames);
    expect(await storedText()).toBe('kept');
  });

  test('ROOM-14 after the database was away access is decided again before anything is acknowledged', async () => {
    const decided: (() => void)[] = [];
    rooms = new Rooms({ ports, reauthorise: () => new Promise((resolve) => decided.push(resolve)) });
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('hello');
    await journal.commit({ delayed: true });
    anna.hear();
    expect(decided).toHaveLength(1);
    expect(anna.acknowledged).toBe(1);
    for (const decide of decided) decide();
    await settled();
    anna.hear();
    expect(anna.acknowledged).toBe(2);
  });
});

describe('who reads by a link', () => {
  const reader = { access: 'read', isLinkReader: true, author: { kind: 'guest', id: 'link' } } as const;

  test('ROOM-15 ATT-26 gets the collected state, and edits from then on', async () => {
    ports.collect = async () => {
      const doc = new Y.Doc();
      doc.getText('content').insert(0, 'collected');
      return Y.encodeStateAsUpdate(doc);
    };
    const room = await openRoom();
    const anna = new Replica().join(room);
    anna.type('secret');
    const guest = new Replica(reader).join(room);
    await settled();
    guest.hear();
    expect(guest.text).toBe('collected');
    expect(guest.heard.map(({ type }) => type)).toEqual(['access', 'step2']);
    anna.type(' more');
    guest.hear();
    expect(guest.heard.at(-1)?.type).toBe('update');
  });

  test('ROOM-16 neither sees who is there nor is seen', async () => {
    const room = await openRoom();
    const [anna, guest] = [new Replica().join(room), new Replica(reader).join(room)];
    anna.show({ cursor: 1 });
    guest.show({ cursor: 2 });
    guest.send({ type: 'queryAwareness' });
    clock.advance(100);
    anna.hear();
    guest.hear();
    expect(guest.present.size).toBe(0);
    expect([...anna.present.keys()]).toEqual([anna.doc.clientID]);
  });

  test('ROOM-17 is told to try again when collecting fails', async () => {
    ports.collect = () => Promise.reject(new Error('busy'));
    const guest = new Replica(reader).join(await openRoom());
    await settled();
    expect(guest.socket.closed).toBe(CLOSE.tryAgain);
  });

  test('ROOM-18 those who come while one state is collected share the next', async () => {
    let collections = 0;
    const done: (() => void)[] = [];
    ports.collect = (state) => {
      collections += 1;
      return new Promise((resolve) => done.push(() => resolve(state)));
    };
    const room = await openRoom();
    const anna = new Replica().join(room);
    const guests: Replica[] = [];
    for (const letter of 'abcd') {
      anna.type(letter);
      guests.push(new Replica(reader).join(room));
      await settled();
    }
    for (let i = 0; i < done.length; i++) {
      done[i]?.();
      await settled();
    }
    for (const guest of guests) guest.hear();
    expect(collections).toBe(2);
    expect(guests.map(({ text }) => text)).toEqual(['abcd', 'abcd', 'abcd', 'abcd']);
  });
});

describe('overload', () => {
  test('ROOM-19 what cannot be kept is not shown to anybody either, and its author is told to try again', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    journal.isFull = true;
    anna.type('hello');
    bert.hear();
    expect(anna.socket.closed).toBe(CLOSE.tryAgain);
    expect(bert.text).toBe('');
    expect(bert.socket.closed).toBeNull();
  });

  test('ROOM-20 FLT-12 who does not take what is sent is closed, the others are served', async () => {
    const room = await openRoom();
    const [anna, slow, bert] = [new Replica().join(room), new Replica().join(room), new Replica().join(room)];
    slow.socket.buffered = 8 * 1024 * 1024;
    anna.type('hello');
    bert.hear();
    expect(slow.socket.closed).toBe(CLOSE.tooSlow);
    expect(bert.text).toBe('hello');
  });

  test('ROOM-21 asking for the whole document over and over is closed', async () => {
    const room = await openRoom();
    const greedy = new Replica().join(room);
    for (let i = 0; i < 30; i++) greedy.send({ type: 'step1', vector: Uint8Array.of(0) });
    expect(greedy.socket.closed).toBe(CLOSE.tooMany);
  });

  test('ROOM-22 many rows since the last snapshot call for a new one, while open and when closing', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    for (let i = 0; i < 100; i++) {
      anna.type('x');
      await journal.commit();
    }
    expect(fakes.compacted).toEqual([documentId]);
    for (let i = 0; i < 50; i++) {
      anna.type('x');
      await journal.commit();
    }
    expect(fakes.compacted).toHaveLength(1);
    anna.leave();
    expect(fakes.compacted).toHaveLength(2);
  });
});

describe('presence', () => {
  test('ROOM-23 ATT-2 the server puts the true identity into a state', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.show({ cursor: 3, user: { name: 'Somebody Else', color: '#000000' } });
    clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toEqual({
      cursor: 3,
      user: anna.who.identity,
    });
  });

  test('ROOM-24 ATT-2 ATT-3 another’s client id is dropped, whatever its clock', async () => {
    const room = await openRoom();
    const [anna, bert, mallory] = [
      new Replica().join(room),
      new Replica().join(room),
      new Replica().join(room),
    ];
    const state = JSON.stringify({ user: { name: 'Mallory' } });
    const entry = { client: anna.doc.clientID, clock: 2 ** 32 - 1, state };
    mallory.send({ type: 'awareness', entries: encodeAwareness([entry]) });
    mallory.send({ type: 'awareness', entries: encodeAwareness([{ ...entry, state: 'null' }]) });
    anna.show({ cursor: 4 });
    clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toMatchObject({ cursor: 4 });
    expect(mallory.socket.closed).toBeNull();
  });

  test.each([
    ['1 MB', encodeAwareness([{ client: 1, clock: 1, state: JSON.stringify('x'.repeat(1_000_000)) }])],
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
  ])('ROOM-25 ATT-4 awareness of %s ends the connection', async (_what, entries) => {
    const room = await openRoom();
    const mallory = participant();
    const socket = new FakeSocket();
    room.receive(room.join(mallory, socket), encodeMessage({ type: 'awareness', entries }));
    expect(socket.closed).toBe(CLOSE.protocol);
  });

  test('ROOM-25 ATT-4 awareness a thousand times a second ends the connection', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    for (let i = 0; i < 1_000; i++) {
      anna.show({ i });
      clock.advance(1);
    }
    expect(anna.socket.closed).toBe(CLOSE.protocol);
  });

  test('ROOM-26 within a window only the last state is sent', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    clock.advance(100);
    bert.hear();
    const before = bert.heard.length;
    for (let i = 0; i < 20; i++) anna.show({ i });
    clock.advance(100);
    bert.hear();
    expect(bert.heard.slice(before)).toHaveLength(1);
    expect(JSON.parse(bert.present.get(anna.doc.clientID) ?? 'null')).toMatchObject({ i: 19 });
  });

  test('ROOM-27 whoever leaves is gone for the others, and there again when back', async () => {
    const room = await openRoom();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    clock.advance(100);
    anna.leave();
    clock.advance(100);
    bert.hear();
    expect(bert.present.get(anna.doc.clientID)).toBe('null');
    const removal = bert.heard.length;
    anna.join(room);
    clock.advance(100);
    bert.hear();
    expect(bert.heard.length).toBeGreaterThan(removal);
    expect(bert.present.get(anna.doc.clientID)).not.toBe('null');
  });

  test('ROOM-28 whoever joins sees who is there', async () => {
    const room = await openRoom();
    const anna = new Replica().join(room);
    expect([...new Replica().join(room).present.keys()]).toEqual([anna.doc.clientID]);
  });

  test('ROOM-29 every connection gets a sign of life that a plain client can skip', async () => {
    const room = await openRoom();
    const anna = new Replica({ isAnnounced: false }).join(room);
    const before = anna.heard.length;
    rooms.sendSignOfLife();
    anna.hear();
    expect(anna.heard.slice(before)).toEqual([{ type: 'awareness', entries: Uint8Array.of(0) }]);
  });
});

function insertion(by: Replica, text: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(by.doc));
  const before = Y.encodeStateVector(doc);
  doc.getText('content').insert(0, text);
  return Y.encodeStateAsUpdate(doc, before);
}
