// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let admin: Member;
let editor: Person;
let reader: Person;
let workspaceId: string;
let id: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aPerson(db, 'editor', workspaceId);
  reader = await aPerson(db, 'reader', workspaceId);
  id = (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title: 'Cooking' })).id;
});

type Asked = Partial<Parameters<typeof callApi>[1]>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: reader, ...asked });
const refused = async (name: keyof typeof ENDPOINTS, asked: Asked) => {
  const answer = await callApi(ENDPOINTS[name], { by: editor, ...asked });
  return [answer.status, answer.json().detail];
};

test('INBOX-7 a program watches a document, reads what there is to learn of it, and takes it as seen', async () => {
  expect(await call('getOneWatching', { id })).toEqual({ watching: 'nothing', isBelowWatched: false });
  expect(await call('putWatching', { id, body: { watching: 'branch' } })).toMatchObject({
    watching: 'branch',
  });
  expect(await call('getWatched')).toMatchObject({
    items: [{ id, title: 'Cooking', kind: 'wiki', watching: 'branch', workspaceId }],
    next: null,
  });
  expect(await call('getWatched', { by: editor })).toMatchObject({ items: [] });
  await call('postThread', { by: editor, id, body: { body: 'More salt?' } });
  const { items } = await call('getInbox');
  expect(items).toMatchObject([
    {
      kind: 'commented',
      documentId: id,
      documentKind: 'wiki',
      title: 'Cooking',
      isUnread: true,
      change: null,
    },
  ]);
  const [entry] = Array.isArray(items) ? items : [];
  await call('postInboxRead', { body: { ids: [entry?.id] } });
  expect(await call('getInbox')).toEqual({ items: [], next: null });
  expect(await call('getInbox', { query: '?show=all' })).toMatchObject({ items: [{ isUnread: false }] });
  expect((await refused('getInbox', { query: '?cursor=nonsense' }))[0]).toBe(400);
});

test('PROP-6 a program says who looks after a document and what it is, and lists documents by it', async () => {
  const ownerId = reader.member?.personId;
  const body = { ownerId, reviewOn: '2020-02-29', status: 'adopted' };
  const said = { owner: { id: ownerId }, reviewOn: '2020-02-29', isDue: true, status: 'adopted' };
  expect(await call('putProperties', { by: editor, id, body })).toMatchObject(said);
  expect(await call('getOneProperties', { id })).toMatchObject({ ...said, isOwnerHidden: false });
  const listed = async (query: string) => (await call('getByProperties', { id: workspaceId, query })).items;
  expect(await listed('?due=true&status=adopted')).toMatchObject([{ id, title: 'Cooking', ...said }]);
  expect(await listed(`?ownerId=${ownerId}`)).toHaveLength(1);
  expect(await listed('?status=draft')).toEqual([]);
  expect(await refused('putProperties', { id, body: { ...body, reviewOn: '2020-02-30' } })).toEqual([
    400,
    'reviewOn: This is no day. Give it as year, month and day: 2026-12-31.',
  ]);
  expect(await refused('putProperties', { id, body: { ...body, ownerId: id } })).toEqual([
    400,
    'Choose somebody who has access to this document.',
  ]);
});
