import { AppError } from '@plenum/domain/errors';
import { CLOSE } from '@plenum/protocol/close-codes';
import type { Access } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../room/connection.ts';
import { Rooms } from '../room/rooms.ts';
import { FakeSocket, fakePorts, participant, settled } from '../testing/fakes.ts';
import { AccessWatch } from './access-watch.ts';

const documentId = '0192f000-0000-7000-8000-000000000001';
const [workspaceId, linkId] = ['workspace', 'link'];

let fakes: ReturnType<typeof fakePorts>;
let watch: AccessWatch;
let asked: number;
let decide: () => Promise<{ access: Access; workspaceId?: string; endsIn?: number | null }>;
let connection: Connection;
let socket: FakeSocket;

beforeEach(async () => {
  fakes = fakePorts();
  fakes.log.create(documentId);
  asked = 0;
  decide = async () => ({ access: 'write' });
  watch = new AccessWatch({
    clock: fakes.clock,
    async decide() {
      asked += 1;
      return { endsIn: null, workspaceId, hears: new Set(), ...(await decide()) };
    },
  });
  const rooms = new Rooms({ ports: fakes.ports, reauthorise: (it) => watch.recheck(it) });
  const { room } = await rooms.acquire(documentId);
  socket = new FakeSocket();
  connection = room.join(participant(), socket);
  const actor = { kind: 'member', personId: 'anna', sessionId: 'session' } as const;
  watch.add(connection, {
    subject: { actor, documentId, workspaceId, room },
    since: watch.changes,
    endsIn: null,
  });
});

describe('access watch', () => {
  test.each([
    ['instance', '', 0],
    ['person', 'anna', 1],
    ['person', 'bert', 0],
    ['session', 'session', 1],
    ['session', 'other', 0],
    ['workspace', workspaceId, 1],
    ['workspace', 'other', 0],
    ['document', documentId, 1],
    ['document', 'other', 0],
    ['shareLink', linkId, 0],
  ] as const)('COLLAB-29 a change of %s %s concerns %i connection', async (of, id, times) => {
    watch.hear({ type: 'access', change: { of, id } });
    await settled();
    expect(asked).toBe(times);
  });

  test('COLLAB-30 when messages may have been missed, and now and then, everybody is asked about', async () => {
    watch.hear({ type: 'missed' });
    await settled();
    expect(asked).toBe(1);
    fakes.clock.advance(301_000);
    await settled();
    expect(asked).toBe(2);
  });

  test('COLLAB-31 who has no access any more is closed with the reason', async () => {
    decide = () => Promise.reject(new AppError('forbidden', 'No.'));
    await watch.recheck(connection);
    expect(socket.closed).toBe(CLOSE.forbidden);
  });

  test('COLLAB-32 while nobody can say, the connection stays; it is asked again until somebody can', async () => {
    decide = () => Promise.reject(new Error('away'));
    const done = watch.recheck(connection);
    for (let i = 0; i < 5; i++) {
      await settled();
      fakes.clock.advance(300);
    }
    expect(socket.closed).toBeNull();
    expect(asked).toBe(5);
    decide = async () => ({ access: 'read' });
    await settled();
    fakes.clock.advance(300);
    await done;
    expect(connection.access).toBe('read');
  });

  test('COLLAB-33 decisions about one connection are made in order, so that the last change wins', async () => {
    const answers: ((access: Access) => void)[] = [];
    decide = () => new Promise((resolve) => answers.push((access) => resolve({ access })));
    const rechecks = [watch.recheck(connection), watch.recheck(connection)];
    await settled();
    const first = answers.length;
    answers[0]?.('write');
    await settled();
    answers[1]?.('read');
    await Promise.all(rechecks);
    expect([first, answers.length, connection.access]).toEqual([1, 2, 'read']);
  });

  test('COLLAB-34 a change heard while somebody was being let in is not missed', async () => {
    const since = watch.changes;
    watch.hear({ type: 'access', change: { of: 'person', id: 'carla' } });
    const rooms = new Rooms({ ports: fakes.ports, reauthorise: async () => {} });
    const { room } = await rooms.acquire(documentId);
    const late = room.join(participant(), new FakeSocket());
    const actor = { kind: 'member', personId: 'carla', sessionId: 'late' } as const;
    watch.add(late, { subject: { actor, documentId, workspaceId, room }, since, endsIn: null });
    await settled();
    expect(asked).toBe(1);
  });

  test('COLLAB-46, ATT-25 access that ends by itself is decided again at that moment, and then whenever it ends next', async () => {
    decide = async () => ({ access: 'write', endsIn: 7_000 });
    await watch.recheck(connection);
    asked = 0;
    fakes.clock.advance(6_999);
    await settled();
    expect(asked).toBe(0);
    fakes.clock.advance(2);
    await settled();
    expect(asked).toBe(1);
    decide = () => Promise.reject(new AppError('not_found', 'No.'));
    fakes.clock.advance(7_001);
    await settled();
    expect(socket.closed).toBe(CLOSE.notFound);
  });

  test('COLLAB-46 an end that is far off is found by a round in time, and a connection that is gone is not asked about', async () => {
    decide = async () => ({ access: 'write', endsIn: 750_000 - fakes.clock.now() });
    await watch.recheck(connection);
    for (let i = 0; i < 2; i++) {
      fakes.clock.advance(300_000);
      await settled();
    }
    decide = () => Promise.reject(new AppError('not_found', 'No.'));
    fakes.clock.advance(150_000);
    await settled();
    expect(socket.closed).toBeNull();
    fakes.clock.advance(1);
    await settled();
    expect(socket.closed).toBe(CLOSE.notFound);
    watch.remove(connection);
    asked = 0;
    fakes.clock.advance(1_000_000);
    await settled();
    expect(asked).toBe(0);
  });

  test('COLLAB-29 a document that was moved is concerned by what changes where it is by now', async () => {
    decide = async () => ({ access: 'write', workspaceId: 'new home' });
    const hear = async (id: string) => {
      watch.hear({ type: 'access', change: { of: 'workspace', id } });
      await settled();
    };
    await hear(workspaceId);
    await hear(workspaceId);
    expect(asked).toBe(1);
    await hear('new home');
    expect(asked).toBe(2);
  });

  test('COLLAB-30 many who came at once are asked about one after another', async () => {
    const rooms = new Rooms({ ports: fakes.ports, reauthorise: async () => {} });
    const { room } = await rooms.acquire(documentId);
    for (let i = 1; i < 600; i++) {
      const actor = { kind: 'member', personId: `person ${i}`, sessionId: `session ${i}` } as const;
      const subject = { actor, documentId, workspaceId, room };
      watch.add(room.join(participant(), new FakeSocket()), { subject, since: watch.changes, endsIn: null });
    }
    fakes.clock.advance(299_999);
    expect(asked).toBe(0);
    const rates: number[] = [];
    for (let second = 0; second < 200; second++) {
      const before = asked;
      fakes.clock.advance(1_000);
      for (let i = 0; i < 5; i++) await settled();
      rates.push(asked - before);
    }
    expect(asked).toBe(600);
    expect(Math.max(...rates)).toBeLessThanOrEqual(4);
  });

  test('COLLAB-47 a change is decided before what is left of a round', async () => {
    const rooms = new Rooms({ ports: fakes.ports, reauthorise: async () => {} });
    const { room } = await rooms.acquire(documentId);
    for (let i = 0; i < 200; i++) {
      const actor = { kind: 'member', personId: `person ${i}`, sessionId: `session ${i}` } as const;
      const subject = { actor, documentId, workspaceId, room };
      watch.add(room.join(participant(), new FakeSocket()), { subject, since: watch.changes, endsIn: null });
    }
    const answers: (() => void)[] = [];
    decide = () => new Promise((resolve) => answers.push(() => resolve({ access: 'write' })));
    fakes.clock.advance(400_000);
    const { length: atOnce } = answers;
    const urgent = new FakeSocket();
    const last = room.join(participant(), urgent);
    const actor = { kind: 'guest', linkId: 'revoked', documentId, lock: 0, guestId: null } as const;
    const subject = { actor, documentId, workspaceId, room };
    watch.add(last, { subject, since: watch.changes, endsIn: null });
    watch.hear({ type: 'access', change: { of: 'shareLink', id: 'revoked' } });
    const refusals: (() => void)[] = [];
    decide = () => new Promise((_, reject) => refusals.push(() => reject(new AppError('not_found', 'No.'))));
    answers[0]?.();
    await settled();
    refusals[0]?.();
    await settled();
    expect(atOnce).toBeLessThan(100);
    expect(urgent.closed).toBe(CLOSE.notFound);
  });
});
