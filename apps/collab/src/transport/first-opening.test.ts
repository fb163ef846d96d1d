import { aDocument } from '@plenum/database/testing/factories';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';
import { soak } from '../testing/soak.ts';
import { allSaved } from '../testing/typists.ts';

const DOCUMENTS = soak({ short: 10, full: 200 });

let database: TestDatabase;
let server: RunningCollab;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** Opens a document twice at the same moment, and looks at what is there and what is stored. */
async function openTwice({ seed, rows }: { seed: Uint8Array | null; rows: number }): Promise<void> {
  const { admin, workspaceId } = await server.place();
  const bert = await server.member(workspaceId, 'editor');
  const { id: documentId } = await aDocument(server.db, { actor: admin, workspaceId, seed });
  const credentials = [await server.cookieOf(admin), await server.cookieOf(bert)];
  const clients = credentials.map((credential) => new Client(server, { documentId, credential }));
  const expected = jsonFromUpdate(seed ?? Uint8Array.of(0, 0));
  try {
    await vi.waitFor(() => expect(clients.map(({ provider }) => provider.synced)).toEqual([true, true]), {
      timeout: 20_000,
    });
    // Also of what the clients have sent by themselves.
    await allSaved(clients);
    for (const { doc } of clients) {
      expect(jsonFromUpdate(Y.encodeStateAsUpdate(doc))).toEqual(expected);
      expect([...doc.store.clients.keys()]).toHaveLength(rows);
    }
  } finally {
    for (const client of clients) client.destroy();
  }
  const stored = await server.stored(documentId);
  expect(stored.rows).toBe(rows);
  expect(jsonFromUpdate(Y.encodeStateAsUpdate(stored.doc))).toEqual(expected);
}

describe('a new document that two open at once', () => {
  test(`FLT-8 is seeded once, by the server, and opening it writes no row (×${DOCUMENTS})`, {
    timeout: 60_000 + DOCUMENTS * 2_000,
  }, async () => {
    const seed = updateFromJson(agendaTemplate({ locale: 'en', date: '2026-11-26' }));
    for (let i = 0; i < DOCUMENTS; i++) {
      await openTwice({ seed, rows: 1 });
      await openTwice({ seed: null, rows: 0 });
    }
  });
});
