// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { startThread } from '@plenum/database/comments/comments';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { loadComments } from './loaders.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

test('TASK-704 the page of comments tells as little of a task that is deleted as the list does', async () => {
  const actor = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, actor);
  const { id: on } = await aDocument(db, { actor, workspaceId, kind: 'tasks' });
  const say = await authorize(db, { actor, action: 'document.comment', on });
  await startThread(say, { quote: '', body: 'Good' });
  const taskId = '0192f000-0000-7000-8000-00000000000a';
  await startThread(say, { taskId, quote: 'Rice', body: 'When?' });
  const visitor = new Visitor();
  await visitor.signIn(db, actor);
  const quotes = async () => (await visitor.asks(() => loadComments(on))).threads.map(({ quote }) => quote);
  expect(await quotes()).toEqual(['Rice', '']);
  const at = new Date(Date.now() + 1_000);
  await db.prisma.documentProjection.upsert({
    where: { documentId: on },
    create: { documentId: on, seq: 1, version: 1, text: '', outline: [], at },
    update: { at },
  });
  expect(await quotes()).toEqual(['']);
});
