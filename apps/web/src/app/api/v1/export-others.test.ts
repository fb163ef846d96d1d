// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { setSource } from '@plenum/editor/tasks/sources';
import { changeNow } from '@plenum/exchange/change-document';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

test('TASK-724 files of a list have the tasks of other texts that it shows, to each those that they may read, and files that come back have its own', async () => {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  const editor = await aPerson(db, 'editor', workspaceId);
  const make = async (by: typeof editor, body: object) => {
    const made = await callApi(ENDPOINTS.postDocument, { by, id: workspaceId, body });
    return String(made.json().id);
  };
  const id = await make(editor, { kind: 'tasks', title: 'Kitchen' });
  await callApi(ENDPOINTS.postTask, { by: editor, id, body: { title: 'Own' } });
  const may = { actor: admin, action: 'document.write', on: id } as const;
  const { seq: before } = await db.prisma.documentUpdate.findFirstOrThrow({
    where: { documentId: id },
    orderBy: { seq: 'desc' },
  });
  const minutes = await make(editor, {
    kind: 'pad',
    title: 'In May',
    markdown: '- [ ] Buy rice\n- [x] Ring Ada\n',
  });
  const secret = await make(editor, { kind: 'pad', title: 'Board', markdown: '- [ ] Fire him\n' });
  await changeNow(await authorize(db, may), (doc) => {
    for (const source of [minutes, secret]) setSource(doc, { id: source, isShown: true });
  });
  for (const one of [minutes, secret, id]) await deriveNow(db, one);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: secret }));

  const file = async (format: string, more = '') => {
    const query = `?format=${format}${more}`;
    return (await callApi(ENDPOINTS.exportDocument, { by: editor, id, query })).text;
  };
  const taken = async (format: string) =>
    (await callApi(ENDPOINTS.getTasksExport, { by: editor, id, query: `?format=${format}` })).text;
  for (const text of [
    await file('markdown'),
    await file('html'),
    await file('text'),
    await taken('markdown'),
  ]) {
    expect(text).toMatch(/Own.*From .*In May.*Buy rice.*Ring Ada/s);
    expect(text).not.toMatch(/Board|Fire him/);
  }
  expect(await file('markdown')).toContain(`/d/${minutes}`);
  expect(await file('markdown', `&at=${before}`)).not.toMatch(/In May|Buy rice/);
  for (const format of ['csv', 'ics', 'json']) expect(await taken(format)).not.toMatch(/In May|Buy rice/);
});
