import { usernameSchema } from '@plenum/domain/accounts/schema';
import type { SessionId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { verifyPassword } from './passwords.ts';
import { readTicket, SESSION_SECONDS } from './session-token.ts';

/**
 * Signs somebody in by user name and password: the id of the new session, or null, the same for a wrong password and
 * an unknown name, after the same time.
 */
export async function signInByPassword(
  db: Database,
  { username, password }: { username: string; password: string },
): Promise<SessionId | null> {
  const name = usernameSchema.safeParse(username);
  const person = name.success
    ? await db.prisma.person.findUnique({ where: { username: name.data }, select: { id: true, passwordHash: true } })
    : null;
  const matches = await verifyPassword(person?.passwordHash ?? null, password.slice(0, 200));
  return person && matches ? startSession(db, person.id) : null;
}

/** Signs somebody in by a ticket given out when an account was made or recovered; null when it is not valid. */
export async function signInByTicket(db: Database, ticket: string): Promise<SessionId | null> {
  const personId = await readTicket(db.secrets.sessionSecret, ticket);
  if (!personId || !(await db.prisma.person.count({ where: { id: personId } }))) return null;
  return startSession(db, personId);
}

async function startSession(db: Database, personId: string): Promise<SessionId> {
  const now = new Date();
  await db.prisma.session.deleteMany({ where: { personId, expiresAt: { lte: now } } });
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  return (await db.prisma.session.create({ data: { personId, expiresAt }, select: { id: true } })).id;
}
