import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import {
  type Bus,
  type BusEvent,
  type BusMessage,
  decodeBusMessage,
  encodeBusMessage,
  MAX_BUS_MESSAGE,
} from './bus.ts';
import { memoryBus } from './memory-bus.ts';
import { notifyBus } from './notify-bus.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => {});
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const messages: BusMessage[] = [
  { type: 'rows', documentId: randomUUID(), seq: 7 },
  { type: 'renamed', documentId: randomUUID() },
  { type: 'access', change: { of: 'person', id: randomUUID() } },
  { type: 'access', change: { of: 'session', id: randomUUID() } },
  { type: 'access', change: { of: 'workspace', id: randomUUID() } },
  { type: 'access', change: { of: 'document', id: randomUUID() } },
  { type: 'access', change: { of: 'shareLink', id: randomUUID() } },
  { type: 'awareness', documentId: randomUUID(), origin: 'a', update: 'AAA=' },
];

const subjects: Record<string, () => Bus> = {
  memory: memoryBus,
  'LISTEN/NOTIFY': () => notifyBus({ url: database.url, pool }),
};

describe.each(Object.entries(subjects))('bus on %s', (_name, makeBus) => {
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

describe('bus on LISTEN/NOTIFY', () => {
  test('BUS-4 processes hear each other', async () => {
    const [here, there] = [notifyBus({ url: database.url, pool }), notifyBus({ url: database.url, pool })];
    const heard: BusEvent[] = [];
    await there.subscribe((event) => heard.push(event));
    await Promise.all(messages.map((message) => here.publish(message)));
    await vi.waitFor(() => expect(heard).toEqual(messages), { timeout: 5_000 });
    await Promise.all([here.close(), there.close()]);
  });

  test('BUS-5 a cut line is restored, and the subscriber told that messages may have been missed', async () => {
    const bus = notifyBus({ url: database.url, pool });
    const heard: BusEvent[] = [];
    await bus.subscribe((event) => heard.push(event));
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'plenum bus'`);
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'missed' }]), { timeout: 5_000 });
    await Promise.all(messages.map((message) => bus.publish(message)));
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'missed' }, ...messages]), { timeout: 5_000 });
    await bus.close();
  });

  test('BUS-6 publishing to a database that is away neither rejects nor waits for it', async () => {
    const away = new pg.Pool({
      connectionString: 'postgresql://nobody@127.0.0.1:9/none',
      connectionTimeoutMillis: 500,
    });
    const bus = notifyBus({ url: 'postgresql://nobody@127.0.0.1:9/none', pool: away });
    await expect(bus.publish({ type: 'rows', documentId: randomUUID(), seq: 1 })).resolves.toBeUndefined();
    await bus.close();
    await away.end();
  });

  test('BUS-7 closing ends a subscription that never came about', async () => {
    const away = new pg.Pool({
      connectionString: 'postgresql://nobody@127.0.0.1:9/none',
      connectionTimeoutMillis: 500,
    });
    const bus = notifyBus({ url: 'postgresql://nobody@127.0.0.1:9/none', pool: away });
    const subscribing = bus.subscribe(() => {});
    await bus.close();
    await expect(subscribing).resolves.toBeTypeOf('function');
    await away.end();
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
