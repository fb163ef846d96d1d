import { authorize } from '@plenum/database/access/authorize';
import { getInstanceSettings, patchInstanceSettings } from '@plenum/database/accounts/instance';
import type { InstanceSettings } from '@plenum/domain/accounts/schema';
import { withInstance } from '../data/open-instance.ts';
import { OPERATOR } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Changes how the instance is set up, as far as it is said, and tells how it is. */
export async function instanceSettings(
  env: Env,
  { changes }: { changes: Partial<InstanceSettings> },
): Promise<Answer> {
  const settings = await withInstance(env, async (db) => {
    const grant = await authorize(db, { actor: OPERATOR, action: 'instance.manage', on: 'instance' });
    if (Object.keys(changes).length > 0) await patchInstanceSettings(grant, changes);
    return getInstanceSettings(grant);
  });
  const { registration, guestsWrite, guestPads, fileMegabytes, workspaceMegabytes } = settings;
  return {
    lines: [
      `registration  ${registration}`,
      `guests-write  ${guestsWrite ? 'yes' : 'no'}`,
      `guest-pads    ${guestPads ? 'yes' : 'no'}`,
      `file-megabytes ${fileMegabytes}`,
      `workspace-megabytes ${workspaceMegabytes}`,
    ],
    value: settings,
  };
}
