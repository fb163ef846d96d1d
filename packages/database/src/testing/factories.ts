import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { GroupCard } from '@plenum/domain/groups/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { authorize } from '../access/authorize.ts';
import { hashPassword } from '../access/passwords.ts';
import { startSession } from '../access/sign-in.ts';
import { insertPerson } from '../accounts/new-person.ts';
import { type Database, openDatabase } from '../client.ts';
import { createDocument } from '../documents/writes.ts';
import { createGroup } from '../groups/writes.ts';
import { createWorkspace } from '../workspaces/writes.ts';
import { createTestDatabase } from './test-database.ts';

/** The password of everybody that {@link aMember} makes. */
export const PASSWORD = 'correct horse battery';

let passwordHash: Promise<string> | undefined;

/** The hash of {@link PASSWORD}, made once: hashing takes long, and here nobody's password is a secret. */
export function hashOfPassword(): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD);
  return passwordHash;
}

/** An empty database of a test file's own; closing it deletes it. */
export async function openTestDatabase(): Promise<Database> {
  const { url, drop } = await createTestDatabase();
  const secrets = { sessionSecret: randomBytes(32), tokenKey: randomBytes(32) };
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plenum-data-'));
  const db = openDatabase({ url, dataDir, secrets, publicUrl: 'http://localhost:3000', s3: null });
  const close = db.close;
  return Object.assign(db, {
    async close() {
      await close();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  });
}

/** A new person with {@link PASSWORD} and no recovery code, who is signed in; as a member of a workspace where one is given. */
export async function aMember(db: Database, place?: { workspaceId: string; role: Role }): Promise<Member> {
  const username = `u${randomBytes(6).toString('hex')}`;
  const hash = await hashOfPassword();
  const data = { username, displayName: username, passwordHash: hash, recoveryHash: hash };
  const personId = await insertPerson(db.prisma, data);
  const account = await authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
  if (place) await db.prisma.membership.create({ data: { ...place, personId } });
  return { kind: 'member', personId, sessionId: await startSession(account) };
}

/** A new workspace of a member, who is its admin. */
export async function aWorkspace(
  db: Database,
  actor: Member,
  name = 'Forest alliance',
): Promise<WorkspaceCard> {
  return createWorkspace(await authorize(db, { actor, action: 'workspace.create', on: actor.personId }), {
    name,
  });
}

/** A new group, run by the first of some people; the others are in it. */
export async function aGroup(
  db: Database,
  [admin, ...others]: [Member, ...Member[]],
  name = 'Treehouse',
): Promise<GroupCard> {
  const grant = await authorize(db, { actor: admin, action: 'group.create', on: admin.personId });
  const group = await createGroup(grant, { name });
  const data = others.map(({ personId }) => ({ groupId: group.id, personId, role: 'member' as const }));
  await db.prisma.groupMember.createMany({ data });
  return group;
}

/** A new pad in a workspace. */
export async function aDocument(
  db: Database,
  {
    actor,
    workspaceId,
    ...columns
  }: { actor: Member; workspaceId: string } & Partial<Parameters<typeof createDocument>[1]>,
): Promise<DocumentCard> {
  const grant = await authorize(db, { actor, action: 'document.create', on: workspaceId });
  return createDocument(grant, { kind: 'pad', title: 'Agenda', seed: null, ...columns });
}

/** A new attachment of a document, whose content is stored. */
export async function anAttachment(
  db: Database,
  {
    documentId,
    content = Buffer.from('An attachment'),
    ...columns
  }: {
    documentId: string;
    content?: Uint8Array;
    personId?: string;
    guestId?: string;
    name?: string;
    mediaType?: string;
    width?: number;
    height?: number;
  },
): Promise<{ id: string; fileId: string }> {
  const { id: fileId } = await db.prisma.storedFile.create({ data: {} });
  await db.files.write(
    fileId,
    (async function* () {
      yield content;
    })(),
  );
  const sha256 = createHash('sha256').update(content).digest();
  const file = {
    documentId,
    fileId,
    name: 'notes.txt',
    mediaType: 'text/plain',
    size: content.length,
    sha256,
  };
  return db.prisma.attachment.create({ data: { ...file, ...columns }, select: { id: true, fileId: true } });
}
