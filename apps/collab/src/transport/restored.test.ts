import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import { loadSecrets } from '@plenum/database/access/secrets';
import { startSession } from '@plenum/database/access/sign-in';
import { anInstance, backUp, makeFolder, restoreInto } from '@plenum/database/testing/backup-kit';
import { system } from '@plenum/domain/access/actor';
import { encodeMessage } from '@plenum/protocol/messages';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client, outcome } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function start(databaseUrl: string): Promise<RunningCollab> {
  const server = new RunningCollab({ databaseUrl });
  undo.push(() => server.close());
  return server.start();
}

async function anotherInstance() {
  const instance = await anInstance();
  undo.push(instance.remove);
  return instance;
}

test('BACKUP-16 who holds a copy from before a restore is refused, and nothing of it is written back', async () => {
  const [old, restored, place] = [await anotherInstance(), await anotherInstance(), makeFolder()];
  undo.push(place.remove);
  loadSecrets(old.dataDir);
  const before = await start(old.url);
  const { admin, documentId } = await before.place();
  const anna = new Client(before, { documentId, credential: await before.cookieOf(admin) });
  undo.push(() => anna.destroy());
  const isSaved = () => expect([anna.status, anna.epoch]).toEqual(['saved', expect.any(String)]);
  anna.type('kept');
  await vi.waitFor(isSaved, { timeout: 20_000 });
  const file = path.join(place.folder, 'one.plenum');
  await backUp(old, file);
  anna.type('newer');
  await vi.waitFor(isSaved, { timeout: 20_000 });
  anna.provider.destroy();

  await restoreInto(restored, file);
  const after = await start(restored.url);
  const on = admin.personId;
  const account = await authorize(after.db, { actor: system('test'), action: 'account.manage', on });
  const { headers } = await after.cookieOf({ ...admin, sessionId: await startSession(account) });
  const frames = [encodeMessage({ type: 'step2', update: Y.encodeStateAsUpdate(anna.doc) })];
  const params = { epoch: anna.epoch ?? '' };
  const offered = { path: `/collab/${documentId}`, credential: { headers, params }, frames };
  expect(await outcome(after, offered)).toBe(4410);
  const again = new Client(after, { documentId, credential: { headers } });
  undo.push(() => again.destroy());
  const isThere = () => expect([again.text, again.epoch]).toEqual(['kept ', expect.any(String)]);
  await vi.waitFor(isThere, { timeout: 20_000 });
  expect(again.epoch).not.toBe(anna.epoch);
  expect((await after.stored(documentId)).text).toBe('kept ');
});
