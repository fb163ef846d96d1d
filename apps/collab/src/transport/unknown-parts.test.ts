import { postgresLog } from '@plenum/database/log/postgres-log';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client, type Credential } from '../testing/client.ts';
import { newDatabase, serve } from '../testing/fault-kit.ts';
import { allSaved } from '../testing/typists.ts';

/** What no schema here knows: a node with attributes, in another, and a mark. */
function writeUnknown(fragment: Y.XmlFragment): void {
  const words = new Y.XmlText();
  words.insert(0, 'words', { glow: { colour: 'gold' } });
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [words]);
  const poll = new Y.XmlElement('poll');
  poll.setAttribute('tone', 'calm');
  poll.insert(0, [line]);
  fragment.insert(0, [poll]);
}

const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content').toString();

test('FLT-10 the server keeps what no schema knows as it is, for members, readers by link and in snapshots', async () => {
  const server = await serve(await newDatabase());
  const { admin, workspaceId, documentId } = await server.place();
  const open = async (credential: Credential) => {
    const client = new Client(server, { documentId, credential });
    onTestFinished(() => client.destroy());
    await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 20_000 });
    return client;
  };
  const writer = await open(await server.cookieOf(admin));
  writer.doc.transact(() => writeUnknown(writer.doc.getXmlFragment('content')));
  await allSaved([writer]);
  const content = contentOf(writer.doc);
  expect(content).toContain('poll');
  expect(content).toContain('glow');
  const stored = Y.encodeStateAsUpdate((await server.stored(documentId)).doc);

  const reader = await server.member(workspaceId, 'reader');
  const editor = await server.member(workspaceId, 'editor');
  const others = [
    await open(await server.cookieOf(reader)),
    await open(await server.cookieOf(editor)),
    await open((await server.linkTo(documentId, { by: admin, role: 'reader' })).credential),
  ];
  for (const { doc } of others) expect(contentOf(doc)).toBe(content);
  await allSaved([writer]);
  for (const client of [writer, ...others]) client.destroy();
  expect(Y.encodeStateAsUpdate((await server.stored(documentId)).doc)).toEqual(stored);

  // So many rows that a snapshot is made when the document is closed.
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update) => rows.push(update));
  for (let i = 0; i < 60; i++) doc.getMap('other').set('count', i);
  const log = postgresLog(server.db.pool);
  await log.append(rows.map((update) => ({ documentId, author: { kind: 'system', id: null }, update })));
  (await open(await server.cookieOf(admin))).destroy();
  await vi.waitFor(async () => expect((await log.open(documentId))?.snapshot?.seq).toBeGreaterThan(60), {
    timeout: 20_000,
  });
  expect(contentOf((await server.stored(documentId)).doc)).toBe(content);
});
