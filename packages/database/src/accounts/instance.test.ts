import { randomBytes } from 'node:crypto';
import { type Member, system } from '@plenum/domain/access/actor';
import type { Registration } from '@plenum/domain/accounts/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aMember, aWorkspace, openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { createInvitation } from '../workspaces/invitations.ts';
import { createPersonByInvitation } from '../workspaces/joining.ts';
import { getInstanceSettings, patchInstanceSettings } from './instance.ts';
import { registerPerson } from './writes.ts';

let db: Database;
let operator: Member;

beforeAll(async () => {
  db = await openTestDatabase();
  operator = await aMember(db);
  await db.prisma.person.update({ where: { id: operator.personId }, data: { instanceAdmin: true } });
});
afterAll(() => db.close());

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const manage = (actor: Member) => authorize(db, { actor, action: 'instance.manage', on: 'instance' });
const person = () => ({ username: `n${randomBytes(6).toString('hex')}`, password: PASSWORD });
const set = async (registration: Registration) =>
  patchInstanceSettings(await manage(operator), { registration, guestsWrite: true });

/** Whether somebody gets an account, by an invitation or without. */
async function tries(): Promise<{ invited: boolean; uninvited: boolean }> {
  const workspace = await aWorkspace(db, operator);
  const grant = await authorize(db, { actor: operator, action: 'workspace.manage', on: workspace.id });
  const token = await createInvitation(grant, { role: 'reader', days: 7 });
  const asInstance = await instance();
  const [invited, uninvited] = await Promise.allSettled([
    createPersonByInvitation(asInstance, { person: person(), token }),
    registerPerson(asInstance, person()),
  ]);
  for (const result of [invited, uninvited]) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'forbidden' });
  }
  return { invited: invited.status === 'fulfilled', uninvited: uninvited.status === 'fulfilled' };
}

test('ACC-18 an account is made by whoever is invited, by anyone or by nobody, as the instance says', async () => {
  expect(await tries()).toEqual({ invited: true, uninvited: false });
  await set('anyone');
  expect(await tries()).toEqual({ invited: true, uninvited: true });
  await set('nobody');
  expect(await tries()).toEqual({ invited: false, uninvited: false });
  expect(await getInstanceSettings(await instance())).toEqual({
    registration: 'nobody',
    guestsWrite: true,
    guestPads: false,
    fileMegabytes: 25,
    workspaceMegabytes: 5000,
  });
});

test('ACC-19 only those who run the instance change how it is set up', async () => {
  const member = await aMember(db);
  await aWorkspace(db, member);
  await expect(manage(member)).rejects.toMatchObject({ code: 'forbidden' });
});
