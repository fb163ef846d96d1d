import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Member, system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { createDocument } from '../documents/writes.ts';
import { aDocument, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { filesFolder } from './files-folder.ts';
import { letGoOfFiles } from './letting-go.ts';
import { surveyFiles } from './survey.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

const newDocument = async () => (await aDocument(db, { actor: admin, workspaceId })).id;
const keepHouse = async (on = db) =>
  letGoOfFiles(await authorize(on, { actor: system('test'), action: 'instance.administer', on: 'instance' }));

/** Makes it a day later for what is let go of. */
const aDayLater = () => db.pool.query(`UPDATE stored_file SET let_go_at = let_go_at - interval '25 hours'`);
const rowsOf = (id: string) => db.prisma.storedFile.count({ where: { id } });

test('FILE-10 content is removed a day after the last attachment that has it, however that went', async () => {
  const [first, second] = [await newDocument(), await newDocument()];
  const { fileId } = await anAttachment(db, { documentId: first });
  const read = await authorize(db, { actor: admin, action: 'document.read', on: first });
  const into = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  const copy = await createDocument(into, { kind: 'pad', title: 'Copy', seed: null, filesOf: read });
  await db.prisma.document.delete({ where: { id: first } });
  for (let round = 0; round < 2; round++) {
    await keepHouse();
    await aDayLater();
  }
  expect(await db.files.sizeOf(fileId)).toBe(13);
  await db.prisma.document.delete({ where: { id: copy.id } });
  await keepHouse();
  expect([await db.files.sizeOf(fileId), await rowsOf(fileId)]).toEqual([13, 1]);
  await aDayLater();
  await keepHouse();
  expect([await db.files.sizeOf(fileId), await rowsOf(fileId)]).toEqual([null, 0]);
  // With a workspace everything in it goes, and what others have stays.
  const { fileId: kept } = await anAttachment(db, { documentId: second });
  const other = await aWorkspace(db, admin);
  const { id: theirs } = await aDocument(db, { actor: admin, workspaceId: other.id });
  const { fileId: gone } = await anAttachment(db, { documentId: theirs });
  await db.prisma.workspace.delete({ where: { id: other.id } });
  await keepHouse();
  await aDayLater();
  await keepHouse();
  expect([await db.files.sizeOf(gone), await db.files.sizeOf(kept)]).toEqual([null, 13]);
});

test('FILE-10 an upload that is still under way when house is kept becomes an attachment that lasts', async () => {
  const documentId = await newDocument();
  const { id: fileId } = await db.prisma.storedFile.create({ data: {} });
  await keepHouse();
  const { id } = await anAttachment(db, { documentId });
  await db.prisma.attachment.updateMany({ where: { id }, data: { fileId } });
  await keepHouse();
  const { letGoAt } = await db.prisma.storedFile.findUniqueOrThrow({ where: { id: fileId } });
  expect(letGoAt).toBeNull();
});

test('FILE-10 what was cut short, or failed for one file, is gone on with, and the others go all the same', async () => {
  const documentId = await newDocument();
  const [stuck, gone] = [await anAttachment(db, { documentId }), await anAttachment(db, { documentId })];
  await db.prisma.document.delete({ where: { id: documentId } });
  await keepHouse();
  await aDayLater();
  const remove = async (id: string) => {
    if (id === stuck.fileId) throw new Error('The disk is away.');
    await db.files.remove(id);
  };
  await expect(keepHouse({ ...db, files: { ...db.files, remove } })).rejects.toThrow(AggregateError);
  expect([await rowsOf(stuck.fileId), await rowsOf(gone.fileId)]).toEqual([1, 0]);
  // As after a process that died when the content was gone and the row was not.
  await db.files.remove(stuck.fileId);
  await keepHouse();
  expect(await rowsOf(stuck.fileId)).toBe(0);
});

test('FILE-11 what is missing, has another size, or belongs to nothing is found', async () => {
  await db.prisma.attachment.deleteMany({});
  const documentId = await newDocument();
  const [whole, missing, longer] = [
    await anAttachment(db, { documentId }),
    await anAttachment(db, { documentId }),
    await anAttachment(db, { documentId }),
  ];
  const folder = filesFolder(db.dataDir);
  const placeOf = (id: string) => path.join(folder, id.slice(-2), id);
  await db.files.remove(missing.fileId);
  appendFileSync(placeOf(longer.fileId), 'more');
  const stray = randomUUID();
  mkdirSync(path.dirname(placeOf(stray)), { recursive: true });
  writeFileSync(placeOf(stray), 'whose?');
  const { connectionString: url = '' } = db.pool.options;
  const survey = await surveyFiles({ url, files: db.files });
  expect([...survey.missing].sort()).toEqual([missing.fileId, longer.fileId].sort());
  expect(survey.strays).toEqual([stray]);
  expect(survey.missing).not.toContain(whole.fileId);
});
