// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { appendUpdate } from '@plenum/database/documents/rows';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET } from '#app/settings/export/route.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
let me: Person;

beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin, 'Forest: east')).id;
  me = await aPerson(db, 'editor', workspaceId);
});
afterAll(() => db.close());

const seed = (markdown: string) => updateFromJson(jsonFromMarkdown(markdown));

/** The names and texts in a ZIP archive that does not compress (APPNOTE 4.3), by its central directory. */
function entriesOf(archive: Buffer): Map<string, string> {
  const entries = new Map<string, string>();
  let at = archive.readUInt32LE(archive.lastIndexOf('PK\x05\x06') + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [size, name] = [archive.readUInt32LE(at + 24), archive.readUInt16LE(at + 28)];
    const [extra, comment] = [archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    entries.set(
      archive.toString('utf8', at + 46, at + 46 + name),
      archive.toString('utf8', data, data + size),
    );
    at += 46 + name + extra + comment;
  }
  return entries;
}

test('ACC-30 the archive has the account and each document that one made or wrote in and may read', async () => {
  const { member, visitor } = me;
  if (!member) throw new Error('Nobody is signed in.');
  await aDocument(db, { actor: member, workspaceId, title: 'Mine', seed: seed('Said by me') });
  await aDocument(db, { actor: member, workspaceId, title: 'mine', seed: seed('Said again') });
  const shared = await aDocument(db, { actor: admin, workspaceId, title: 'Ours', seed: seed('Said by all') });
  const closed = await aDocument(db, { actor: admin, workspaceId, title: 'Closed since' });
  for (const on of [shared.id, closed.id]) {
    const write = await authorize(db, { actor: member, action: 'document.write', on });
    await appendUpdate(write, new Uint8Array([0, 0]));
  }
  await aDocument(db, { actor: admin, workspaceId, title: 'Only theirs', seed: seed('Said by others') });
  const anchor = {
    anchorFrom: new Uint8Array([0]),
    anchorTo: new Uint8Array([0]),
    quote: 'Others wrote this',
  };
  const said = [
    {
      personId: member.personId,
      body: 'Said about it, @ and @',
      mentions: {
        create: [
          { position: 15, personId: member.personId },
          { position: 21, personId: member.personId },
        ],
      },
    },
    { personId: admin.personId, body: 'Answered by others' },
  ];
  const { username } = await db.prisma.person.findUniqueOrThrow({ where: { id: member.personId } });
  await db.prisma.commentThread.create({
    data: { documentId: closed.id, ...anchor, comments: { create: said } },
  });
  const { personId } = member;
  const upload = { personId, content: Buffer.from('Mine'), name: 'Größe.txt' };
  for (const { id: documentId } of [shared, shared, closed])
    await anAttachment(db, { documentId, ...upload });
  await anAttachment(db, { documentId: shared.id, personId: admin.personId });
  await db.prisma.favourite.create({ data: { personId: member.personId, documentId: shared.id } });
  await db.prisma.document.update({ where: { id: closed.id }, data: { scopeId: closed.id } });

  const answer = await visitor.asks(() => GET());
  expect(answer.headers.get('Content-Type')).toBe('application/zip');
  const entries = entriesOf(Buffer.from(await answer.arrayBuffer()));
  expect([...entries.keys()]).toEqual([
    'account.json',
    'Forest- east/Mine.md',
    'Forest- east/Mine.html',
    'Forest- east/mine (2).md',
    'Forest- east/mine (2).html',
    'Forest- east/Ours.md',
    'Forest- east/Ours.html',
    'files/Größe.txt',
    'files/Größe (2).txt',
  ]);
  expect(entries.get('files/Größe (2).txt')).toBe('Mine');
  expect(entries.get('Forest- east/mine (2).md')).toContain('Said again');
  expect(entries.get('Forest- east/Ours.html')).toContain('<h1 dir="auto">Ours</h1>');
  const account = entries.get('account.json') ?? '';
  const today = new Date().toISOString().slice(0, 10);
  expect(JSON.parse(account)).toMatchObject({
    profile: { id: member.personId, displayName: 'editor', asksForCode: false },
    memberships: [{ workspace: 'Forest: east', role: 'editor' }],
    groups: [],
    sessions: [{ signedInOn: today, lastUsedOn: today }],
    tokens: [{ name: 'test' }],
    comments: [{ documentId: closed.id, body: `Said about it, @${username} and @${username}` }],
    favourites: [shared.id],
    files: [shared, shared, closed].map(({ id: documentId }) => ({ documentId, name: 'Größe.txt', size: 4 })),
  });
  expect(account).not.toMatch(/Answered by others|Others wrote this/);
  expect(account).not.toMatch(/argon2|hash/i);
});

test('ACC-30 nobody gets the archive who is not signed in', async () => {
  const answer = await new Visitor().asks(() => GET());
  expect([answer.status, answer.body]).toEqual([303, null]);
});
