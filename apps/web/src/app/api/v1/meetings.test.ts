// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { freezeMinutes } from '@plenum/database/meetings/closing';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

const MARKDOWN = '## Budget (10 min)\n\nMuch was said.\n\n- [ ] Order tables\n- [x] Write to all';

let db: Database;
let workspaceId: string;
let editor: Person;
let id: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  editor = await aPerson(db, 'editor', workspaceId);
  const body = { kind: 'pad', title: 'Plenary', markdown: MARKDOWN };
  id = String((await callWell(ENDPOINTS.postDocument, { by: editor, id: workspaceId, body })).id);
});

type Asked = Partial<Parameters<typeof callApi>[1]>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: editor, id, ...asked });
const exported = async (documentId: string) => {
  const answer = await callApi(ENDPOINTS.exportDocument, {
    by: editor,
    id: documentId,
    query: '?format=markdown',
  });
  return String(answer.text);
};

test('MEET-14 programs hold a meeting, close it and open it again', async () => {
  await call('postMeetingStep', { body: { do: 'start' } });
  await call('postMeetingStep', { body: { do: 'attend', who: [{ name: 'Ida' }] } });
  await call('putHand', { body: { isRaised: true } });
  expect(await call('postMeetingStep', { body: { do: 'speak' } })).toMatchObject({
    startedAt: expect.any(String),
    attendees: [{ kind: 'typed', name: 'Ida', isPresent: true }],
    speakers: [{ kind: 'person', isMe: true, isSpeaking: true }],
    mayRun: true,
  });
  const closing = {
    version: 'Minutes',
    withAttendance: true,
    nextTitle: 'The next one',
    nextDate: '2026-12-24',
  };
  const { nextDocumentId } = await call('postClosing', { body: closing });
  const next = String(nextDocumentId);
  expect(await exported(id)).toMatch(/## (Present|Anwesend)\n\n- Ida\n$/);
  expect(await exported(next)).toBe(
    `[Plenary](/d/${id})\n\n## Left over\n\n### Budget (10 min)\n\n${await linkIn(next)}\n\n- [ ] Order tables\n`,
  );
  const write = { by: editor, id, body: { markdown: 'x' } };
  expect((await callApi(ENDPOINTS.putText, write)).status).toBe(403);
  expect(await call('getOneMeeting')).toMatchObject({
    isFrozen: true,
    next: { id: next, title: 'The next one' },
  });
  expect(await call('postClosing', { body: closing })).toEqual({ nextDocumentId: next });
  await call('deleteClosing');
  expect((await callApi(ENDPOINTS.putText, write)).status).toBe(204);
});

async function linkIn(documentId: string): Promise<string> {
  return /\[In the minutes\]\(\S+\)/.exec(await exported(documentId))?.[0] ?? '';
}

test('MEET-14 a closing that was cut short is finished by the next, once', async () => {
  const { member: actor } = editor;
  if (!actor) throw new Error('An editor is somebody.');
  const grant = await authorize(db, {
    actor,
    action: 'document.organise',
    on: id,
  });
  const { nextId } = await freezeMinutes(grant, {
    version: 'Minutes',
    withAttendance: false,
    nextTitle: 'The next one',
    leaveOut: [],
  });
  const count = () => db.prisma.document.count({ where: { workspaceId } });
  expect(await count()).toBe(1);
  // Whatever is asked for now, what was asked for first is done.
  expect(await call('postClosing', { body: { version: 'Other' } })).toEqual({ nextDocumentId: nextId });
  await call('postClosing', { body: { version: 'Other' } });
  expect(await count()).toBe(2);
  expect(
    await db.prisma.documentVersion.findMany({ where: { documentId: id }, select: { name: true } }),
  ).toEqual([{ name: 'Minutes' }]);
});

test('MEET-10 a series begins with its template each time, as long as it may be read', async () => {
  const template = await call('postTemplate', { id: workspaceId, body: { documentId: id } });
  const made = await call('postDocument', {
    id: workspaceId,
    body: { kind: 'pad', title: 'First', templateId: String(template.id) },
  });
  const first = String(made.id);
  const { nextDocumentId } = await call('postClosing', {
    id: first,
    body: { version: 'v', nextTitle: 'Second' },
  });
  const second = await exported(String(nextDocumentId));
  expect(second).toContain('Much was said.');
  expect(second.match(/Budget/g)).toHaveLength(1);
});

test('MEET-8 who may not make the next agenda is told so before anything is closed', async () => {
  const guest = await aPerson(db, 'reader', workspaceId);
  const body = { version: 'v', nextTitle: 'Next' };
  expect((await callApi(ENDPOINTS.postClosing, { by: guest, id, body })).status).toBe(403);
  expect(await call('getOneMeeting')).toMatchObject({ isFrozen: false });
});

test('FREEZE-4 programs close a document for writing, read since when, and open it again', async () => {
  const { frozenAt, ...open } = await call('getOneDocument');
  expect(frozenAt).toBeNull();
  const closed = await call('patchOneDocument', { body: { isFrozen: true } });
  expect(closed).toEqual({ ...open, frozenAt: expect.any(String), updatedAt: expect.any(String) });
  expect(await call('getOneDocument')).toEqual(closed);
  const write = { by: editor, id, body: { markdown: 'x' } };
  expect((await callApi(ENDPOINTS.putText, write)).status).toBe(403);
  await call('patchOneDocument', { body: { isFrozen: false } });
  expect((await callApi(ENDPOINTS.putText, write)).status).toBe(204);
});
