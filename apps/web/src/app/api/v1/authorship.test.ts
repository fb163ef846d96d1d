// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { takeNamesOff } from '@plenum/database/documents/authorship';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let ada: Person;
let mira: Person;
let id: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  const workspaceId = (await aWorkspace(db, await aMember(db))).id;
  ada = await aPerson(db, 'editor', workspaceId);
  mira = await aPerson(db, 'editor', workspaceId);
  const body = { kind: 'pad', title: 'Plan', markdown: 'Ada begins.\n\nAda ends.' };
  id = String((await callWell(ENDPOINTS.postDocument, { by: ada, id: workspaceId, body })).id);
});

const importBy = (by: Person, markdown: string) =>
  callWell(ENDPOINTS.putText, { by, id, body: { markdown } });
const returnBy = (by: Person, returnTo: number) =>
  callWell(ENDPOINTS.postReturn, { by, id, body: { returnTo } });
const keyOf = ({ member }: Person) => `person ${member?.personId}`;

/** Characters by author. */
async function shares(): Promise<Record<string, number>> {
  const { items } = await callWell(ENDPOINTS.getContributors, { by: ada, id });
  return Object.fromEntries(
    (items as { key: string; length: number }[]).map(({ key, length }) => [key, length]),
  );
}

const seqNow = async () => (await db.prisma.document.findUniqueOrThrow({ where: { id } })).lastSeq;

test('WHO-8, WHO-10 lines keep their authors through an import over the text and a return to an older version', async () => {
  await importBy(mira, 'Ada begins.\n\nMira adds.\n\nAda ends.');
  const authors = { [keyOf(ada)]: 20, [keyOf(mira)]: 10 };
  expect(await shares()).toEqual(authors);
  const then = await seqNow();
  const third = await aPerson(
    db,
    'editor',
    (await db.prisma.document.findUniqueOrThrow({ where: { id } })).workspaceId,
  );
  await importBy(third, '12345678901');
  expect(await shares()).toEqual({ [keyOf(third)]: 11 });
  await returnBy(third, then);
  expect(await shares()).toEqual(authors);
  const { text } = await callApi(ENDPOINTS.exportDocument, { by: ada, id, query: '?format=markdown' });
  expect(text).toContain('Ada begins.\n\nMira adds.\n\nAda ends.');
  // Once more, from what came back.
  const again = await seqNow();
  await importBy(third, 'Away.');
  await returnBy(mira, again);
  expect(await shares()).toEqual(authors);
});

test('WHO-8, WHO-6 whose name was taken off does not come back with their text', async () => {
  const then = await seqNow();
  await importBy(mira, 'Nothing.');
  await returnBy(mira, then);
  expect(await shares()).toEqual({ [keyOf(ada)]: 20 });
  await takeNamesOff(db, { documentIds: [id], keys: [keyOf(ada)] });
  expect(await shares()).toEqual({ 'system ': 20 });
  await importBy(mira, 'Nothing.');
  await returnBy(mira, then);
  expect(await shares()).toEqual({ 'system ': 20 });
  const credits = await db.prisma.documentCredit.findMany({ where: { documentId: id } });
  expect(JSON.stringify(credits)).not.toContain(keyOf(ada));
});
