import { isNews, NEWS } from '@plenum/domain/documents/news';
import { CLOSE } from '@plenum/protocol/close-codes';
import { MAX_DOCUMENT_CLIENTS, MAX_UPDATE_CLIENTS } from '@plenum/protocol/limits';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FakeSocket, participant } from '../testing/fakes.ts';
import { collected, rawUpdate } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

describe('writing together', () => {
  test('ROOM-1 an edit reaches the others at once, before it is committed, and not its author', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    bert.hear();
    anna.hear();
    expect(bert.text).toBe('hello');
    expect(kit.journal.waiting).toBe(1);
    expect((await kit.log.open(documentId))?.seq).toBe(0);
    expect(anna.heard.filter(({ type }) => type === 'update')).toEqual([]);
  });

  test('ROOM-2 an acknowledgement comes after the commit, and is cumulative', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    expect(anna.acknowledged).toBe(1);
    anna.type('a');
    anna.type('b');
    anna.type('c');
    anna.hear();
    expect(anna.acknowledged).toBe(1);
    await kit.journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(4);
    expect(anna.heard.filter(({ type }) => type === 'acknowledgement')).toHaveLength(2);
    expect(await kit.storedText()).toBe('abc');
  });

  test('TASK-52 that something was ticked is told once it is committed, and no more than that is looked for', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    const tasks = anna.doc.getMap('tasks');
    tasks.set('a', 'Buy rice');
    anna.type('hello');
    await kit.journal.commit();
    expect(kit.fakes.ticked).toEqual([]);
    tasks.set('a', true);
    expect(kit.fakes.ticked).toEqual([]);
    await kit.journal.commit();
    expect(kit.fakes.ticked).toEqual([documentId]);
    tasks.set('a', false);
    await kit.journal.commit();
    expect(kit.fakes.ticked).toHaveLength(2);
  });

  test('ROOM-3 whoever joins gets everything, committed or not', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('stored ');
    await kit.journal.commit();
    anna.type('pending');
    expect(new Replica().join(room).text).toBe('stored pending');
  });

  test('ROOM-4 edits made while away arrive by the step 2, and its acknowledgement covers them', async () => {
    const room = await kit.open();
    const anna = new Replica();
    anna.type('offline');
    anna.join(room);
    expect(anna.acknowledged).toBe(0);
    await kit.journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(anna.frames);
    expect(await kit.storedText()).toBe('offline');
  });

  test('ROOM-5 typing before the own step 2 is made up for by it', async () => {
    const room = await kit.open();
    const anna = new Replica();
    anna.type('offline ');
    anna.connection = room.join(anna.who, anna.socket);
    const before = Y.encodeStateVector(anna.doc);
    anna.doc.getText('content').insert(8, 'online');
    const online = Y.encodeStateAsUpdate(anna.doc, before);
    room.receive(anna.connection, encodeMessage({ type: 'update', update: online }));
    expect(kit.journal.waiting).toBe(0);
    room.receive(anna.connection, encodeMessage({ type: 'step2', update: Y.encodeStateAsUpdate(anna.doc) }));
    await kit.journal.commit();
    expect(anna.socket.take().findLast(({ type }) => type === 'acknowledgement')).toEqual({
      type: 'acknowledgement',
      frames: 2,
    });
    expect(await kit.storedText()).toBe('offline online');
  });

  test('ROOM-6 what is contained is acknowledged and not stored; what is pending is not acknowledged for it', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    anna.doc.getText('content').delete(0, 1);
    bert.hear();
    bert.send({ type: 'update', update: Y.encodeStateAsUpdate(bert.doc) });
    expect(kit.journal.waiting).toBe(2);
    bert.hear();
    expect(bert.acknowledged).toBe(1);
    await kit.journal.commit();
    bert.hear();
    expect(bert.acknowledged).toBe(2);
    bert.send({ type: 'step2', update: Y.encodeStateAsUpdate(bert.doc) });
    bert.hear();
    expect(bert.acknowledged).toBe(3);
    expect(kit.journal.waiting).toBe(0);
  });

  test('ROOM-7 of an update that is partly contained only the rest is stored and forwarded', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    anna.type('hello');
    const lone = new Y.Doc();
    lone.clientID = 77;
    Y.applyUpdate(lone, Y.encodeStateAsUpdate(anna.doc));
    lone.getText('content').insert(5, '!');
    anna.send({ type: 'step2', update: Y.encodeStateAsUpdate(lone) });
    kit.clock.advance(100);
    bert.hear();
    expect(bert.text).toBe('hello!');
    const last = bert.heard.findLast((message) => message.type === 'update');
    const { structs } = Y.decodeUpdate(last?.type === 'update' ? last.update : new Uint8Array());
    expect(structs.map(({ id }) => id.client)).toEqual([77]);
    await kit.journal.commit();
    expect(await kit.storedText()).toBe('hello!');
  });

  test('ROOM-8 a client that did not announce itself never gets one of Plenum’s own messages', async () => {
    const room = await kit.open();
    const plain = new Replica({ isAnnounced: false }).join(room);
    plain.type('hello');
    await kit.journal.commit();
    plain.hear();
    expect(plain.heard.map(({ type }) => type)).not.toContain('acknowledgement');
    expect(plain.heard.map(({ type }) => type)).not.toContain('access');
    expect(await kit.storedText()).toBe('hello');
  });

  test('ROOM-65, ROOM-8 another title, or one that may have been missed, is told to whoever announced itself', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    const plain = new Replica({ isAnnounced: false }).join(room);
    kit.rooms.hear({ type: 'renamed', documentId });
    kit.rooms.hear({ type: 'renamed', documentId: 'elsewhere' });
    kit.rooms.hear({ type: 'missed' });
    for (const replica of [anna, plain]) replica.hear();
    expect(anna.heard.filter(({ type }) => type === 'renamed')).toHaveLength(2);
    expect(plain.heard.map(({ type }) => type)).not.toContain('renamed');
  });

  test.each(NEWS)(
    'COMM-7, COMM-2, ROOM-74 that it was %s, or may have been, is told to whoever may hear it',
    async (news) => {
      const room = await kit.open();
      const anna = new Replica().join(room);
      const link = { access: 'read', isLinkReader: true } as const;
      const others = new Set(NEWS.filter((other) => other !== news));
      const reader = new Replica({ ...link, hears: others }).join(room);
      const told = new Replica({ ...link, hears: new Set([news]) }).join(room);
      kit.rooms.hear({ type: news, documentId });
      kit.rooms.hear({ type: 'missed' });
      for (const replica of [anna, reader, told]) replica.hear();
      for (const { heard } of [anna, told]) expect(heard.filter(({ type }) => type === news)).toHaveLength(2);
      expect(reader.heard.filter(({ type }) => type === news)).toHaveLength(0);
      const missed = told.heard.filter(({ type }) => isNews(type) && type !== news);
      expect(missed).toHaveLength(0);
    },
  );

  test('ROOM-9 a document that is gone when its edits are committed ends its connections', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('hello');
    kit.log.remove(documentId);
    await kit.journal.commit();
    expect(anna.socket.closed).toBe(CLOSE.notFound);
  });
});

test('EPOCH-4 nothing that is written into a copy from before a document was put back is stored, and all who have it are told', async () => {
  const before = await kit.open();
  const [anna, reader] = [new Replica().join(before), new Replica({ access: 'read' }).join(before)];
  const acknowledged = anna.acknowledged;
  kit.log.putBack(documentId);
  anna.type('too late');
  await kit.journal.commit();
  anna.hear();
  expect([anna.socket.closed, reader.socket.closed]).toEqual([CLOSE.otherEpoch, CLOSE.otherEpoch]);
  expect([anna.acknowledged, await kit.storedText()]).toEqual([acknowledged, '']);
  const after = await kit.open();
  expect(after.epoch).not.toBe(before.epoch);
  new Replica().join(after).type('kept');
  await kit.journal.commit();
  expect(await kit.storedText()).toBe('kept');
});

describe('overload', () => {
  test('ROOM-19 what cannot be kept is not shown to anybody either, and its author is told to try again', async () => {
    const room = await kit.open();
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    kit.journal.isFull = true;
    anna.type('hello');
    bert.hear();
    expect(anna.socket.closed).toBe(CLOSE.tryAgain);
    expect(bert.text).toBe('');
    expect(bert.socket.closed).toBeNull();
  });

  test('ROOM-20, FLT-12 with more than a MiB waiting a connection is closed, the others are served', async () => {
    const room = await kit.open();
    const [anna, slow, bert] = [new Replica().join(room), new Replica().join(room), new Replica().join(room)];
    slow.socket.buffered = 8 * 1024 * 1024;
    anna.type('hello');
    bert.hear();
    expect(slow.socket.closed).toBe(CLOSE.tooSlow);
    expect(bert.text).toBe('hello');
  });

  test('ROOM-20, ROOM-75 who opens a large document by a slow network gets all of it, and what is written meanwhile', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    for (let part = 0; part < 6; part++) anna.type('x'.repeat(512 * 1024));
    new Replica().join(room);
    anna.type('and more');
    const socket = new FillingSocket();
    const slow = room.join(participant(), socket);
    room.receive(slow, encodeMessage({ type: 'step1', vector: Uint8Array.of(0) }));
    expect(socket.take().map(({ type }) => type)).toEqual(expect.arrayContaining(['update', 'step2']));
    room.sendSignOfLife();
    expect(socket.sent).toHaveLength(1);
    expect(socket.closed).toBeNull();
  });

  test('ROOM-21 asking for the whole document over and over is closed', async () => {
    const room = await kit.open();
    const greedy = new Replica().join(room);
    for (let i = 0; i < 30; i++) greedy.send({ type: 'step1', vector: Uint8Array.of(0) });
    expect(greedy.socket.closed).toBe(CLOSE.tooMany);
  });

  test('ROOM-63 a document takes no update that would give it more client ids than a client can be told of', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    for (let next = 1; next <= MAX_DOCUMENT_CLIENTS; next += MAX_UPDATE_CLIENTS) {
      const count = Math.min(MAX_UPDATE_CLIENTS, MAX_DOCUMENT_CLIENTS + 1 - next);
      anna.send({ type: 'step2', update: collectedBy(next, count) });
    }
    const waiting = kit.journal.waiting;
    anna.send({ type: 'step2', update: rawUpdate([{ client: 1, clock: 1, structs: [collected(1)] }]) });
    expect([kit.journal.waiting, anna.socket.closed]).toEqual([waiting + 1, null]);
    anna.send({ type: 'step2', update: collectedBy(MAX_DOCUMENT_CLIENTS + 1, 1) });
    expect([kit.journal.waiting, anna.socket.closed]).toEqual([waiting + 1, CLOSE.tooLarge]);
  });
});

/** The network takes nothing of what was sent. */
class FillingSocket extends FakeSocket {
  override send(message: Uint8Array): void {
    super.send(message);
    this.buffered += message.length;
  }
}

/** An update in which so many clients from one on have written. */
function collectedBy(first: number, count: number): Uint8Array {
  const clients = Array.from({ length: count }, (_, i) => first + count - 1 - i);
  return rawUpdate(clients.map((client) => ({ client, clock: 0, structs: [collected(1)] })));
}
