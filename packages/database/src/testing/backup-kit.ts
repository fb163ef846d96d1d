import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Member } from '@plenum/domain/access/actor';
import * as Y from 'yjs';
import { authorize } from '../access/authorize.ts';
import { loadSecrets } from '../access/secrets.ts';
import { createApiToken } from '../accounts/writes.ts';
import { type RestoreTarget, restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { type Database, openDatabase } from '../client.ts';
import { withConnection } from '../connection.ts';
import { trashDocument } from '../documents/writes.ts';
import type { SharedPlace } from '../file-place.ts';
import type { FileStore } from '../files/file-store.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { indexChanged } from '../search/changes.ts';
import { createShareLink, revokeShareLink } from '../shares/writes.ts';
import { createInvitation } from '../workspaces/invitations.ts';
import { aDocument, aMember, anAttachment, aWorkspace } from './factories.ts';
import { createTestDatabase } from './test-database.ts';

/** The migrations of the repository. */
export const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

/** A folder of a test's own. */
export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-backup-'));
  chmodSync(folder, 0o711);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database with a data folder, as an instance has them. */
export interface TestInstance {
  url: string;
  dataDir: string;
  /** Where its files are if not in the data folder. */
  files?: FileStore & SharedPlace;
  migrationsDir: string;
  remove(): Promise<void>;
}

/**
 * Makes an instance that nobody has used yet.
 * @param options.migrationsDir for one with other tables than ours; it has none yet.
 */
export async function anInstance(options: { migrationsDir?: string } = {}): Promise<TestInstance> {
  const { url, drop } = await createTestDatabase({ migrated: options.migrationsDir === undefined });
  const { folder, remove } = makeFolder();
  // Within one of its own, so that what leads out of it is seen.
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o711 });
  return {
    url,
    dataDir,
    migrationsDir: options.migrationsDir ?? MIGRATIONS,
    async remove() {
      await drop();
      remove();
    },
  };
}

/** Opens an instance with the keys in its data folder, made where there are none. */
export function open({ url, dataDir }: TestInstance): Database {
  return openDatabase({
    url,
    dataDir,
    secrets: loadSecrets(dataDir),
    publicUrl: 'http://localhost:3000',
    s3: null,
  });
}

/** Who may stop a backup, and hear of it. */
interface Watch {
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void | Promise<void>;
}

/** Backs an instance up. */
export function backUp(
  { url, dataDir, files, migrationsDir }: TestInstance,
  file: string,
  { signal = new AbortController().signal, onProgress = () => {} }: Watch = {},
) {
  return writeBackup(
    { url, dataDir, files: files ?? null, migrationsDir, plenum: '9.9.9', ownSessionSecret: false },
    { file, signal, onProgress },
  );
}

/** Restores a backup into an instance. */
export function restoreInto(
  { url, dataDir, files, migrationsDir }: TestInstance,
  file: string,
  {
    onProgress = () => {},
    signal = new AbortController().signal,
  }: Partial<Pick<RestoreTarget, 'onProgress' | 'signal'>> = {},
) {
  return restoreBackup(file, { url, dataDir, files: files ?? null, migrationsDir, onProgress, signal });
}

/** Ends the connections of a backup or a restore, and waits until they are gone. */
export async function cutOff({ url }: TestInstance, name: 'plenum-backup' | 'plenum-restore'): Promise<void> {
  await withConnection({ url, name: 'test' }, (client) =>
    client.query(
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity
        where application_name = $1 and datname = current_database()`,
      [name],
    ),
  );
}

/** All rows of all tables as JSON, in an order of their own; bytes in hexadecimal. */
export async function rowsOf({ url }: TestInstance): Promise<Record<string, unknown[]>> {
  return withConnection({ url, name: 'test' }, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const content: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: unknown }>(
        `select to_jsonb(t) as row from "${name}" t order by to_jsonb(t)::text`,
      );
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  });
}

/** What was put into an instance and can be found again. */
export interface FilledInstance {
  admin: Awaited<ReturnType<typeof aMember>>;
  workspaceId: string;
  documentId: string;
  apiToken: string;
  /** Tokens of links to the document. */
  openLink: string;
  revokedLink: string;
  invitation: string;
}

/** The text of the document that {@link fillInstance} makes. */
export const TEXT = 'Ünïcödé, tabs\tand \\ backslashes\nof all';

/** Puts a row of every kind into an instance, and files. */
export async function fillInstance(instance: TestInstance): Promise<FilledInstance> {
  const db = open(instance);
  try {
    const admin = await aMember(db);
    const { id: workspaceId } = await aWorkspace(db, admin, 'Tab\there, NULL \\N and “quotes”');
    const editor = await aMember(db, { workspaceId, role: 'editor' });
    const { id: documentId } = await aDocument(db, { actor: admin, workspaceId });
    const child = await aDocument(db, { actor: admin, workspaceId, seed: update('a child') });
    await db.prisma.document.update({ where: { id: child.id }, data: { parentId: documentId } });
    const gone = await aDocument(db, { actor: admin, workspaceId });
    await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: gone.id }));
    const log = postgresLog(db.pool);
    await log.append([
      { documentId, author: { kind: 'person', id: editor.personId }, update: update(TEXT) },
      { documentId, author: { kind: 'guest', id: randomUUID() }, update: new Uint8Array([0, 0]) },
      { documentId, author: { kind: 'system', id: null }, update: new Uint8Array([0, 0]) },
    ]);
    const snapshot = new Y.Doc();
    Y.applyUpdate(snapshot, update(TEXT));
    const known = Y.encodeSnapshot(Y.snapshot(snapshot));
    await log.writeSnapshot(documentId, { seq: 2, state: Y.encodeStateAsUpdate(snapshot), known });
    const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
    const link = await createShareLink(share, { role: 'editor', name: 'Press' });
    await createShareLink(share, { role: 'reader', password: 'sesame', expiresAt: new Date(4e12) });
    const revoked = await createShareLink(share, { role: 'reader' });
    await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: revoked.id }));
    const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    const invitation = await createInvitation(manage, { role: 'reader', days: 7 });
    await fillAlliance(db, { admin, editor, workspaceId, documentId, linkId: link.id });
    const account = await authorize(db, { actor: admin, action: 'account.manage', on: admin.personId });
    const apiToken = await createApiToken(account, 'script');
    mkdirSync(path.join(instance.dataDir, 'files/ä b'), { recursive: true });
    writeFileSync(path.join(instance.dataDir, 'files/ä b', 'x'.repeat(150)), 'an attachment');
    writeFileSync(path.join(instance.dataDir, 'files/empty'), '');
    const tokens = { openLink: link.token, revokedLink: revoked.token, invitation, apiToken };
    return { admin, workspaceId, documentId, ...tokens };
  } finally {
    await db.close();
  }
}

/** Rows of what groups, rules, guests and publications have. */
async function fillAlliance(
  db: Database,
  place: { admin: Member; editor: Member; workspaceId: string; documentId: string; linkId: string },
): Promise<void> {
  const { prisma } = db;
  const { workspaceId, documentId, linkId } = place;
  const { personId } = place.admin;
  const { id: groupId } = await prisma.group.create({
    data: { name: 'Treehouse', members: { create: { personId, role: 'admin' } } },
  });
  await prisma.participation.create({
    data: {
      workspaceId,
      groupId,
      role: 'editor',
      representation: 'delegates',
      delegates: { create: { personId } },
    },
  });
  await prisma.joinRequest.create({ data: { workspaceId, personId, groupId, message: 'Hello' } });
  await prisma.motion.create({ data: { workspaceId, kind: 'expelGroup', groupId, madeById: personId } });
  await prisma.documentRule.create({ data: { documentId, groupId, role: 'reader' } });
  await prisma.guest.create({ data: { linkId, name: 'Gerd', colour: 3 } });
  await prisma.frozenText.create({ data: { linkId, title: 'Then', content: { type: 'doc' } } });
  await prisma.guestPad.create({ data: { documentId, keptDays: 30 } });
  await prisma.documentVersion.create({ data: { documentId, seq: 1, name: 'As agreed' } });
  await anAttachment(db, { documentId, personId });
  await prisma.meeting.create({
    data: {
      documentId,
      seriesId: randomUUID(),
      items: { create: { blockId: 'b' } },
      attendees: { create: { personId } },
      speakers: { create: { name: 'Ida' } },
    },
  });
  await prisma.decision.create({
    data: { documentId, blockId: 'd', position: 1, text: 'Tables', folded: 'tables', result: 'open', yes: 3 },
  });
  await prisma.favourite.create({ data: { documentId, personId } });
  await prisma.savedFilter.create({ data: { personId, name: 'Week', filter: 'due:this-week' } });
  await prisma.recentDocument.create({ data: { documentId, personId } });
  await prisma.documentProperties.create({
    data: {
      documentId,
      ownerId: personId,
      reviewOn: new Date(0),
      remindedFor: new Date(0),
      status: 'adopted',
    },
  });
  await prisma.documentAlias.create({ data: { documentId, key: 'wiki agenda' } });
  await prisma.watch.create({ data: { documentId, personId, isBranch: true } });
  await prisma.inboxFeed.create({
    data: { personId, tokenHash: new Uint8Array([1]), tokenSealed: new Uint8Array([2]) },
  });
  await prisma.taskFeed.create({ data: { personId, documentId, tokenHash: new Uint8Array([1]) } });
  await prisma.inboxMail.create({
    data: {
      personId,
      addressSealed: new Uint8Array([1]),
      tokenHash: new Uint8Array([1]),
      tokenSealed: new Uint8Array([2]),
      language: 'de',
      tellsTitles: true,
      hour: 7,
      timeZone: 'Europe/Berlin',
    },
  });
  await prisma.mailRefusal.create({ data: { addressHash: new Uint8Array([1]) } });
  await prisma.mailCount.create({ data: { keyHash: new Uint8Array([1]), letters: 2 } });
  await prisma.inboxEntry.create({
    data: { documentId, personId, kind: 'changed', at: new Date(0), sinceSeq: 1, toldAt: new Date(0) },
  });
  await prisma.documentAuthorship.create({ data: { documentId, seq: 1, authors: ['system '], runs: [] } });
  await prisma.documentCredit.create({ data: { documentId, seq: 1, authors: ['system '], runs: [] } });
  const thread = {
    documentId,
    anchorFrom: new Uint8Array([1]),
    anchorTo: new Uint8Array([2]),
    quote: 'Words',
  };
  await prisma.commentThread.create({
    data: {
      ...thread,
      comments: { create: { personId, body: 'Really, @?', mentions: { create: { position: 8, personId } } } },
    },
  });
  await prisma.pastAuthor.create({ data: { id: randomUUID(), workspaceId, name: 'Ada', colour: 4 } });
  await prisma.transfer.create({
    data: { workspaceId, digest: Buffer.from('digest'), keepsIds: true, startedById: personId },
  });
  await prisma.chatMessage.create({ data: { id: randomUUID(), documentId, personId, body: 'Hello' } });
  await prisma.publication.create({ data: { documentId, slug: 'open' } });
  await prisma.publicPage.create({
    data: { documentId, publicationId: documentId, slug: 'open', title: 'Open', content: {}, text: '' },
  });
  await prisma.$executeRaw`
    INSERT INTO public_entry (document_id, language, label, folded, words, marks_at, marks)
    VALUES (${documentId}::uuid, 'simple', 'open', ' open ', 'open', ARRAY[1], ARRAY[1])`;
  await prisma.webhook.create({
    data: {
      workspaceId,
      url: 'https://example.org/hook',
      secretSealed: new Uint8Array([1]),
      events: ['document.created'],
      deliveries: { create: { what: 'document.created', documentId, title: 'Agenda' } },
    },
  });
  await prisma.instanceSettings.create({ data: { registration: 'anyone' } });
  await prisma.secondFactor.create({
    data: {
      personId: place.editor.personId,
      secretSealed: Buffer.from('sealed'),
      lastStep: 7,
      backupCodes: { create: { codeHash: Buffer.from('hash') } },
    },
  });
  await prisma.waitingRecovery.create({ data: { personId: place.editor.personId } });
  await prisma.authorErasure.create({ data: { personId: randomUUID() } });
  await indexChanged(db.pool);
  await prisma.searchChange.create({ data: { documentId } });
}

function update(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}
