import { DELIVERY_DAYS } from '@plenum/domain/webhooks/schema';
import type pg from 'pg';
import type { Grant } from './access/grant.ts';
import { eraseAuthors } from './accounts/deletion.ts';
import { RECOVERY_DAYS } from './accounts/recovery.ts';
import { forgetChat } from './chat/keeping.ts';
import { remindOwners } from './documents/properties.ts';
import { emptyTrash } from './documents/trash.ts';
import { letGoOfFiles } from './files/letting-go.ts';
import { clearWorkFolder } from './files/work-folder.ts';
import { UNCONFIRMED_DAYS } from './inbox/mail.ts';
import { COUNTED_DAYS, REFUSAL_DAYS } from './inbox/mail-limits.ts';
import { forgetPads } from './shares/guest-pads.ts';
import { tellOfDueTasks } from './tasks/due.ts';
import { forgetTransfers } from './transfers/job-queue.ts';
import { carryOutDueMotions } from './workspaces/motions.ts';
import { DELETED_WORKSPACE_DAYS } from './workspaces/writes.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Held by the node that keeps house, so that one does at a time. */
const HOUSEKEEPING_LOCK = 720_002;

/** Days for which it is kept who invited whom, and what was asked and moved. */
export const INVITE_TREE_DAYS = 90;
const REQUEST_DAYS = 90;
const MOTION_DAYS = 30;
const INBOX_DAYS = 180;

/** What each has a number of days for; `$1` is that number. */
const FORGETTING = [
  [
    'UPDATE membership SET invited_by_id = NULL WHERE invited_by_id IS NOT NULL AND created_at < $1',
    INVITE_TREE_DAYS,
  ],
  [
    'UPDATE group_member SET invited_by_id = NULL WHERE invited_by_id IS NOT NULL AND created_at < $1',
    INVITE_TREE_DAYS,
  ],
  [
    'UPDATE invitation SET created_by_id = NULL WHERE created_by_id IS NOT NULL AND created_at < $1',
    INVITE_TREE_DAYS,
  ],
  ['DELETE FROM invitation WHERE least(expires_at, revoked_at) < $1', INVITE_TREE_DAYS],
  ['DELETE FROM join_request WHERE created_at < $1', REQUEST_DAYS],
  ['DELETE FROM motion WHERE due_at IS NULL AND made_at < $1', MOTION_DAYS],
  ['DELETE FROM workspace WHERE deleted_at < $1', DELETED_WORKSPACE_DAYS],
  ['DELETE FROM session WHERE expires_at < $1', 0],
  ['DELETE FROM webhook_delivery WHERE created_at < $1', DELIVERY_DAYS],
  ['DELETE FROM inbox_entry WHERE at < $1', INBOX_DAYS],
  ['DELETE FROM inbox_mail WHERE confirmed_at IS NULL AND created_at < $1', UNCONFIRMED_DAYS],
  ['DELETE FROM mail_refusal WHERE refused_at < $1', REFUSAL_DAYS],
  ['DELETE FROM mail_count WHERE since < $1', COUNTED_DAYS],
  ['DELETE FROM waiting_recovery WHERE started_at < $1', RECOVERY_DAYS],
] as const;

/**
 * Does what is due in an instance: carries out what was announced for long enough, and forgets what nobody needs any more. Of several
 * nodes that come at once one does it. Resolves to whether this one did.
 */
export async function keepHouse(grant: Grant<'instance.administer'>): Promise<boolean> {
  const client = await grant.db.pool.connect();
  let isDone = false;
  try {
    const { rows } = await client.query<{ isFree: boolean }>('SELECT pg_try_advisory_lock($1) AS "isFree"', [
      HOUSEKEEPING_LOCK,
    ]);
    if (rows[0]?.isFree) {
      await allOf([
        () => carryOutDueMotions(grant),
        () => eraseAuthors(grant),
        () => forgetPads(grant),
        () => forgetTransfers(grant),
        () => clearWorkFolder(grant.db.dataDir),
        () => remindOwners(grant),
        () => tellOfDueTasks(grant),
        () => emptyTrash(grant),
        () => forget(client),
        () => forgetChat(grant),
        () => letGoOfFiles(grant),
      ]);
      await client.query('SELECT pg_advisory_unlock($1)', [HOUSEKEEPING_LOCK]);
      isDone = true;
    }
    client.release();
  } catch (error) {
    // Closing the connection also gives up the lock.
    client.release(true);
    throw error;
  }
  return isDone;
}

/** Does one after the other, each whatever came of those before it. */
async function allOf(duties: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const duty of duties) await duty().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'housekeeping failed in part');
}

async function forget(client: pg.PoolClient): Promise<void> {
  const now = Date.now();
  for (const [text, days] of FORGETTING) await client.query(text, [new Date(now - days * DAY)]);
  await client.query(
    `DELETE FROM audit_entry e USING workspace w
      WHERE w.id = e.workspace_id AND e.at < now() - make_interval(days => w.audit_days)`,
  );
}
