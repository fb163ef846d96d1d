import type { Database } from '@plenum/database/client';
import type { Actor } from '@plenum/domain/access/actor';

/** Milliseconds until what an actor was identified by ends by itself, a session or a share link; null when it does not. */
export async function endsIn(db: Database, actor: Actor): Promise<number | null> {
  const ending = await endingOf(db, actor);
  return ending?.expiresAt ? ending.expiresAt.getTime() - Date.now() : null;
}

async function endingOf(db: Database, actor: Actor): Promise<{ expiresAt: Date | null } | null> {
  const select = { expiresAt: true } as const;
  switch (actor.kind) {
    case 'member':
      return db.prisma.session.findUnique({ where: { id: actor.sessionId }, select });
    case 'guest':
      return db.prisma.shareLink.findUnique({ where: { id: actor.linkId }, select });
    case 'token':
    case 'system':
      return null;
  }
}
