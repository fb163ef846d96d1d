import { notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';

/** Messages that a document's chat keeps, the newest of them, so that nobody fills the disk by a link. */
export const MOST_MESSAGES = 10_000;

/** Messages that are deleted at once, and how often in one round of housekeeping. */
const BATCH = 2_000;
const ROUNDS = 100;

const DAY = 24 * 60 * 60 * 1000;

/** What a chat still has: what its workspace keeps, which holds at once, whenever the rest is deleted. */
export async function kept({
  db,
  workspaceId,
}: Grant<'document.readChat'>): Promise<{ createdAt?: { gte: Date } }> {
  const select = { chatDays: true };
  const workspace = await db.prisma.workspace.findUnique({ where: { id: workspaceId }, select });
  if (!workspace) throw notFound();
  const { chatDays } = workspace;
  return chatDays === null ? {} : { createdAt: { gte: new Date(Date.now() - chatDays * DAY) } };
}

/** Deletes what workspaces do not keep any more of their chats, in batches. What is left after a round is for the next. */
export async function forgetChat({ db }: Grant<'instance.administer'>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rowCount } = await db.pool.query(
      `DELETE FROM chat_message WHERE id IN (
         SELECT m.id FROM chat_message m
           JOIN document d ON d.id = m.document_id
           JOIN workspace w ON w.id = d.workspace_id
          WHERE m.created_at < now() - make_interval(days => w.chat_days)
          LIMIT $1)`,
      [BATCH],
    );
    if ((rowCount ?? 0) < BATCH) return;
  }
}
