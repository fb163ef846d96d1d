import { usernameSchema } from '@plenum/domain/accounts/schema';
import { notFound } from '@plenum/domain/errors';
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
  return person && matches ? createSession(db, person) : null;
}

/** Starts a session for a person whose identity was proven in another way: by making or recovering the account. */
export async function startSession({ db, personId: id }: Grant<'account.manage'>): Promise<SessionId> {
  const sessionId = await createSession(db, { id });
  if (sessionId === null) throw notFound();
  return sessionId;
}

/** Whether a session is in force. */
export async function isSessionInForce(db: Database, id: SessionId): Promise<boolean> {
  return (await db.prisma.session.count({ where: { id, expiresAt: { gt: new Date() } } })) > 0;
}

/**
 * Makes a session, unless the password that was proven has been changed meanwhile: the change has ended every session, and
 * none may come after it. Null then.
 */
async function createSession(
  db: Database,
  proven: { id: PersonId; passwordHash?: string },
): Promise<SessionId | null> {
  const { id: personId, passwordHash } = proven;
  const now = new Date();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  return db.prisma.$transaction(async (tx) => {
    const [person] = await tx.$queryRaw<{ password_hash: string }[]>`
      SELECT password_hash FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
    if (!person || (passwordHash !== undefined && person.password_hash !== passwordHash)) return null;
    await tx.session.deleteMany({ where: { personId, expiresAt: { lte: now } } });
    return (await tx.session.create({ data: { personId, expiresAt }, select: { id: true } })).id;
  });
}
