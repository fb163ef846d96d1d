import type { OwnSession } from '@plenum/domain/accounts/types';
import type { SessionId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';

/** More than a person signs in with; the oldest are left out. */
const MOST = 200;

/** The browsers in which the person is signed in: the one that asks first, then those used last. */
export async function listSessions({ actor, db, personId }: Grant<'account.manage'>): Promise<OwnSession[]> {
  const present = actor.kind === 'member' ? actor.sessionId : null;
  const rows = await db.prisma.session.findMany({
    where: { personId, expiresAt: { gt: new Date() } },
    orderBy: [{ lastUsedOn: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: { id: true, createdAt: true, lastUsedOn: true },
  });
  const sessions = rows.map(({ id, createdAt, lastUsedOn }) => ({
    id,
    // The day is all that anybody needs to tell one from another.
    signedInOn: day(createdAt),
    lastUsedOn: day(lastUsedOn),
    isPresent: id === present,
  }));
  return sessions.sort((a, b) => Number(b.isPresent) - Number(a.isPresent));
}

/** Ends the session that asks, on every node. */
export async function endPresentSession(grant: Grant<'account.manage'>): Promise<void> {
  const { actor } = grant;
  if (actor.kind === 'member') await endSession(grant, actor.sessionId);
}

/** Ends one of the person's sessions, on every node; one of somebody else's stays as it is. */
export async function endSession({ db, personId }: Grant<'account.manage'>, id: SessionId): Promise<void> {
  await changeAccess(db, { of: 'session', id }, (tx) => tx.session.deleteMany({ where: { id, personId } }));
}

/** Ends all of the person's sessions but the one that asks, on every node. */
export async function endOtherSessions({ actor, db, personId }: Grant<'account.manage'>): Promise<void> {
  const kept = actor.kind === 'member' ? [actor.sessionId] : [];
  await changeAccess(db, { of: 'person', id: personId }, (tx) =>
    tx.session.deleteMany({ where: { personId, id: { notIn: kept } } }),
  );
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
