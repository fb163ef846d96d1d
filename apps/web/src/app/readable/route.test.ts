// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { trashDocument } from '@plenum/database/documents/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { removeMember } from '@plenum/database/workspaces/writes';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { POST } from './route.ts';

let db: Database;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

async function ask(visitor: Visitor, question: { person: string; documents: string[] }) {
  const request = new Request('http://localhost/readable', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
  });
  const answer = await visitor.asks(() => POST(request));
  return answer.ok ? answer.json() : answer.status;
}

test('LOCAL-21 a page is told which documents its person may still read: as the grants say, and nobody else’s', async () => {
  const founder = await aMember(db);
  const workspace = await aWorkspace(db, founder);
  const make = (workspaceId: string) => aDocument(db, { actor: founder, workspaceId });
  const [here, thrown, elsewhere] = [
    await make(workspace.id),
    await make(workspace.id),
    await make((await aWorkspace(db, founder)).id),
  ];
  await trashDocument(await authorize(db, { actor: founder, action: 'document.organise', on: thrown.id }));
  const member = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
  const visitor = new Visitor();
  await visitor.signIn(db, member);
  const documents = [here.id, thrown.id, elsewhere.id, crypto.randomUUID()];
  expect(await ask(visitor, { person: member.personId, documents })).toEqual([here.id]);
  expect(await ask(visitor, { person: founder.personId, documents })).toBe(401);
  expect(await ask(new Visitor(), { person: member.personId, documents })).toBe(401);
  expect(await ask(visitor, { person: member.personId, documents: Array(101).fill(here.id) })).toBe(400);
  const manage = await authorize(db, { actor: founder, action: 'workspace.manage', on: workspace.id });
  await removeMember(manage, member.personId);
  expect(await ask(visitor, { person: member.personId, documents })).toEqual([]);
});

test('LOCAL-21 telling of a hundred documents takes a few queries, however many workspaces there are', async () => {
  const founder = await aMember(db);
  const workspaces = await Promise.all(Array.from({ length: 8 }, () => aWorkspace(db, founder)));
  const made = workspaces.map(({ id }) => aDocument(db, { actor: founder, workspaceId: id }));
  const own = (await Promise.all(made)).map(({ id }) => id);
  const visitor = new Visitor();
  await visitor.signIn(db, founder);
  const documents = [...own, ...Array.from({ length: 92 }, () => crypto.randomUUID())];
  const queries = vi.spyOn(db.pool, 'query');
  expect(await ask(visitor, { person: founder.personId, documents })).toEqual(own);
  const { length: asked } = queries.mock.calls;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(10);
  queries.mockRestore();
});
