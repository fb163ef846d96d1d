import type { LogOpening } from '@plenum/database/log/log';
import { CLOSE } from '@plenum/protocol/close-codes';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { settled } from '../testing/fakes.ts';
import { documentWith } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';

const author = { kind: 'person', id: 'elsewhere' } as const;

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

/** Makes loading wait, and says how to let it go on. */
function holdLoading(): { release: (outcome?: Error) => void } {
  const open = kit.ports.log.open.bind(kit.log);
  let release: (outcome?: Error) => void = () => {};
  const gate = new Promise<void>((resolve, reject) => {
    release = (error) => (error ? reject(error) : resolve());
  });
  kit.ports.log = {
    open: async (id): Promise<LogOpening | null> => {
      const opening = await open(id);
      await gate;
      return opening;
    },
    readAfter: (id, range) => kit.log.readAfter(id, range),
  };
  return { release };
}

describe('a room’s life', () => {
  test('ROOM-37 it is dropped only when the last has left and everything is committed', async () => {
    const { room, release } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    release();
    anna.type('hello');
    anna.leave();
    expect(kit.rooms.size).toBe(1);
    await kit.journal.commit();
    expect(kit.rooms.size).toBe(0);
  });

  test('ROOM-38 whoever comes while it is closing finds it as it was', async () => {
    const first = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(first.room);
    first.release();
    anna.type('pending');
    anna.leave();
    const second = await kit.rooms.acquire(documentId);
    expect(second.room).toBe(first.room);
    const bert = new Replica().join(second.room);
    second.release();
    await kit.journal.commit();
    expect(bert.text).toBe('pending');
    expect(kit.rooms.size).toBe(1);
    bert.leave();
    expect(kit.rooms.size).toBe(0);
  });

  test('ROOM-39 leaving before it is loaded leaves nothing behind', async () => {
    const { release } = holdLoading();
    const leases = [kit.rooms.acquire(documentId), kit.rooms.acquire(documentId)];
    expect(kit.rooms.size).toBe(1);
    release();
    const [one, two] = await Promise.all(leases);
    one?.release();
    expect(kit.rooms.size).toBe(1);
    two?.release();
    expect(kit.rooms.size).toBe(0);
  });

  test('ROOM-40, FLT-5 a document that cannot be loaded is not opened, and can be later', async () => {
    const { release } = holdLoading();
    const opening = kit.rooms.acquire(documentId);
    release(new Error('away'));
    await expect(opening).rejects.toThrow('away');
    expect(kit.rooms.size).toBe(0);
    kit.ports.log = kit.log;
    const lease = await kit.rooms.acquire(documentId);
    expect(new Replica().join(lease.room).text).toBe('');
  });

  test('ROOM-40, FLT-5 nor is one whose stored updates are damaged', async () => {
    await kit.log.append([{ documentId, author, update: Uint8Array.of(1, 2, 3) }]);
    await expect(kit.rooms.acquire(documentId)).rejects.toThrow();
    expect(kit.rooms.size).toBe(0);
    expect((await kit.log.open(documentId))?.tail).toHaveLength(1);
  });

  test('ROOM-41 a document that is not there is not found', async () => {
    await expect(kit.rooms.acquire('0192f000-0000-7000-8000-00000000000f')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(kit.rooms.size).toBe(0);
  });

  test('ROOM-42 opening without typing writes no row', async () => {
    const { room, release } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    release();
    anna.leave();
    expect(kit.journal.waiting).toBe(0);
    expect((await kit.log.open(documentId))?.seq).toBe(0);
  });
});

describe('an edit that cannot be stored', () => {
  test('ROOM-57 ends the room’s connections, and whoever comes next finds only what is stored', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    anna.type('kept');
    await kit.journal.commit();
    anna.type(' lost');
    await kit.journal.giveUp();
    expect(anna.socket.closed).toBe(CLOSE.tryAgain);
    expect(new Replica().join(room).socket.closed).toBe(CLOSE.tryAgain);
    const next = await kit.rooms.acquire(documentId);
    expect(next.room).not.toBe(room);
    const bert = new Replica().join(next.room);
    expect(bert.text).toBe('kept');
    anna.leave();
    expect(kit.rooms.size).toBe(1);
    expect(bert.socket.closed).toBeNull();
  });
});

describe('what other processes write', () => {
  const update = Y.encodeStateAsUpdate(documentWith('elsewhere', 5));

  test('ROOM-43 reaches everybody when the bus says so, once', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await kit.log.append([{ documentId, author, update }]);
    for (let i = 0; i < 3; i++) kit.rooms.hear({ type: 'rows', documentId, seq: 1 });
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
    expect(anna.heard.filter(({ type }) => type === 'update')).toHaveLength(1);
  });

  test('ROOM-44 is read when messages may have been missed', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await kit.log.append([{ documentId, author, update }]);
    kit.rooms.hear({ type: 'missed' });
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });

  test('ROOM-45 is noticed by a gap before this process’s own rows; those are not read back', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
    await kit.log.append([{ documentId, author, update }]);
    anna.type('here ');
    await kit.journal.commit();
    await settled();
    kit.clock.advance(100);
    anna.hear();
    bert.hear();
    expect(anna.text).toContain('elsewhere');
    expect(bert.text).toBe(anna.text);
    expect(bert.heard.filter(({ type }) => type === 'update')).toHaveLength(2);
  });

  test('ROOM-46 while a room is being opened is not missed', async () => {
    const { release } = holdLoading();
    const opening = kit.rooms.acquire(documentId);
    await settled();
    await kit.log.append([{ documentId, author, update }]);
    kit.rooms.hear({ type: 'rows', documentId, seq: 1 });
    release();
    const { room } = await opening;
    const anna = new Replica().join(room);
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });

  test('ROOM-47, NODE-19 is read again later when reading fails', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await kit.log.append([{ documentId, author, update }]);
    const read = kit.ports.log.readAfter;
    kit.ports.log.readAfter = () => Promise.reject(new Error('away'));
    kit.rooms.hear({ type: 'rows', documentId, seq: 1 });
    await settled();
    kit.clock.advance(500);
    await settled();
    kit.ports.log.readAfter = read.bind(kit.log);
    kit.clock.advance(1_000);
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
    expect(kit.fakes.readFailures).toEqual([true, false]);
  });

  test('ROOM-47 nor is anything lost of rows that could not be taken in', async () => {
    const { room } = await kit.rooms.acquire(documentId);
    const anna = new Replica().join(room);
    await kit.log.append([{ documentId, author, update }]);
    const read = kit.ports.log.readAfter.bind(kit.log);
    const damaged = { seq: 1, author, at: new Date(), update: Uint8Array.of(9, 9, 9) };
    kit.ports.log.readAfter = async () => [damaged];
    kit.rooms.hear({ type: 'rows', documentId, seq: 1 });
    await settled();
    kit.ports.log.readAfter = read;
    kit.clock.advance(1_000);
    await settled();
    anna.hear();
    expect(anna.text).toBe('elsewhere');
  });
});
