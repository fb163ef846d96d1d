import { usernameSchema } from '@plenum/domain/accounts/schema';
import type { PersonId, SessionId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import type { Grant } from './grant.ts';
import { verifyPassword } from './passwords.ts';
import { SESSION_SECONDS } from './session-token.ts';

/**
 * Signs somebody in by user name and password: the id of the new session, or null, the same for a wrong password and
 * an unknown name, after the same time.
 */
export async function signIn(
  db: Database,
  { username, password }: { username: string; password: string },
): Promise<SessionId | null> {
  const name = usernameSchema.safeParse(username);
  const person = name.success
    ? await db.prisma.person.findUnique({
        where: { username: name.data },
        select: { id: true, passwordHash: true },
      })
    : null;
  const matches = await verifyPassword(person?.passwordHash ?? null, password.slice(0, 200));
  return person && matches ? createSession(db, person.id) : null;
}

/** Starts a session for a person whose identity was proven in another way: by making or recovering the account. */
export function startSession({ db, personId }: Grant<'account.manage'>): Promise<SessionId> {
  return createSession(db, personId);
}

/** Whether a session is in force. */
export async function isSessionInForce(db: Database, id: SessionId): Promise<boolean> {
  return (await db.prisma.session.count({ where: { id, expiresAt: { gt: new Date() } } })) > 0;
}

async function createSession(db: Database, personId: PersonId): Promise<SessionId> {
  const now = new Date();
  await db.prisma.session.deleteMany({ where: { personId, expiresAt: { lte: now } } });
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  return (await db.prisma.session.create({ data: { personId, expiresAt }, select: { id: true } })).id;
}
