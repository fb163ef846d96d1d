import type { LogOpening } from '@plenum/database/log/log';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FakeSocket, fakePorts, type participant, seeded, settled } from '../testing/fakes.ts';
import { documentWith, rawUpdate, text } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { Rooms } from './rooms.ts';

const documentId = '0192f000-0000-7000-8000-000000000001';
const author = { kind: 'person', id: 'elsewhere' } as const;

let fakes: ReturnType<typeof fakePorts>;
let rooms: Rooms;

beforeEach(() => {
  fakes = fakePorts();
  fakes.log.create(documentId);
  rooms = new Rooms({ ports: fakes.ports, reauthorise: async () => {} });
});

/** Makes loading wait, and says how to let it go on. */
function holdLoading(): { release: (outcome?: Error) => void } {
  const open = fakes.ports.log.open.bind(fakes.log);
  let release: (outcome?: Error) => void = () => {};
  const gate = new Promise<void>((resolve, reject) => {
    release = (error) => (error ? reject(error) : resolve());
  });
  fakes.ports.log = {
    open: async (id): Promise<LogOpening | null> => {
      const opening = await open(id);
      await gate;
      return opening;
    },
    readAfter: (id, range) => fakes.log.readAfter(id, range),
  };
  return { release };
}

describe('a room’s life', () => {
  test('ROOM-37 it is dropped only when the last has left and everything is committed', async () => {
    const { room, release } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    release();
    anna.type('hello');
    anna.leave();
    expect(rooms.size).toBe(1);
    await fakes.journal.commit();
    expect(rooms.size).toBe(0);
  });

  test('ROOM-38 whoever comes while it is closing finds it as it was', async () => {
    const first = await rooms.acquire(documentId);
    const anna = new Replica().join(first.room);
    first.release();
    anna.type('pending');
    anna.leave();
    const second = await rooms.acquire(documentId);
    expect(second.room).toBe(first.room);
    const bert = new Replica().join(second.room);
    second.release();
    await fakes.journal.commit();
    expect(bert.text).toBe('pending');
    expect(rooms.size).toBe(1);
    bert.leave();
    expect(rooms.size).toBe(0);
  });

  test('ROOM-39 leaving before it is loaded leaves nothing behind', async () => {
    const { release } = holdLoading();
    const leases = [rooms.acquire(documentId), rooms.acquire(documentId)];
    expect(rooms.size).toBe(1);
    release();
    const [one, two] = await Promise.all(leases);
    one?.release();
    expect(rooms.size).toBe(1);
    two?.release();
    expect(rooms.size).toBe(0);
  });

  test('ROOM-40 FLT-5 a document that cannot be loaded is not opened, and can be later', async () => {
    const { release } = holdLoading();
    const opening = rooms.acquire(documentId);
    release(new Error('away'));
    await expect(opening).rejects.toThrow('away');
    expect(rooms.size).toBe(0);
    fakes.ports.log = fakes.log;
    const lease = await rooms.acquire(documentId);
    expect(new Replica().join(lease.room).text).toBe('');
  });

  test('ROOM-40 FLT-5 nor is one whose stored updates are damaged', async () => {
    await fakes.log.append([{ documentId, author, update: Uint8Array.of(1, 2, 3) }]);
    await expect(rooms.acquire(documentId)).rejects.toThrow();
    expect(rooms.size).toBe(0);
    expect((await fakes.log.open(documentId))?.tail).toHaveLength(1);
  });

  test('ROOM-41 a document that is not there is not found', async () => {
    await expect(rooms.acquire('0192f000-0000-7000-8000-00000000000f')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(rooms.size).toBe(0);
  });

  test('ROOM-42 opening without typing writes no row', async () => {
    const { room, release } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    release();
    anna.leave();
    expect(fakes.journal.waiting).toBe(0);
    expect((await fakes.log.open(documentId))?.seq).toBe(0);
  });
});

describe('what other processes write', () => {
  const update = Y.encodeStateAsUpdate(documentWith('elsewhere', 5));

  test('ROOM-43 reaches everybody when the bus says so, once', async () => {
    const { room } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    const [seq] = await fakes.log.append([{ documentId, author, update }]);
    for (let i = 0; i < 3; i++) rooms.hear({ type: 'rows', documentId, seq: seq ?? 0 });
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
    expect(anna.heard.filter(({ type }) => type === 'update')).toHaveLength(1);
  });

  test('ROOM-44 is read when messages may have been missed', async () => {
    const { room } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await fakes.log.append([{ documentId, author, update }]);
    rooms.hear({ type: 'missed' });
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });

  test('ROOM-45 is noticed by a gap before this process’s own rows; those are not read back', async () => {
    const { room } = await rooms.acquire(documentId);
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    await fakes.log.append([{ documentId, author, update }]);
    anna.type('here ');
    await fakes.journal.commit();
    await settled();
    anna.hear();
    bert.hear();
    expect(anna.text).toContain('elsewhere');
    expect(bert.text).toBe(anna.text);
    expect(bert.heard.filter(({ type }) => type === 'update')).toHaveLength(2);
  });

  test('ROOM-46 while a room is being opened is not missed', async () => {
    const { release } = holdLoading();
    const opening = rooms.acquire(documentId);
    await settled();
    await fakes.log.append([{ documentId, author, update }]);
    rooms.hear({ type: 'rows', documentId, seq: 1 });
    release();
    const { room } = await opening;
    const anna = new Replica().join(room);
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });

  test('ROOM-47 is read again later when reading fails', async () => {
    const { room } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await fakes.log.append([{ documentId, author, update }]);
    const read = fakes.ports.log.readAfter;
    fakes.ports.log.readAfter = () => Promise.reject(new Error('away'));
    rooms.hear({ type: 'rows', documentId, seq: 1 });
    await settled();
    fakes.ports.log.readAfter = read.bind(fakes.log);
    fakes.clock.advance(1_000);
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });
});

describe('client ids', () => {
  const forged = (client: number, clock = 5) =>
    rawUpdate([{ client, clock, structs: [text('X', { origin: { client, clock: clock - 1 } })] }]);

  async function annaAndMallory(mallory: Partial<Parameters<typeof participant>[0]> = {}) {
    const { room } = await rooms.acquire(documentId);
    const anna = new Replica().join(room);
    anna.type('hello');
    return { room, anna, mallory: new Replica(mallory).join(room) };
  }

  test('ROOM-48 ATT-5 a struct forged under a connected client’s id is refused, and all stay equal', async () => {
    const { room, anna, mallory } = await annaAndMallory();
    const bert = new Replica().join(room);
    mallory.send({ type: 'update', update: forged(anna.doc.clientID) });
    expect(fakes.journal.waiting).toBe(1);
    anna.type('!');
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
    expect(fakes.journal.waiting).toBe(2);
    expect(mallory.socket.closed).toBeNull();
  });

  test('ROOM-50 a person’s new connection takes its client id over from the old one, another person’s does not', async () => {
    const { room, anna } = await annaAndMallory();
    const again = new FakeSocket();
    const connection = room.join(anna.who, again);
    room.receive(connection, encodeMessage({ type: 'update', update: forged(anna.doc.clientID) }));
    expect(fakes.journal.waiting).toBe(2);
    anna.show({ cursor: 9 });
    expect(again.closed).toBeNull();
  });

  test('ROOM-51 ATT-5 what builds on the unknown is asked for once, then refused; the log is read before', async () => {
    const { room } = await rooms.acquire(documentId);
    const mallory = new Replica().join(room);
    mallory.hear();
    const elsewhere = documentWith('elsewhere', 5);
    await fakes.log.append([{ documentId, author, update: Y.encodeStateAsUpdate(elsewhere) }]);
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
    expect(fakes.journal.waiting).toBe(0);
  });

  test('ROOM-52 a question that stays unanswered ends the connection, an answered one does not', async () => {
    const { room } = await rooms.acquire(documentId);
    const [mute, honest] = [new Replica().join(room), new Replica().join(room)];
    const unknown = rawUpdate([
      { client: 9, clock: 0, structs: [text('x', { origin: { client: 8, clock: 0 } })] },
    ]);
    mute.send({ type: 'update', update: unknown });
    honest.send({ type: 'update', update: unknown });
    await settled();
    honest.hear();
    fakes.clock.advance(31_000);
    expect(mute.socket.closed).toBe(CLOSE.protocol);
    expect(honest.socket.closed).toBeNull();
  });
});

describe('convergence', () => {
  test('ROOM-53 five replicas that type, lose frames with their connection, double and reorder them end equal', async () => {
    const seeds = Number(process.env.PLENUM_SEEDS ?? 40);
    for (let seed = 1; seed <= seeds; seed++) await converge(seed);
  });

  async function converge(seed: number): Promise<void> {
    fakes = fakePorts();
    fakes.log.create(documentId);
    rooms = new Rooms({ ports: fakes.ports, reauthorise: async () => {} });
    const random = seeded(seed);
    const pick = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('nothing to pick');
      return item;
    };
    const replicas = Array.from({ length: 5 }, () => new Replica());
    const reconnect = async (replica: Replica): Promise<void> => {
      replica.leave();
      const { room, release } = await rooms.acquire(documentId);
      replica.join(room);
      release();
    };
    for (const replica of replicas) await reconnect(replica);
    for (let step = 0; step < 80; step++) {
      const replica = pick(replicas);
      const dice = random();
      const length = replica.doc.getText('content').length;
      if (dice < 0.4) replica.type(`${step},`, Math.floor(random() * (length + 1)));
      else if (dice < 0.5 && length > 3)
        replica.doc.getText('content').delete(Math.floor(random() * (length - 3)), 3);
      else if (dice < 0.6) replica.socket.sent.splice(0).length === 0 || (await reconnect(replica));
      else if (dice < 0.7) replica.socket.sent.push(...replica.socket.sent.slice(-2));
      else if (dice < 0.75) replica.socket.sent.reverse();
      else if (dice < 0.8)
        replica.send({ type: 'update', update: Y.encodeStateAsUpdate(pick(replicas).doc) });
      else if (dice < 0.85) await fakes.journal.commit();
      else replica.hear();
      if (replica.connection?.isOpen === false) await reconnect(replica);
    }
    for (let round = 0; round < 3; round++) {
      for (const replica of replicas) await reconnect(replica);
      await fakes.journal.commit();
      for (const replica of replicas) replica.hear();
    }
    const [first] = replicas;
    const stored = new Y.Doc();
    for (const { update } of (await fakes.log.open(documentId))?.tail ?? []) Y.applyUpdate(stored, update);
    for (const { doc, text: content, acknowledged, frames } of replicas) {
      expect(content, `seed ${seed}`).toBe(first?.text);
      expect(doc.store.pendingStructs, `seed ${seed}`).toBeNull();
      expect(doc.store.pendingDs, `seed ${seed}`).toBeNull();
      expect(acknowledged, `seed ${seed}`).toBe(frames);
    }
    expect(stored.getText('content').toString(), `seed ${seed}`).toBe(first?.text);
    for (const replica of replicas) replica.leave();
    expect(rooms.size, `seed ${seed}`).toBe(0);
  }
});
