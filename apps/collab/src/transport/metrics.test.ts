import { findFreePort } from '@plenum/database/embedded/free-port';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { encodeMessage } from '@plenum/protocol/messages';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Client, type Credential, outcome } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let url: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}/metrics`;
  server = await new RunningCollab({
    databaseUrl: database.url,
    env: { METRICS_PORT: String(port) },
  }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(documentId: string, credential: Credential): Promise<Client> {
  const client = new Client(server, { documentId, credential });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 20_000 });
  return client;
}

const text = async () => (await fetch(url)).text();

/** The value of one line; 0 where there is none. */
async function value(line: string): Promise<number> {
  const found = (await text()).split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.split(' ').at(-1) ?? 0);
}

function reaches(line: string, least: number): Promise<void> {
  return vi.waitFor(async () => expect(await value(line), line).toBeGreaterThanOrEqual(least), {
    timeout: 20_000,
  });
}

describe('metrics', () => {
  test('OPS-1 they are served on a port of their own, and on the public one web answers', async () => {
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
    const others = [fetch(url.replace('/metrics', '/')), fetch(url, { method: 'POST' })];
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([404, 405]);
    const open = await (await fetch(`${server.url}/metrics`)).text();
    expect(JSON.parse(open)).toMatchObject({ url: '/metrics' });
    expect(open).not.toContain('plenum_');
  });

  test('OPS-2 they tell rooms, sockets, updates, closes, commits, acknowledgements and what waits', async () => {
    const { admin, documentId, workspaceId } = await server.place();
    const anna = await connect(documentId, await server.cookieOf(admin));
    const reader = await connect(
      documentId,
      await server.cookieOf(await server.member(workspaceId, 'reader')),
    );
    const guest = await connect(
      documentId,
      (await server.linkTo(documentId, { by: admin, role: 'editor' })).credential,
    );
    for (const word of ['some', 'words']) anna.type(word);
    await vi.waitFor(() => expect([anna.status, guest.text]).toEqual(['saved', 'some words ']), {
      timeout: 20_000,
    });
    reader.type('none');
    await reaches('plenum_rooms', 1);
    await reaches('plenum_sockets{kind="person",access="write"}', 1);
    await reaches('plenum_sockets{kind="person",access="read"}', 1);
    await reaches('plenum_sockets{kind="guest",access="write"}', 1);
    await reaches('plenum_updates_received_total{outcome="taken"}', 2);
    await reaches('plenum_updates_received_total{outcome="readOnly"}', 1);
    await reaches('plenum_messages_sent_total{type="update"}', 2);
    await reaches('plenum_log_commit_seconds_count', 1);
    await reaches('plenum_log_rows_total', 1);
    await reaches('plenum_acknowledgement_seconds_count', 1);
    await reaches('plenum_bus_events_total{type="node"}', 1);
    const names = (await text()).matchAll(/^# TYPE (plenum_\w+)/gm);
    const told = new Set([...names].map(([, name]) => name));
    for (const name of [
      'plenum_log_waiting_updates',
      'plenum_log_waiting_bytes',
      'plenum_worker_waiting_jobs',
      'plenum_reads_failed_total',
    ])
      expect(told).toContain(name);
    const garbage = encodeMessage({ type: 'update', update: new Uint8Array(20) });
    const path = `/collab/${documentId}`;
    await outcome(server, { path, credential: await server.cookieOf(admin), frames: [garbage] });
    await outcome(server, { path, credential: { headers: { Authorization: 'Bearer none' } } });
    await reaches('plenum_sockets_closed_total{code="1008"}', 1);
    await reaches('plenum_sockets_closed_total{code="4401"}', 1);
    await reaches('plenum_updates_received_total{outcome="invalid"}', 1);
    for (const client of clients.splice(0)) client.destroy();
    await vi.waitFor(async () => expect(await value('plenum_rooms')).toBe(0), { timeout: 20_000 });
    expect(await value('plenum_sockets{kind="guest",access="write"}')).toBe(0);
    expect(await value('plenum_log_waiting_updates')).toBe(0);
  });

  test('OPS-3 they name nobody, no document and no address', async () => {
    const { admin, documentId, workspaceId } = await server.place();
    const { id, token, credential } = await server.linkTo(documentId, { by: admin, role: 'editor' });
    const [anna, guest] = [
      await connect(documentId, await server.cookieOf(admin)),
      await connect(documentId, credential),
    ];
    anna.type('confidential');
    await vi.waitFor(() => expect(guest.text).toBe('confidential '), { timeout: 20_000 });
    const all = await text();
    const { personId, sessionId } = admin;
    for (const secret of [
      documentId,
      workspaceId,
      personId,
      sessionId,
      id,
      token,
      'confidential',
      '127.0.0.1',
    ])
      expect(all).not.toContain(secret);
    const labels = [...all.matchAll(/^plenum_[a-z_]+\{(.*)\} /gm)].flatMap(([, list = '']) =>
      list.split(','),
    );
    for (const label of labels)
      expect(label).toMatch(/^(le="[\d.+Inf]+"|code="\d{4}"|(outcome|type|kind|access)="[a-zA-Z0-9]+")$/);
    expect(labels.length).toBeGreaterThan(20);
  });

  test('OPS-1 without a port for them there are none', async () => {
    const silent = await new RunningCollab({ databaseUrl: database.url }).start();
    try {
      expect(await (await fetch(`${silent.url}/metrics`)).text()).not.toContain('plenum_');
    } finally {
      await silent.close();
    }
  });

  test('OPS-1 a port that cannot be had is told in one sentence', async () => {
    const port = new URL(url).port;
    const second = new RunningCollab({ databaseUrl: database.url, env: { METRICS_PORT: port } });
    try {
      await expect(second.start()).rejects.toThrow('METRICS_PORT');
    } finally {
      await second.close();
    }
  });
});
