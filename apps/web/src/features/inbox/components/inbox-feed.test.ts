// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import type { Database } from '@plenum/database/client';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import de from '../../../messages/de/inbox.json' with { type: 'json' };
import { inboxFeed } from './inbox-feed.ts';
import { calledTask } from './saying-of.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

const ID = '0192f000-0000-7000-8000-00000000000a';
const ENTRY: InboxEntry = {
  ...{ id: ID, kind: 'due', documentId: ID, title: 'Camp', icon: null, documentKind: 'tasks' },
  ...{ workspaceId: ID, workspace: 'Kitchen', task: { id: 't', title: '' }, reminder: null },
  ...{ at: new Date(), isUnread: true, change: null },
};

test('TASK-703 an entry of the inbox, and of its feed, calls a task without a title so', async () => {
  const feed = (documentKind: 'tasks' | 'pad') =>
    new Visitor().asks(() => inboxFeed({ personId: ID, entries: [{ ...ENTRY, documentKind }] }));
  expect(await feed('tasks')).toContain('Due: Untitled task (Camp)');
  // Lines of a text are not named in a feed.
  expect(await feed('pad')).not.toContain('Untitled task');
  expect(calledTask({ id: 't', title: '' }, de.untitledTask)).toBe('Aufgabe ohne Titel');
  expect(calledTask({ id: 't', title: 'Rice' }, de.untitledTask)).toBe('Rice');
});
