// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { setSource } from '@plenum/editor/tasks/sources';
import { changeNow } from '@plenum/exchange/change-document';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadFormats } from '#features/formats/loaders.ts';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => {
  vi.unstubAllEnvs();
  return db.close();
});

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

test('TASK-728 what a file of a list loses is told with the tasks of other texts that it shows, as the file says it, to each of those that they may read', async () => {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  const editor = await aPerson(db, 'editor', workspaceId);
  const aListOf = async (title: string) => {
    const body = { kind: 'tasks', title };
    const made = await callApi(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body });
    const id = String(made.json().id);
    await callApi(ENDPOINTS.postTask, { by: editor, id, body: { title, due: '2026-12-01' } });
    return id;
  };
  const [id, shown, secret] = [await aListOf('Kitchen'), await aListOf('Hall'), await aListOf('Board')];
  await changeNow(await authorize(db, { actor: admin, action: 'document.write', on: id }), (doc) => {
    for (const source of [shown, secret]) setSource(doc, { id: source, isShown: true });
  });
  for (const one of [shown, secret, id]) await deriveNow(db, one);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: secret }));

  // What the page reads to know whether PDFs are made here.
  for (const name of ['PLENUM_DATA', 'DATABASE_URL']) vi.stubEnv(name, 'somewhere');
  const { losses } = await editor.visitor.asks(() => loadFormats(id));
  const told = new Map<string, unknown>(losses);
  for (const format of ['markdown', 'html', 'text', 'json']) {
    const asked = { by: editor, id, query: `?format=${format}` };
    const file = await callApi(ENDPOINTS.exportDocument, asked);
    const counted = lossesIn(told.get(format));
    expect(counted, format).toBe(file.headers.get('Plenum-Losses'));
    expect(lossesIn((await callApi(ENDPOINTS.getExportLosses, asked)).json().losses), format).toBe(counted);
  }
  expect(told.get('markdown')).toMatchObject([{ code: 'days', count: 2 }]);
});

function lossesIn(losses: unknown): string {
  const list = Array.isArray(losses) ? losses : [];
  return list.map(({ code, count }) => `${code};count=${count}`).join(', ');
}
