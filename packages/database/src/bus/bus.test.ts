import { randomUUID } from 'node:crypto';
import { NEWS } from '@plenum/domain/documents/news';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { ThrowAwayRedis } from '../testing/throw-away-redis.ts';
import {
  type Bus,
  type BusEvent,
  type BusMessage,
  decodeBusMessage,
  encodeBusMessage,
  MAX_BUS_MESSAGE,
} from './bus.ts';
import { busChannel } from './channel.ts';
import { memoryBus } from './memory-bus.ts';
import { notifyBus } from './notify-bus.ts';
import { redisBus } from './redis-bus.ts';
import { connectRedis, endRedis } from './redis-connection.ts';
import { SendQueue } from './send-queue.ts';

let database: TestDatabase;
let pool: pg.Pool;
let redis: ThrowAwayRedis;
beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase(), ThrowAwayRedis.start()]);
  pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => {});
});
afterAll(async () => {
  await pool.end();
  await Promise.all([database.drop(), redis.stop()]);
});

const message: BusMessage = { type: 'rows', documentId: randomUUID(), seq: 7 };
const messages: BusMessage[] = [
  message,
  ...NEWS.map((type) => ({ type, documentId: randomUUID() })),
  { type: 'access', change: { of: 'person', id: randomUUID() } },
  { type: 'access', change: { of: 'session', id: randomUUID() } },
  { type: 'access', change: { of: 'workspace', id: randomUUID() } },
  { type: 'access', change: { of: 'document', id: randomUUID() } },
  { type: 'access', change: { of: 'shareLink', id: randomUUID() } },
  { type: 'awareness', documentId: randomUUID(), origin: 'a', update: 'AAA=' },
  { type: 'whoIsThere', origin: 'a', documentIds: [randomUUID(), randomUUID()] },
  { type: 'node', origin: 'a', isLeaving: true },
];

/** A bus between processes. */
interface Subject {
  name: string;
  make: () => Bus;
  /** One of a server that is not there. */
  makeAway: () => Bus;
  /** Cuts the lines of all who listen. */
  cut: () => Promise<unknown>;
}

const distributed: Subject[] = [
  {
    name: 'LISTEN/NOTIFY',
    make: () => notifyBus({ url: database.url, pool }),
    makeAway() {
      const url = 'postgresql://nobody@127.0.0.1:9/none';
      const away = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 500 });
      return notifyBus({ url, pool: away });
    },
    cut: () =>
      pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'plenum bus'`),
  },
  {
    name: 'Redis',
    make: () => redisBus({ url: redis.url, channel: 'here' }),
    makeAway: () => redisBus({ url: 'redis://127.0.0.1:9', channel: 'here' }),
    async cut() {
      const connection = await connectRedis(redis.url);
      await connection.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await endRedis(connection);
    },
  },
];

const subjects = [{ name: 'memory', make: memoryBus }, ...distributed];

describe.each(subjects)('bus on $name', ({ make: makeBus }) => {
  test('BUS-1 every subscriber hears every message in order, its own process’s too', async () => {
    const bus = makeBus();
    const heard: [BusEvent[], BusEvent[]] = [[], []];
    await bus.subscribe((event) => heard[0].push(event));
    await bus.subscribe((event) => heard[1].push(event));
    for (const message of messages) await bus.publish(message);
    await vi.waitFor(() => expect(heard).toEqual([messages, messages]), { timeout: 5_000 });
    await bus.close();
  });

  test('BUS-2 after unsubscribing nothing is heard', async () => {
    const bus = makeBus();
    const heard: [BusEvent[], BusEvent[]] = [[], []];
    const unsubscribe = await bus.subscribe((event) => heard[0].push(event));
    await bus.subscribe((event) => heard[1].push(event));
    unsubscribe();
    for (const message of messages) await bus.publish(message);
    await vi.waitFor(() => expect(heard[1]).toEqual(messages), { timeout: 5_000 });
    expect(heard[0]).toEqual([]);
    await bus.close();
  });

  test('BUS-3 a message of 7,999 bytes gets through, a larger one is an error of the sender', async () => {
    const bus = makeBus();
    const heard: BusEvent[] = [];
    await bus.subscribe((event) => heard.push(event));
    const rest = encodeBusMessage({ type: 'awareness', documentId: 'd', origin: 'o', update: '' }).length;
    const largest: BusMessage = {
      type: 'awareness',
      documentId: 'd',
      origin: 'o',
      update: 'x'.repeat(MAX_BUS_MESSAGE - rest),
    };
    await expect(bus.publish({ ...largest, update: `${largest.update}x` })).rejects.toThrow(RangeError);
    await bus.publish(largest);
    await vi.waitFor(() => expect(heard).toEqual([largest]), { timeout: 5_000 });
    await bus.close();
  });

  test('HEALTH-3 it tells whether others are heard', async () => {
    const bus = makeBus();
    expect(bus.isListening).toBe(false);
    await bus.subscribe(() => {});
    expect(bus.isListening).toBe(true);
    await bus.close();
    expect(bus.isListening).toBe(false);
  });
});

describe.each(distributed)('bus on $name, between processes', ({ make, makeAway, cut }) => {
  test('BUS-4 processes hear each other', async () => {
    const [here, there] = [make(), make()];
    const heard: BusEvent[] = [];
    await there.subscribe((event) => heard.push(event));
    await Promise.all(messages.map((message) => here.publish(message)));
    await vi.waitFor(() => expect(heard).toEqual(messages), { timeout: 5_000 });
    await Promise.all([here.close(), there.close()]);
  });

  test('BUS-5 a cut line is restored, and the subscriber told that messages may have been missed', async () => {
    const bus = make();
    const heard: BusEvent[] = [];
    await bus.subscribe((event) => heard.push(event));
    await cut();
    const told: BusEvent[] = [{ type: 'cut' }, { type: 'missed' }];
    await vi.waitFor(() => expect(heard).toEqual(told), { timeout: 5_000 });
    await Promise.all(messages.map((message) => bus.publish(message)));
    await vi.waitFor(() => expect(heard).toEqual([...told, ...messages]), { timeout: 5_000 });
    await bus.close();
  });

  test('BUS-6 publishing to a server that is away neither rejects nor waits for it', async () => {
    const bus = makeAway();
    await expect(bus.publish(message)).resolves.toBeUndefined();
    // Known to be away by now: the second one does not even wait for an attempt.
    const outcome = await Promise.race([
      bus.publish(message),
      new Promise((next) => setImmediate(next, 'waits')),
    ]);
    expect(outcome).toBeUndefined();
    await bus.close();
  });

  test('BUS-7 closing ends a subscription that never came about', async () => {
    const bus = makeAway();
    const heard: BusEvent[] = [];
    const subscribing = bus.subscribe((event) => heard.push(event));
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'cut' }]), { timeout: 5_000 });
    await bus.close();
    await expect(subscribing).resolves.toBeTypeOf('function');
  });
});

describe('bus on Redis', () => {
  test('BUS-9 instances that share a Redis do not hear each other', async () => {
    const [one, other] = [
      redisBus({ url: redis.url, channel: 'one' }),
      redisBus({ url: `${redis.url}/5`, channel: 'other' }),
    ];
    const heard: BusEvent[] = [];
    await other.subscribe((event) => heard.push(event));
    await one.publish(message);
    await other.publish({ type: 'node', origin: 'other', isLeaving: false });
    await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 5_000 });
    expect(heard).toEqual([{ type: 'node', origin: 'other', isLeaving: false }]);
    await Promise.all([one.close(), other.close()]);
  });

  test('BUS-10 a server that hangs is given up, and found again when it answers', async () => {
    const hanging = await ThrowAwayRedis.start();
    const bus = redisBus({ url: hanging.url, channel: 'here' });
    const heard: BusEvent[] = [];
    await bus.subscribe((event) => heard.push(event));
    await bus.publish(message);
    await vi.waitFor(() => expect(heard).toEqual([message]), { timeout: 5_000 });
    hanging.pause();
    await bus.publish(message);
    hanging.resume();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), { timeout: 20_000 });
    expect(heard.slice(1).every((event) => JSON.stringify(event) === JSON.stringify(message))).toBe(true);
    await bus.close();
    await hanging.stop();
  });
});

test('BUS-13 an instance has one channel on all its nodes, and no other instance has it', () => {
  const secrets = { sessionSecret: Buffer.alloc(32, 1), tokenKey: Buffer.alloc(32, 2) };
  const url = 'postgresql://plenum:sesame@127.0.0.1:5432/plenum';
  const channel = busChannel({ url, secrets });
  expect(
    busChannel({
      url: 'postgres://10.0.0.5/plenum',
      secrets: { ...secrets, sessionSecret: Buffer.alloc(1) },
    }),
  ).toBe(channel);
  expect(busChannel({ url: `${url}_copy`, secrets })).not.toBe(channel);
  expect(busChannel({ url, secrets: { ...secrets, tokenKey: Buffer.alloc(32, 3) } })).not.toBe(channel);
  expect(channel).toMatch(/^plenum:[\w-]{22}$/);
});

describe('send queue', () => {
  test('BUS-11 when messages had to be given up, the others are told that they have missed some', async () => {
    vi.useFakeTimers();
    try {
      const sent: string[] = [];
      let isAway = true;
      const queue = new SendQueue({
        lost: 'lost',
        async send(payloads) {
          if (isAway) throw new Error('away');
          sent.push(...payloads);
        },
      });
      for (let i = 0; i < 5_002; i++) void queue.send(`${i}`);
      isAway = false;
      await vi.advanceTimersByTimeAsync(1_000);
      // The first was on its way already, so that it is the second that had to go.
      expect(sent).toEqual(['lost', '0', ...Array.from({ length: 5_000 }, (_, i) => `${i + 2}`)]);
      isAway = true;
      void queue.send('too long');
      await vi.advanceTimersByTimeAsync(20_000);
      isAway = false;
      sent.length = 0;
      await vi.advanceTimersByTimeAsync(4_000);
      expect(sent).toEqual(['lost']);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('bus messages', () => {
  test.each([
    '',
    'null',
    '{"type":"rows"}',
    '{"type":"rows","documentId":1,"seq":"x"}',
    '{"type":"access","change":{"of":"all","id":"x"}}',
    '{"type":"later"}',
  ])('BUS-8 what this version does not know is no message: %s', (text) => {
    expect(decodeBusMessage(text)).toBeNull();
  });
});
