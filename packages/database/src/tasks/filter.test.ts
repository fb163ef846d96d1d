import type { Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { listMyTasks } from './reads.ts';

let db: Database;
let mira: Member;
let admin: Member;
beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  mira = await aMember(db);
  const group = await aGroup(db, [admin, mira]);
  const people = [mira.personId];
  await aList('Küche', [
    { blockId: 'Crème brûlée', people, labels: ['Süßes', 'party'], priority: 1, due: '2026-11-29' },
    {
      blockId: 'Buy brown rice',
      people,
      labels: ['party'],
      priority: 2,
      due: '2026-11-28T18:00[Europe/Berlin]',
    },
    { blockId: 'Rice, brown', groups: [group.id], due: '2026-12-01' },
    { blockId: 'Sweep', people, isDone: true, doneAt: '2026-11-20T10:00:00Z' },
    { blockId: 'Mop 100%', people, isDone: true, doneAt: '2026-11-22T10:00:00Z', due: '2026-11-23' },
    { blockId: 'Line of a text', people, isDone: true },
  ]);
  await aList('Garden', [{ blockId: 'Dig_it', people, labels: ['c++', '☃'] }]);
});
afterAll(() => db.close());

async function aList(
  workspace: string,
  tasks: (Partial<DocumentProjection['tasks'][number]> & { blockId: string })[],
) {
  const { id: workspaceId } = await aWorkspace(db, admin);
  await db.prisma.workspace.update({ where: { id: workspaceId }, data: { name: workspace } });
  await db.prisma.membership.create({ data: { workspaceId, personId: mira.personId, role: 'editor' } });
  const { id } = await aDocument(db, { actor: admin, workspaceId });
  await db.prisma.document.update({ where: { id }, data: { lastSeq: 1 } });
  const all = tasks.map((task) => ({ parentId: null, text: task.blockId, isDone: false, ...task }));
  await postgresProjections(db.pool, { version: 1 }).write(id, {
    seq: 1,
    projection: { ...NOTHING, tasks: all },
  });
}

const asked = async (text: string, page: { limit?: number; cursor?: string } = {}) => {
  const grant = await authorize(db, { actor: mira, action: 'account.read', on: mira.personId });
  const filter = parseTaskFilter(text, { today: '2026-11-29', locale: 'en' });
  return listMyTasks(grant, { limit: 50, ...page, filter });
};

test.each([
  ['', ['Buy brown rice', 'Crème brûlée', 'Rice, brown', 'Dig_it']],
  ['creme BRULEE', ['Crème brûlée']],
  ['rice brown', ['Buy brown rice', 'Rice, brown']],
  ['"brown rice"', ['Buy brown rice']],
  ['-brown', ['Crème brûlée', 'Dig_it']],
  ['#susses #Party', ['Crème brûlée']],
  ['#party -#süßes', ['Buy brown rice']],
  ['#☃', ['Dig_it']],
  ['!1 !2', ['Buy brown rice', 'Crème brûlée']],
  ['-!1 -!2', ['Rice, brown', 'Dig_it']],
  ['due:today', ['Crème brûlée']],
  ['due:overdue', ['Buy brown rice']],
  ['due:this-week', ['Buy brown rice', 'Crème brûlée']],
  ['due:none', ['Dig_it']],
  ['due:<2026-11-29 due:>2026-11-29', ['Buy brown rice', 'Rice, brown']],
  ['-due:overdue', ['Crème brûlée', 'Rice, brown', 'Dig_it']],
  ['-due:none -due:today', ['Buy brown rice', 'Rice, brown']],
  ['in:kuche', ['Buy brown rice', 'Crème brûlée', 'Rice, brown']],
  ['-in:kuche', ['Dig_it']],
  ['in:nowhere', []],
  ['@me brown', ['Buy brown rice']],
  ['-@me', ['Rice, brown']],
  ['is:done', ['Mop 100%', 'Sweep', 'Line of a text']],
  ['done due:this-week', ['Mop 100%']],
  ['done -done', []],
  ['sweep is:open is:done', ['Sweep']],
  ['mop', []],
  ['100%', []],
])('TASK-402 one’s own tasks come as a filter asks for them: %s', async (text, titles) => {
  expect((await asked(text)).items.map(({ title }) => title)).toEqual(titles);
});

test('TASK-402 what a filter asks for comes in pages', async () => {
  for (const [text, titles] of [
    ['is:done', ['Mop 100%', 'Sweep', 'Line of a text']],
    ['due:none is:open is:done', ['Dig_it', 'Sweep', 'Line of a text']],
  ] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await asked(text, { limit: 1, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual([...titles].toSorted());
    if (text === 'is:done') expect(seen).toEqual(titles);
  }
});
