import type { Member } from '@plenum/domain/access/actor';
import type { DecisionFilter } from '@plenum/domain/meetings/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { trashDocument } from '../documents/writes.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listDecisions } from './register.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

/** A document with decisions, of a day. */
async function minutes(day: string, texts: readonly string[], access?: 'draft'): Promise<string> {
  const columns = { title: day, datedAt: new Date(day), ...(access && { access }) };
  const { id } = await aDocument(db, { actor: admin, workspaceId, ...columns });
  await db.prisma.document.update({ where: { id }, data: { lastSeq: 1 } });
  await postgresProjections(db.pool, { version: 1 }).write(id, {
    seq: 1,
    projection: {
      text: '',
      outline: [],
      links: [],
      wanted: [],
      mentions: [],
      tasks: [],
      sources: [],
      files: [],
      decisions: texts.map((text, index) => ({
        blockId: `${day}-${index}`,
        text,
        result: index === 0 ? 'accepted' : 'rejected',
        yes: 7,
        no: null,
        abstain: 0,
      })),
    },
  });
  return id;
}

async function found(filter: Partial<DecisionFilter> = {}, actor: Member = admin): Promise<string[]> {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const { items } = await listDecisions(grant, { limit: 50, filter: { words: '', ...filter } });
  return items.map(({ text }) => text);
}

test('DECIDE-4 the decisions of a workspace are listed with the latest meeting first, searched without accents, and by what became of them', async () => {
  const january = await minutes('2026-01-10', ['Zwölf Tische kaufen', 'Kein Plenum im August']);
  await minutes('2026-03-10', ['Garten öffnen']);
  expect(await found()).toEqual(['Garten öffnen', 'Zwölf Tische kaufen', 'Kein Plenum im August']);
  expect(await found({ words: 'zwolf KAUFEN' })).toEqual(['Zwölf Tische kaufen']);
  expect(await found({ words: 'zwolf Garten' })).toEqual([]);
  expect(await found({ result: 'rejected' })).toEqual(['Kein Plenum im August']);
  const grant = await authorize(db, { actor: admin, action: 'workspace.read', on: workspaceId });
  const { items } = await listDecisions(grant, { limit: 50, filter: { words: 'tische' } });
  expect(items).toEqual([
    {
      documentId: january,
      workspaceId,
      blockId: '2026-01-10-0',
      title: '2026-01-10',
      at: new Date('2026-01-10'),
      text: 'Zwölf Tische kaufen',
      result: 'accepted',
      yes: 7,
      no: null,
      abstain: 0,
    },
  ]);
});

test('DECIDE-4 page by page all come, each once', async () => {
  const grant = await authorize(db, { actor: admin, action: 'workspace.read', on: workspaceId });
  const all: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listDecisions(grant, { limit: 2, ...(cursor && { cursor }), filter: { words: '' } });
    all.push(...page.items.map(({ text }) => text));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(all).toEqual(await found());
  expect(all).toHaveLength(3);
  for (const cursor of ['x', Buffer.from('["2026-01-01","a",1]').toString('base64url')]) {
    await expect(listDecisions(grant, { limit: 2, cursor, filter: { words: '' } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
});

test('DECIDE-5 whoever may not read a document finds no decision of it, and nobody one of what lies in the trash', async () => {
  const own = await minutes('2026-05-01', ['A secret'], 'draft');
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect(await found({ words: 'secret' })).toEqual(['A secret']);
  expect(await found({ words: 'secret' }, reader)).toEqual([]);
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: own }));
  expect(await found({ words: 'secret' })).toEqual([]);
});
