import { authorize } from '@plenum/database/access/authorize';
import { createDocument } from '@plenum/database/documents/writes';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client } from '../testing/client.ts';
import { seeded } from '../testing/fakes.ts';
import { ORIGIN, RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let documentId: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  ({ admin, workspaceId, documentId } = await server.place());
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(id = documentId): Promise<Client> {
  const client = new Client(server, { documentId: id, credential: await server.cookieOf(admin) });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 20_000 });
  return client;
}

/** A document as a program makes it. */
async function seededDocument(markdown: string): Promise<string> {
  const grant = await authorize(server.db, { actor: admin, action: 'document.create', on: workspaceId });
  const seed = updateFromJson(jsonFromMarkdown(markdown));
  return (await createDocument(grant, { kind: 'pad', title: 'Agenda', seed })).id;
}

/** Everything that is kept of a document, but for when. */
async function kept(id: string) {
  const rows = async (table: string, order: string) =>
    (await server.db.pool.query(`SELECT * FROM ${table} WHERE document_id = $1 ORDER BY ${order}`, [id]))
      .rows;
  const [head] = await rows('document_projection', 'seq');
  return {
    head: head && { ...head, at: null },
    links: await rows('document_link', 'position'),
    mentions: await rows('document_mention', 'person_id, block_id'),
    tasks: await rows('task_item', 'position'),
  };
}

/** Resolves when a document's projection has everything in it that is stored. */
async function projected(id = documentId) {
  const isUpToDate = async () => {
    const { rows } = await server.db.pool.query<{ last_seq: number; seq: number | null }>(
      'SELECT last_seq, seq FROM document LEFT JOIN document_projection ON document_id = id WHERE id = $1',
      [id],
    );
    expect(rows[0]?.last_seq).toBeGreaterThan(0);
    expect(rows[0]?.seq).toBe(rows[0]?.last_seq);
  };
  await vi.waitFor(isUpToDate, { timeout: 50_000, interval: 100 });
  return kept(id);
}

describe('the running server', () => {
  test('PROJ-11 projects what somebody types', async () => {
    const client = await connect();
    Y.applyUpdate(
      client.doc,
      updateFromJson(jsonFromMarkdown(`# Agenda\n\n- [x] [rice](${ORIGIN}/d/${documentId})`)),
    );
    await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
    const { head, links, tasks } = await projected();
    expect(head).toMatchObject({ text: 'Agenda\n[x] rice', outline: [{ level: 1, text: 'Agenda' }] });
    expect(links).toMatchObject([{ href: `${ORIGIN}/d/${documentId}`, target_document_id: documentId }]);
    expect(tasks).toMatchObject([{ text: 'rice', done: true }]);
  });

  test('PROJ-11 projects what a program makes', async () => {
    const { head } = await projected(await seededDocument('made by a program'));
    expect(head?.text).toBe('made by a program');
  });

  test('PROJ-12 projects after its restart what a crash left over', async () => {
    const client = await connect();
    Y.applyUpdate(client.doc, updateFromJson(jsonFromMarkdown('typed before the crash')));
    await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
    await server.kill('SIGKILL');
    client.destroy();
    // However slow this machine is, nothing of it was projected.
    await server.db.pool.query('DELETE FROM document_projection WHERE document_id = $1', [documentId]);
    await server.start();
    expect((await projected()).head?.text).toBe('typed before the crash');
  });

  test('PROJ-9 projects step by step what one look at the whole log gives, and leaves the log as it is', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 100_000);
    const random = seeded(seed);
    const id = await seededDocument('- [ ] a\n- [ ] b\n\n# c\n\n[d](/d/e)');
    const client = await connect(id);
    const content = client.doc.getXmlFragment('content');
    for (let round = 0; round < 3; round += 1) {
      for (let edit = 0; edit < 20; edit += 1) {
        const piece = new Y.Doc();
        Y.applyUpdate(
          piece,
          updateFromJson(jsonFromMarkdown(`- [x] t${edit}\n\n## h\n\n[l${edit}](/x/${edit})`)),
        );
        const blocks = piece.getXmlFragment('content').toArray();
        content.insert(
          Math.floor(random() * (content.length + 1)),
          blocks.map((block) => block.clone()) as Y.XmlElement[],
        );
        if (random() < 0.6) content.delete(Math.floor(random() * content.length), 1);
      }
      await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
      await projected(id);
    }
    const before = await kept(id);
    const log = postgresLog(server.db.pool);
    const opening = await log.open(id);
    const outcome = await projectFromLog(
      {
        log,
        projections: postgresProjections(server.db.pool, { version: PROJECTION_VERSION }),
        project: (updates) => projectionFromUpdates(updates, { origin: ORIGIN }),
      },
      { documentId: id, anew: true },
    );
    expect(outcome).toEqual({ kind: 'written', hasOtherTasks: false });
    expect(await kept(id), `SEED=${seed}`).toEqual(before);
    expect(before.tasks.length).toBeGreaterThan(0);
    expect(await log.open(id)).toEqual(opening);
  });

  test('PROJ-13 goes on beside a document that is damaged, and tells so without a word of it', async () => {
    const [broken, whole] = [await seededDocument('secret word'), await seededDocument('whole')];
    await projected(broken);
    const log = postgresLog(server.db.pool);
    const append = { author: { kind: 'system', id: null } as const, update: Uint8Array.of(9, 9, 9) };
    await log.append([{ ...append, documentId: broken }]);
    await server.db.bus.publish({ type: 'rows', documentId: broken, seq: 2 });
    await vi.waitFor(() => expect(server.output.join('')).toContain('could not be projected'), {
      timeout: 30_000,
    });
    expect((await projected(whole)).head?.text).toBe('whole');
    expect((await kept(broken)).head).toMatchObject({ seq: 1, text: 'secret word' });
    expect(server.output.join('')).not.toContain('secret');
  });
});
