// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

test('CHANGE-8, CHANGE-2 a program reads what changed, and of whoever may only read who wrote is left out', async () => {
  const workspaceId = (await aWorkspace(db, await aMember(db))).id;
  const [ada, rita] = [await aPerson(db, 'editor', workspaceId), await aPerson(db, 'reader', workspaceId)];
  const body = { kind: 'pad', title: 'Plan', markdown: 'Ada begins.' };
  const id = String((await callWell(ENDPOINTS.postDocument, { by: ada, id: workspaceId, body })).id);
  const slot = new Date('2026-05-01T12:00:00Z');
  const at = new Date('2026-05-01T12:10:00Z');
  await db.prisma.documentUpdate.updateMany({ where: { documentId: id }, data: { at } });
  await db.prisma.documentEdit.create({
    data: { documentId: id, workspaceId, slot, at, firstSeq: 1, lastSeq: 1 },
  });
  const asked = (by: typeof ada, query = '') =>
    callWell(ENDPOINTS.getChanges, { by, id: workspaceId, query });
  const key = `person ${ada.member?.personId}`;
  const change = { id, title: 'Plan', icon: null, kind: 'pad', at: at.toISOString() };
  const author = { key, kind: 'person', name: expect.any(String) };
  const whole = { items: [{ ...change, edits: { first: 1, last: 1, authors: [author] } }], next: null };
  expect(await asked(ada)).toEqual(whole);
  expect(await asked(ada, `?kind=pad&author=${encodeURIComponent(key)}`)).toEqual(whole);
  expect(await asked(ada, `?below=${workspaceId}`)).toEqual({ items: [], next: null });
  expect(await asked(rita)).toEqual({ items: [{ ...change, edits: null }], next: null });
  for (const query of ['?kind=x', '?author=x', '?below=x', '?cursor=x']) {
    expect((await callApi(ENDPOINTS.getChanges, { by: ada, id: workspaceId, query })).status).toBe(400);
  }
});
