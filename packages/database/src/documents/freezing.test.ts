import type { Member } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { freezeMinutes } from '../meetings/closing.ts';
import { getMeeting } from '../meetings/reads.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { appendEdit } from './rows.ts';
import { patchDocument } from './writes.ts';

let db: Database;
let admin: Member;
let workspaceId: WorkspaceId;
let id: DocumentId;

beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());
beforeEach(async () => {
  id = (await aDocument(db, { actor: admin, workspaceId })).id;
});

const may = (actor: Member, action: Action) =>
  authorize(db, { actor, action, on: id }).then(
    () => true,
    ({ code }) => code,
  );
const organising = (actor = admin) => authorize(db, { actor, action: 'document.organise', on: id });
const setFrozen = async (isFrozen: boolean) => patchDocument(await organising(), { patch: { isFrozen } });

test('FREEZE-1 nobody writes in what is closed, but they read, comment and organise it', async () => {
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => heard.push(event));
  await setFrozen(true);
  await expect.poll(() => heard).toContainEqual({ type: 'access', change: { of: 'document', id } });
  stop();
  for (const actor of [admin, editor]) {
    expect(await may(actor, 'document.write')).toBe('forbidden');
    for (const action of ['document.read', 'document.comment', 'document.organise'] as const) {
      expect(await may(actor, action)).toBe(true);
    }
  }
  await patchDocument(await organising(editor), { patch: { title: 'Statutes of 2026' } });
  expect(await may(editor, 'document.write')).toBe('forbidden');
  expect(await setFrozen(false)).toMatchObject({ title: 'Statutes of 2026', frozenAt: null });
  expect(await may(editor, 'document.write')).toBe(true);
});

test('FREEZE-1 who may not organise a document does not close it', async () => {
  const commenter = await aMember(db, { workspaceId, role: 'commenter' });
  await expect(organising(commenter)).rejects.toMatchObject({ code: 'forbidden' });
});

test('FREEZE-2 closed twice it keeps the time of the first, and a refused change closes nothing', async () => {
  const { frozenAt, updatedAt } = await setFrozen(true);
  expect(frozenAt).toBeInstanceOf(Date);
  expect((await setFrozen(true)).frozenAt).toEqual(frozenAt);
  const late = patchDocument(await organising(), { patch: { isFrozen: false }, unchangedSince: [updatedAt] });
  await expect(late).rejects.toMatchObject({ code: 'precondition_failed' });
  expect(await may(admin, 'document.write')).toBe('forbidden');
});

test('FREEZE-2 a meeting that is closed in a closed document leaves it the time since when it is', async () => {
  const { frozenAt } = await setFrozen(true);
  await freezeMinutes(await organising(), { version: 'Minutes', withAttendance: false, leaveOut: [] });
  const document = await db.prisma.document.findUniqueOrThrow({ where: { id } });
  expect(document.frozenAt).toEqual(frozenAt);
});

test('FREEZE-2 the minutes of a closed meeting are opened with their document', async () => {
  await freezeMinutes(await organising(), { version: 'Minutes', withAttendance: false, leaveOut: [] });
  const meeting = async () =>
    getMeeting(await authorize(db, { actor: admin, action: 'document.readMeeting', on: id }));
  expect(await meeting()).toMatchObject({ isFrozen: true, closedAt: expect.any(Date) });
  await setFrozen(false);
  expect(await meeting()).toMatchObject({ isFrozen: false, closedAt: null });
});

test('FREEZE-1, STRUCT-2 an edit that was begun before a document was closed does not come into it after', async () => {
  const grant = await authorize(db, { actor: admin, action: 'document.write', on: id });
  const edit = () => ({ update: new Uint8Array([0, 0]) });
  await appendEdit(grant, edit);
  await setFrozen(true);
  await expect(appendEdit(grant, edit)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db.prisma.documentUpdate.count({ where: { documentId: id } })).toBe(1);
});
