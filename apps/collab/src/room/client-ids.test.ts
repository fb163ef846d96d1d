import { encodeAwareness } from '@plenum/protocol/awareness';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FakeSocket, type participant, settled } from '../testing/fakes.ts';
import { documentWith, rawUpdate, text } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';

const author = { kind: 'person', id: 'elsewhere' } as const;

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

describe('client ids', () => {
  const forged = (client: number, clock = 5) =>
    rawUpdate([{ client, clock, structs: [text('X', { origin: { client, clock: clock - 1 } })] }]);

  async function annaAndMallory(mallory: Partial<Parameters<typeof participant>[0]> = {}) {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    anna.type('hello');
    return { room, anna, mallory: new Replica(mallory).join(room) };
  }

  test('ROOM-48, ATT-5 a struct forged under a connected client’s id is refused, and all stay equal', async () => {
    const { room, anna, mallory } = await annaAndMallory();
    const bert = new Replica().join(room);
    mallory.send({ type: 'update', update: forged(anna.doc.clientID) });
    expect(kit.journal.waiting).toBe(1);
    anna.type('!');
    kit.clock.advance(100);
    for (const replica of [anna, bert, mallory]) replica.hear();
    expect([anna.text, bert.text, mallory.text]).toEqual(['hello!', 'hello!', 'hello!']);
    await settled();
    mallory.send({ type: 'step2', update: forged(anna.doc.clientID, 6) });
    expect(mallory.socket.closed).toBe(CLOSE.protocol);
    expect(anna.socket.closed).toBeNull();
  });

  test('ROOM-49 relaying what is contained, and what a client that has gone wrote, is possible', async () => {
    const { anna, mallory } = await annaAndMallory();
    mallory.send({ type: 'update', update: Y.encodeStateAsUpdate(anna.doc) });
    const offline = new Y.Doc();
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(anna.doc));
    offline.clientID = anna.doc.clientID;
    anna.leave();
    mallory.send({ type: 'update', update: forged(anna.doc.clientID) });
    expect(kit.journal.waiting).toBe(2);
    expect(mallory.socket.closed).toBeNull();
  });

  test('ROOM-50 a person’s new connection takes its client id over from the old one, another person’s does not', async () => {
    const { room, anna } = await annaAndMallory();
    const again = new FakeSocket();
    const connection = room.join(anna.who, again);
    room.receive(connection, encodeMessage({ type: 'update', update: forged(anna.doc.clientID) }));
    expect(kit.journal.waiting).toBe(2);
    anna.show({ place: 9 });
    expect(again.closed).toBeNull();
  });

  test('ROOM-51, ATT-5 what builds on the unknown is asked for once, then refused; the log is read before', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const mallory = new Replica().join(room);
    mallory.hear();
    const elsewhere = documentWith('elsewhere', 5);
    await kit.log.append([{ documentId, author, update: Y.encodeStateAsUpdate(elsewhere) }]);
    const asked = () => mallory.heard.filter(({ type }) => type === 'step1').length;
    const before = asked();
    const connection = mallory.connection;
    if (!connection) throw new Error('not connected');
    const unknown = rawUpdate([
      { client: 9, clock: 0, structs: [text('x', { origin: { client: 8, clock: 0 } })] },
    ]);
    mallory.send({ type: 'update', update: unknown });
    mallory.send({ type: 'update', update: unknown });
    await settled();
    const questions = mallory.socket.take().filter(({ type }) => type === 'step1');
    expect([before, questions.length]).toEqual([1, 1]);
    expect(questions[0]?.type === 'step1' && Y.decodeStateVector(questions[0].vector)).toEqual(
      new Map([[5, 9]]),
    );
    expect(mallory.socket.closed).toBeNull();
    mallory.send({ type: 'step2', update: unknown });
    expect(mallory.socket.closed).toBe(CLOSE.protocol);
    expect(kit.journal.waiting).toBe(0);
  });

  test('ROOM-52 a question that stays unanswered ends the connection, an answered one does not', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const [mute, honest] = [new Replica().join(room), new Replica().join(room)];
    const unknown = rawUpdate([
      { client: 9, clock: 0, structs: [text('x', { origin: { client: 8, clock: 0 } })] },
    ]);
    mute.send({ type: 'update', update: unknown });
    honest.send({ type: 'update', update: unknown });
    await settled();
    honest.hear();
    kit.clock.advance(31_000);
    expect(mute.socket.closed).toBe(CLOSE.protocol);
    expect(honest.socket.closed).toBeNull();
  });

  test('ROOM-52 an answer that is still coming is waited for, though not for ever', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const slow = new Replica().join(room);
    slow.send({
      type: 'update',
      update: rawUpdate([{ client: 9, clock: 0, structs: [text('x', { origin: { client: 8, clock: 0 } })] }]),
    });
    await settled();
    for (let i = 1; i < 20; i++) {
      slow.socket.received += 16 * 1024;
      kit.clock.advance(30_000);
      expect(slow.socket.closed).toBeNull();
    }
    slow.socket.received += 16 * 1024;
    kit.clock.advance(30_000);
    expect(slow.socket.closed).toBe(CLOSE.protocol);
  });

  test('ROOM-52, ROOM-5 what was written offline may come slowly, also when somebody types before it does', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica();
    anna.type('offline ');
    anna.connection = room.join(anna.who, anna.socket);
    const before = Y.encodeStateVector(anna.doc);
    anna.type('online');
    const online = Y.encodeStateAsUpdate(anna.doc, before);
    room.receive(anna.connection, encodeMessage({ type: 'update', update: online }));
    kit.clock.advance(120_000);
    expect(anna.socket.closed).toBeNull();
    room.receive(anna.connection, encodeMessage({ type: 'step2', update: Y.encodeStateAsUpdate(anna.doc) }));
    await kit.journal.commit();
    expect(await kit.storedText()).toBe('offline online');
  });

  test('ROOM-59 a guest who comes back writes on under the same client id, whatever others of the link sent back meanwhile', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const guest = { author: { kind: 'guest', id: 'link' } } as const;
    const [one, two] = [new Replica(guest).join(room), new Replica(guest).join(room)];
    one.type('one ');
    two.hear();
    two.type('two ');
    two.leave();
    kit.clock.advance(100);
    one.hear();
    expect(one.present.get(two.client)).toBe('null');
    // What it knows of the other, now that the other is gone, and what the other wrote.
    const entry = { client: two.client, clock: 9, state: '{}' };
    one.send({ type: 'awareness', entries: encodeAwareness([entry]) });
    const waiting = kit.journal.waiting;
    const before = Y.encodeStateVector(two.doc);
    two.type('offline ');
    const offline = Y.encodeStateAsUpdate(two.doc, before);
    Y.applyUpdate(one.doc, offline, one);
    one.send({ type: 'update', update: offline });
    expect(kit.journal.waiting).toBe(waiting + 1);
    two.join(room);
    two.type('again');
    kit.clock.advance(100);
    expect(kit.journal.waiting).toBe(waiting + 2);
    one.hear();
    expect(one.text).toBe('one two offline again');
    expect(two.doc.clientID).toBe(two.client);
    expect(two.socket.closed).toBeNull();
  });

  test('ROOM-60 a reader who shows another’s client id first keeps nobody from writing under it, nor from being seen then', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica();
    const reader = new Replica({ access: 'read' }, anna.client).join(room);
    anna.join(room);
    const bert = new Replica().join(room);
    anna.type('hello');
    bert.hear();
    expect(bert.text).toBe('hello');
    anna.show({ place: 1 });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.client) ?? 'null')).toEqual({
      place: 1,
      user: anna.who.identity,
    });
    reader.show({ place: 2 });
    kit.clock.advance(100);
    bert.hear();
    expect(JSON.parse(bert.present.get(anna.client) ?? 'null')).toMatchObject({ place: 1 });
  });

  test('ROOM-48 a client’s id is its own from when it is shown, before anything is written under it', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const [anna, mallory] = [new Replica().join(room), new Replica().join(room)];
    mallory.send({
      type: 'update',
      update: rawUpdate([{ client: anna.client, clock: 0, structs: [text('X')] }]),
    });
    expect(kit.journal.waiting).toBe(0);
    anna.type('hello');
    expect(kit.journal.waiting).toBe(1);
  });
});
