import type { Member } from '@plenum/domain/access/actor';
import { MOST_SAVED_FILTERS } from '@plenum/domain/tasks/filter/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { getOwnData } from '../accounts/own-data.ts';
import type { Database } from '../client.ts';
import { aMember, openTestDatabase } from '../testing/factories.ts';
import { deleteSavedFilter, listSavedFilters, saveFilter } from './saved-filters.ts';

let db: Database;
let mira: Member;
let other: Member;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  [mira, other] = [await aMember(db), await aMember(db)];
});

const own = (actor: Member) => authorize(db, { actor, action: 'account.organise', on: actor.personId });
const save = async (actor: Member, name: string, filter = 'due:today') =>
  saveFilter(await own(actor), { name, filter });
const listed = async (actor: Member) =>
  listSavedFilters(await authorize(db, { actor, action: 'account.read', on: actor.personId }));

test('TASK-404 somebody’s filters have names, are listed by them and deleted, and are theirs alone', async () => {
  await save(mira, 'Week', 'due:this-week');
  await save(mira, 'Flyers', '#flyer');
  await save(other, 'Week', 'rice');
  const [flyers, week] = await listed(mira);
  expect([flyers, week]).toEqual([
    { id: expect.any(String), name: 'Flyers', filter: '#flyer' },
    { id: expect.any(String), name: 'Week', filter: 'due:this-week' },
  ]);
  await expect(save(mira, 'Week')).rejects.toMatchObject({
    code: 'invalid_input',
    fields: { name: expect.any(String) },
  });
  await deleteSavedFilter(await own(other), week?.id ?? '');
  expect(await listed(mira)).toHaveLength(2);
  await deleteSavedFilter(await own(mira), week?.id ?? '');
  expect(await listed(mira)).toEqual([flyers]);
  expect(await listed(other)).toHaveLength(1);
});

test('TASK-404 somebody has at most fifty filters, also when several are saved at once', async () => {
  for (let i = 0; i < MOST_SAVED_FILTERS - 1; i++) await save(mira, `Filter ${i}`);
  const both = await Promise.allSettled([save(mira, 'One'), save(mira, 'Two')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(save(mira, 'Three')).rejects.toMatchObject({ code: 'conflict' });
  expect(await listed(mira)).toHaveLength(MOST_SAVED_FILTERS);
});

test('TASK-404 somebody’s filters are in what they get of their own data, and go with their account', async () => {
  await save(mira, 'Flyers', '#flyer');
  const grant = await authorize(db, { actor: mira, action: 'account.manage', on: mira.personId });
  expect((await getOwnData(grant)).taskFilters).toEqual([{ name: 'Flyers', filter: '#flyer' }]);
  await db.prisma.person.delete({ where: { id: mira.personId } });
  expect(await db.prisma.savedFilter.count({ where: { personId: mira.personId } })).toBe(0);
});
