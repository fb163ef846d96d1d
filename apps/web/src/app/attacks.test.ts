// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace, PASSWORD } from '@plenum/database/testing/factories';
import { createInvitation } from '@plenum/database/workspaces/invitations';
import type { Member } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { EXPORT_FORMATS } from '@plenum/editor/export/export-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinWithNewAccount, updateProfile } from '#features/accounts/actions.ts';
import { changeRole, removeMember, revoke } from '#features/workspaces/actions.ts';
import { callApi as call } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const MISSING = '018f0000-0000-7000-8000-000000000000';

let db: Database;
/** An admin here, with a workspace and a document that are of no concern to `there`. */
let here: { admin: Member; workspace: WorkspaceCard; document: DocumentCard };
let there: Person;
let theirs: WorkspaceCard;

beforeAll(async () => {
  db = await openWebDatabase();
  const admin = await aMember(db);
  const workspace = await aWorkspace(db, admin);
  here = { admin, workspace, document: await aDocument(db, { actor: admin, workspaceId: workspace.id }) };
  const other = await aMember(db);
  theirs = await aWorkspace(db, other, 'Elsewhere');
  there = await aPerson(db, 'admin', theirs.id);
});
afterAll(() => db.close());

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('ATT-17 an id of something elsewhere, under what is one’s own, is answered like one that does not exist', async () => {
  const manage = await authorize(db, {
    actor: here.admin,
    action: 'workspace.manage',
    on: here.workspace.id,
  });
  await createInvitation(manage, { role: 'reader', days: 7 });
  const invitation = await db.prisma.invitation.findFirstOrThrow({
    where: { workspaceId: here.workspace.id },
  });
  const share = await authorize(db, { actor: here.admin, action: 'document.share', on: here.document.id });
  const link = await createShareLink(share, { role: 'reader' });

  const forms = [
    { act: revoke, foreign: { invitationId: invitation.id }, missing: { invitationId: MISSING } },
    { act: removeMember, foreign: { personId: here.admin.personId }, missing: { personId: MISSING } },
    {
      act: changeRole,
      foreign: { personId: here.admin.personId, role: 'reader' },
      missing: { personId: MISSING, role: 'reader' },
    },
  ];
  for (const { act, foreign, missing } of forms) {
    const [given, absent] = [foreign, missing].map((ids) => formOf({ workspaceId: theirs.id, ...ids }));
    const answer = await there.visitor.asks(() => act(null, given ?? new FormData()));
    expect(answer).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^This does not exist/),
    });
    const other = await there.visitor.asks(() => act(null, absent ?? new FormData()));
    expect(other).toMatchObject({ message: answer?.status === 'failed' ? answer.message : '' });
  }

  const own = (
    await call(ENDPOINTS.postDocument, {
      by: there,
      id: theirs.id,
      body: { kind: 'pad', title: 'Own' },
    })
  ).json();
  for (const [parentId, expected] of [
    [here.document.id, 400],
    [MISSING, 400],
  ] as const) {
    const child = { kind: 'pad', title: 'Child', parentId };
    const made = await call(ENDPOINTS.postDocument, { by: there, id: theirs.id, body: child });
    const moved = await call(ENDPOINTS.patchOneDocument, {
      by: there,
      id: String(own.id),
      body: { parentId },
    });
    expect([made.status, moved.status]).toEqual([expected, expected]);
    expect([made.json().detail, moved.json().detail]).toEqual(
      Array(2).fill('parentId: There is no such document in this workspace, or you cannot write there.'),
    );
  }
  expect((await call(ENDPOINTS.deleteShareLink, { by: there, id: link.id })).status).toBe(404);
  expect((await call(ENDPOINTS.getDocuments, { by: there, id: here.document.id })).status).toBe(404);
  expect((await call(ENDPOINTS.getOneDocument, { by: there, id: theirs.id })).status).toBe(404);
  expect(await db.prisma.invitation.count({ where: { id: invitation.id, revokedAt: null } })).toBe(1);
  expect(await db.prisma.shareLink.count({ where: { id: link.id, revokedAt: null } })).toBe(1);
});

/** An update of raw Yjs with paragraphs, of which the last is deleted again. */
function anUpdate(...paragraphs: string[]): Uint8Array {
  const doc = new Y.Doc();
  const content = doc.getXmlFragment('content');
  for (const text of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    content.push([paragraph]);
  }
  content.delete(content.length - 1, 1);
  return Y.encodeStateAsUpdate(doc);
}

test.each(EXPORT_FORMATS)(
  'ATT-18 the export as %s is for those who read the page, and holds what it shows',
  async (format) => {
    const { workspace, admin } = here;
    const seed = anUpdate('Said in the open', 'Said and taken back');
    const { id } = await aDocument(db, { actor: admin, workspaceId: workspace.id, seed });
    const share = await authorize(db, { actor: admin, action: 'document.share', on: id });
    const guest = await createShareLink(share, { role: 'editor' });
    const query = `?format=${format}`;
    for (const role of ['reader', 'commenter'] as const) {
      const reader = await aPerson(db, role, workspace.id);
      const { status, text } = await call(ENDPOINTS.exportDocument, { by: reader, id, query });
      expect(status).toBe(200);
      expect(text).toContain('Said in the open');
      expect(text).not.toContain('taken back');
      for (const hidden of [admin.personId, workspace.id, guest.token, guest.id])
        expect(text).not.toContain(hidden);
    }
    expect((await call(ENDPOINTS.exportDocument, { by: there, id, query })).status).toBe(404);
    expect((await call(ENDPOINTS.exportDocument, { by: '', id, query })).status).toBe(401);
    const byLink = await call(ENDPOINTS.exportDocument, { by: `Bearer ${guest.token}`, id, query });
    expect(byLink.status).toBe(401);
  },
);

test('ATT-19 role, owner, workspace and other columns in a body are refused or ignored', async () => {
  const mine = await aPerson(db, 'editor', theirs.id);
  const planted = {
    id: MISSING,
    role: 'admin',
    workspaceId: here.workspace.id,
    createdById: here.admin.personId,
    createdBy: here.admin.personId,
    ownerId: here.admin.personId,
    groupId: MISSING,
    personId: here.admin.personId,
    documentId: here.document.id,
    instanceAdmin: true,
    lastSeq: 7,
    deletedAt: '2020-01-01T00:00:00Z',
    tokenHash: 'AA==',
    memberships: { create: { personId: here.admin.personId, role: 'admin' } },
    __proto__: { role: 'admin' },
  };
  const made = await call(ENDPOINTS.postDocument, {
    by: mine,
    id: theirs.id,
    body: { ...planted, kind: 'pad', title: 'Mine' },
  });
  const document = await db.prisma.document.findUniqueOrThrow({ where: { id: String(made.json().id) } });
  const columns = { workspaceId: theirs.id, createdById: mine.member?.personId, lastSeq: 0, deletedAt: null };
  expect(document).toMatchObject(columns);
  expect(document.id).not.toBe(MISSING);
  await call(ENDPOINTS.patchOneDocument, {
    by: mine,
    id: document.id,
    body: { ...planted, title: 'Renamed' },
  });
  const patched = await db.prisma.document.findUniqueOrThrow({ where: { id: document.id } });
  expect(patched).toMatchObject({ ...columns, title: 'Renamed' });

  const asAdmin = await call(ENDPOINTS.postShareLink, { by: mine, id: document.id, body: planted });
  expect(asAdmin.status).toBe(400);
  const asReader = { ...planted, role: 'reader' };
  const link = await call(ENDPOINTS.postShareLink, { by: mine, id: document.id, body: asReader });
  const row = await db.prisma.shareLink.findUniqueOrThrow({ where: { id: String(link.json().id) } });
  expect(row).toMatchObject({ documentId: document.id, role: 'reader', createdById: mine.member?.personId });

  const named = { ...planted, name: 'Mine alone', slug: here.workspace.slug };
  const workspace = await call(ENDPOINTS.postWorkspace, { by: mine, body: named });
  const { id, slug, memberships } = await db.prisma.workspace.findUniqueOrThrow({
    where: { id: String(workspace.json().id) },
    include: { memberships: { select: { personId: true } } },
  });
  expect([id === MISSING, slug]).toEqual([false, 'mine-alone']);
  expect(memberships).toEqual([{ personId: mine.member?.personId }]);
});

test('ATT-19 a form of an account gives neither role nor rights', async () => {
  const manage = await authorize(db, {
    actor: here.admin,
    action: 'workspace.manage',
    on: here.workspace.id,
  });
  const token = await createInvitation(manage, { role: 'reader', days: 7 });
  const planted = {
    role: 'admin',
    instanceAdmin: 'true',
    personId: here.admin.personId,
    workspaceId: theirs.id,
  };
  const visitor = new Visitor();
  const account = { username: 'mallory', displayName: 'Mallory', password: PASSWORD, token };
  await visitor.asks(() => joinWithNewAccount(null, formOf({ ...planted, ...account })));
  await visitor.asks(() => updateProfile(null, formOf({ ...planted, displayName: 'M', colour: '3' })));
  const person = await db.prisma.person.findUniqueOrThrow({
    where: { username: 'mallory' },
    include: { memberships: { select: { workspaceId: true, role: true } } },
  });
  expect(person).toMatchObject({ displayName: 'M', instanceAdmin: false });
  expect(person.memberships).toEqual([{ workspaceId: here.workspace.id, role: 'reader' }]);
  const admin = await db.prisma.person.findUniqueOrThrow({ where: { id: here.admin.personId } });
  expect(admin.displayName).not.toBe('M');
});
