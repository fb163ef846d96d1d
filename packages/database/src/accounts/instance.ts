import type { InstanceSettings } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { INSTANCE_ID } from '../bus/bus.ts';
import type { Database } from '../client.ts';

/** What holds while nobody has changed anything. */
const DEFAULTS: InstanceSettings = {
  registration: 'invited',
  guestsWrite: true,
  guestPads: false,
  fileMegabytes: 25,
  workspaceMegabytes: 5000,
};

const ROW = { id: 1 };

/** How the instance is set up. */
export function getInstanceSettings({
  db,
}: Grant<'instance.manage' | 'instance.administer'>): Promise<InstanceSettings> {
  return findSettings(db);
}

/** Changes how the instance is set up, as far as it is said; whether guests write holds for the sockets that are open, too. */
export async function patchInstanceSettings(
  { db }: Grant<'instance.manage'>,
  settings: Partial<InstanceSettings>,
): Promise<void> {
  await changeAccess(db, { of: 'instance', id: INSTANCE_ID }, (tx) =>
    tx.instanceSettings.upsert({ where: ROW, create: { ...ROW, ...settings }, update: settings }),
  );
}

/**
 * Checks that somebody may make an account.
 * @throws AppError `forbidden`.
 */
export async function checkRegistration(db: Database, { isInvited }: { isInvited: boolean }): Promise<void> {
  const { registration } = await findSettings(db);
  if (registration === 'anyone' || (registration === 'invited' && isInvited)) return;
  throw new AppError(
    'forbidden',
    registration === 'nobody'
      ? 'Here only whoever runs Plenum makes accounts. Ask them for one, then open the invitation again.'
      : 'An account needs an invitation here. Ask somebody who is in for one.',
  );
}

/** How the instance is set up, for what asks on behalf of no particular actor. */
export async function findSettings(db: Database): Promise<InstanceSettings> {
  const select = {
    registration: true,
    guestsWrite: true,
    guestPads: true,
    fileMegabytes: true,
    workspaceMegabytes: true,
  };
  return (await db.prisma.instanceSettings.findUnique({ where: ROW, select })) ?? DEFAULTS;
}
