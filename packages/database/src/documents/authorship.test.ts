import type { Member } from '@plenum/domain/access/actor';
import type { Authorship } from '@plenum/domain/documents/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { keyOf } from '../log/author.ts';
import type { Author } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { forgetAuthor, forgetOwnName, getAuthorship, takeNamesOff } from './authorship.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
let documentId: string;
let doc: Y.Doc;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
  doc = new Y.Doc();
});

const past = (actor = admin) => authorize(db, { actor, action: 'document.history', on: documentId });
const restrict = () => authorize(db, { actor: admin, action: 'document.restrict', on: documentId });
const by = ({ personId: id }: Member): Author => ({ kind: 'person', id });
const kept = () => db.prisma.documentAuthorship.findUnique({ where: { documentId } });

/** Writes letters, each as a row of its own. */
async function write(count: number, author: Author = by(admin)): Promise<void> {
  const updates = Array.from({ length: count }, () => {
    const before = Y.encodeStateVector(doc);
    doc.getText('content').insert(0, 'x');
    return { documentId, author, update: Y.encodeStateAsUpdate(doc, before) };
  });
  await postgresLog(db.pool).append(updates);
}

/** How much of one client is whose. */
function lengths({ authors, clients }: Authorship): Record<string, number> {
  const sums: Record<string, number> = {};
  let from = 0;
  for (const [to, author] of clients.find(([client]) => client === doc.clientID)?.[1] ?? []) {
    const key = authors[author]?.key ?? '';
    sums[key] = (sums[key] ?? 0) + to - from;
    from = to;
  }
  return sums;
}

test('WHO-1 authors have the names of today, and what is kept is gone on from', async () => {
  const other = await aMember(db);
  await write(3);
  await write(2, by(other));
  const first = await getAuthorship(await past());
  expect(lengths(first)).toEqual({ [keyOf(by(admin))]: 3, [keyOf(by(other))]: 2 });
  expect(await kept()).toBeNull();
  await write(250);
  await getAuthorship(await past());
  expect(await kept()).toMatchObject({ seq: first.seq + 250, erasures: 0 });
  // What is read is what is kept and the rows after it: the ones before are not asked again.
  await db.prisma.documentUpdate.updateMany({
    where: { documentId, seq: { lte: first.seq } },
    data: { authorKind: 'system', authorId: null },
  });
  await write(4, by(other));
  const { displayName, colour } = await db.prisma.person.findUniqueOrThrow({ where: { id: other.personId } });
  const last = await getAuthorship(await past());
  expect(lengths(last)).toEqual({ [keyOf(by(admin))]: 253, [keyOf(by(other))]: 6 });
  expect(last.authors).toContainEqual({ key: keyOf(by(other)), kind: 'person', name: displayName, colour });
});

test('WHO-6 a forgotten author is nobody in all that was kept, and others stay', async () => {
  const other = await aMember(db);
  await write(3);
  await write(250, by(other));
  await getAuthorship(await past());
  await forgetAuthor(await restrict(), keyOf(by(other)));
  expect(lengths(await getAuthorship(await past()))).toEqual({ [keyOf(by(admin))]: 3, 'system ': 250 });
  expect(JSON.stringify(await kept())).not.toContain(other.personId);
  const rows = await db.prisma.documentUpdate.count({ where: { documentId, authorId: other.personId } });
  expect(rows).toBe(0);
});

test('WHO-6 what was being folded while an author was forgotten is not kept', async () => {
  const other = await aMember(db);
  await write(250, by(other));
  const grant = await past();
  // Everything is read, then the author forgotten, then what was read kept.
  const query = db.pool.query.bind(db.pool);
  let forgotten = false;
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      return async (text: string, values: unknown[]) => {
        if (/INSERT INTO document_authorship AS kept \(document_id, seq, authors/.test(text) && !forgotten) {
          forgotten = true;
          await takeNamesOff(db, { documentIds: [documentId], keys: [keyOf(by(other))] });
        }
        return query(text, values);
      };
    },
  });
  await getAuthorship({ ...grant, db: { ...db, pool } });
  expect(forgotten).toBe(true);
  expect(JSON.stringify(await kept())).not.toContain(other.personId);
  expect(lengths(await getAuthorship(await past()))).toEqual({ 'system ': 250 });
});

test('WHO-6 whoever may see the past takes their own name off, and no other', async () => {
  const other = await aMember(db, { workspaceId, role: 'editor' });
  await write(2);
  await write(3, by(other));
  await forgetOwnName(await past(other));
  expect(lengths(await getAuthorship(await past()))).toEqual({ [keyOf(by(admin))]: 2, 'system ': 3 });
});
