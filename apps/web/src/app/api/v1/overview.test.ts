// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { randomUUID } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { noteOpened } from '@plenum/database/documents/recent';
import { postgresPresences } from '@plenum/database/presence/postgres-presences';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let editor: Person;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  editor = await aPerson(db, 'editor', workspaceId);
});

type Asked = Omit<Parameters<typeof callApi>[1], 'by'>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: editor, ...asked });

async function aDocument(body: object = {}): Promise<string> {
  const made = await call('postDocument', {
    id: workspaceId,
    body: { kind: 'pad', title: 'Minutes', ...body },
  });
  return String(made.id);
}

test('TPL-7 programs keep templates, list them and begin documents from them', async () => {
  const documentId = await aDocument({ markdown: 'Hello **all**.' });
  const template = await call('postTemplate', { id: workspaceId, body: { documentId } });
  const own = await call('postTemplate', {
    id: workspaceId,
    body: { documentId, title: 'Own', access: 'draft' },
  });
  expect(await call('getTemplates', { id: workspaceId })).toMatchObject({
    items: [
      { id: template.id, title: 'Minutes', workspaceId, isOwn: false },
      { id: own.id, title: 'Own', isOwn: true },
    ],
  });
  expect(await call('getDocuments', { id: workspaceId })).toMatchObject({ items: [{ id: documentId }] });
  const id = await aDocument({ templateId: template.id });
  const text = await callApi(ENDPOINTS.exportDocument, { by: editor, id, query: '?format=markdown' });
  expect(text.text).toContain('Hello **all**.');
  expect(await call('getOneDocument', { id: String(template.id) })).toMatchObject({ isTemplate: true });
  const both = { kind: 'pad', title: 'Both', templateId: template.id, markdown: '' };
  expect((await callApi(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body: both })).status).toBe(
    400,
  );
  const none = { kind: 'pad', title: 'None', templateId: documentId };
  expect((await callApi(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body: none })).status).toBe(
    404,
  );
});

test('RECENT-1, RECENT-3 programs read what their person opened lately, and empty it', async () => {
  const id = await aDocument();
  if (!editor.member) throw new Error('nobody');
  await noteOpened(await authorize(db, { actor: editor.member, action: 'document.read', on: id }));
  expect(await call('getRecent')).toMatchObject({
    items: [{ documentId: id, title: 'Minutes', workspaceId }],
  });
  await callApi(ENDPOINTS.deleteRecent, { by: editor });
  expect(await call('getRecent')).toEqual({ items: [] });
});

test('HERE-1 programs read who is where', async () => {
  const [id, other] = [await aDocument(), await aDocument()];
  const who = editor.member?.personId ?? '';
  await postgresPresences(db.pool).tell(randomUUID(), {
    came: [id, other].map((documentId) => ({ documentId, kind: 'person', who })),
    left: [],
  });
  expect(await call('getPresence', { id: workspaceId, query: `?documents=${id}` })).toEqual({
    items: [
      {
        documentId: id,
        count: 1,
        people: [{ kind: 'person', id: who, name: expect.any(String), colour: expect.any(Number) }],
      },
    ],
  });
  expect((await call('getPresence', { id: workspaceId })).items).toHaveLength(2);
});
